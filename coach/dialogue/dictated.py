"""What a person says that they want to say: "how do I tell her that I lied?" has the words for her in it.

Whoever puts it so has named their point themselves, and it is said as they put it; all else in the message is not.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from coach.dialogue.asides import LONGEST
from coach.dialogue.by_name import names_of_therapist
from coach.dialogue.following import any_of
from coach.dialogue.hiding import hides
from coach.guard.someone import MEN, WOMEN, anyone
from coach.guard.words import QUOTED
from coach.library.message import OF_THERAPY, SENTENCES

_THEM = (
    r"(?:(?P<{}>him|her|them)|"
    r"(?:my|the|a|this) (?:new |own )?(?:therapist|counsell?or|psychologist|psychotherapist|shrink|psych)|"
    r"(?:dr|mrs|mr|ms)\.? [A-Z]\w+)"
)
_WANTS = any_of(
    r"(?:how|what i want to know is how)(?: (?:do|can|could|would|should|will|does|i|one|to|on earth|the hell|even|"
    r"ever|possibly|actually|exactly|best|you))+",
    r"(?:want|wanted|like|love|need|needed|going|gonna|trying|hoping|plan(?:ning)?|meant|decided|ready|able|have|"
    r"ought|brave enough|hard|easier|afraid|scared|terrified|ashamed|embarrassed)(?: for me)?(?: to| of)?"
    r"(?: (?:just|only|simply|finally|really|be able to|actually))*",
    r"(?:should|shall|could|might|must|can|let me|i['’]?ll|will|i['’]?d|would)(?: (?:i|just|only|simply|perhaps|maybe|"
    r"really|rather|also|like to|love to))*",
    r"(?:can['’]?t|cannot|couldn['’]?t|haven['’]?t been able to|don['’]?t know how to|never managed to)"
    r"(?: (?:just|ever|even|really|seem to|bring myself to))*",
)
_TELLS = any_of(
    rf"(?:tell|telling|admit to|confess to|explain to) {_THEM.format('told')}(?:,[^,.?!]{{2,60}}, that\b|,? that\b)?",
    rf"let {_THEM.format('known')} know(?: that\b)?",
    rf"say(?:ing)?(?: now)? to {_THEM.format('spoken')}(?: only| just)?,?(?: that\b|:| (?:was|is)(?: that)?\b)?",
    rf"say {_THEM.format('addressed')} that\b",
    r"(?:say|tell)(?-i: [A-Z]\w+),?(?: that\b|:)?",
    r"(?:say|admit|confess)(?: out loud| only| just| simply)?(?: that\b|:)",
    r"(?:just|only|simply) (?:say|go)\b",
)
_ASKED_FOR = (
    r"\b(?:a|one|1|two|the|some|proper|short|any|simple|right|actual)(?: \w+){0,3}? (?:sentences?|words|lines?|way)\b"
    r"[^.?!]{0,50}?(?:\b(?:that|which) (?:\w+ )?(?:says?|states?|admits?|tells? (?:him|her|them))(?: that)?|"
    r"\bsaying(?: that)?|, that|\bto the effect that|"
    r"\bto say(?: to (?:him|her|them|my \w+|the \w+))?,?(?: that)?|\bto tell (?:him|her|them)(?: that)?|"
    r"\b(?:in which|where) i (?:can )?(?:say|tell (?:him|her|them))(?: that)?)\b:?"
)
_CLAUSE = (
    r"(?P<clause>(?:i|i['’]?m|i['’]?ve|im|ive|i['’]d|i['’]ll|my|we|it['’]?s|it is|there['’]?s|he|she|s?he['’]?s|nobody|"
    r"this|these|your|his|when s?he|nothing|mum|dad|mammy|mam|mom|"
    r"the (?:\w+ ){1,4}?(?:is|are|was|were|has|have|had|do|does|did|makes?|feels?|\w+n['’]?t))\b[^.?!\n]*)"
)
_DICTATED = (
    re.compile(rf"(?<!\w)(?:{_WANTS}) (?:{_TELLS})\s+{_CLAUSE}", re.IGNORECASE),
    re.compile(rf"{_ASKED_FOR}\s+{_CLAUSE}", re.IGNORECASE),
    re.compile(
        r"\b(?:one|something|a (?:sentence|line)) (?:where|in which) i (?:can |could )?(?:tell|say to) (?:him|her|them)"
        rf"(?: that)? {_CLAUSE}",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:sentences?|lines?|words)\b[^.?!]{{0,40}}[.?!]+ that {_CLAUSE}", re.IGNORECASE),
    re.compile(
        rf"\b(?:give|write|make|want|need|have|would like|i['’]d like)\b[^.?!:]{{0,40}}\b(?:sentences?|lines?|words)\b"
        rf"(?: (?:which|that|i|to|can|could|say|at|the|start|in|it|her|him|them|with)){{0,8}}: (?:that )?{_CLAUSE}",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:^|[,;:] |\b(?:just|maybe|perhaps|say|with|want|need) )(?:something|sth) (?:like|along the lines of)"
        rf"(?: this)?[:,]? {_CLAUSE}",
        re.IGNORECASE,
    ),
)
_BEGUN = re.compile(
    rf"(?:^|[,;] |\b(?:ok|right|so|no|well),? )(?:try again|more like|something like|say|put|write|how about|better|"
    rf"what about|just|instead|i mean|maybe|like)(?: this)?: {_CLAUSE}",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"\b(?:(?:can|could|may|should|shall) i (?:just |simply )?say[:,]|"
    r"(?:write|say|put)(?: (?:me|it|this|simple|just))+:) "
    r"(?P<clause>(?:you|i|we|it)\b[^.!?\n]*\??)",
    re.IGNORECASE,
)
"""Words as they are to be spoken: "Can I just say: you look at the clock when I talk?"."""
_ADDED = re.compile(
    rf"\b(?:put in|add|include|mention|say(?:ing)?)(?: in)?(?: there)?(?: too| as well| also)? that {_CLAUSE}",
    re.IGNORECASE,
)
"""Words that are to come behind those that were named before."""
_CHANGES = re.compile(
    r"\b(?:longer|put in|add|include|mention (?:too|as well|also)|nearly there|more to it|both)\b", re.IGNORECASE
)
_POINT = re.compile(
    r"(?:\b(?:the (?:honest|true|real|short|simple|plain) (?:one|answer|reason|truth|version|thing)|"
    r"my (?:real |only |actual )?(?:question|point|worry|trouble|answer)) is(?: only| just| simply)?(?: this)?"
    r"(?: that\b|:) |"
    r"\b(?:what|all|the (?:only )?thing) (?:that )?i (?:really |actually |only |just )?(?:wish|want|need|would like|"
    r"['’]d like|have|mean|am trying)(?:ed)? to (?:say|tell(?: (?:him|her|them))?|admit|confess)"
    r"(?: to (?:him|her|them))?(?: now)? is(?: just| only| simply)?(?: that\b|:|,)? )"
    rf"{_CLAUSE}",
    re.IGNORECASE,
)
"""What they say is their point."""
_QUOTES_ONESELF = re.compile(
    r"(?<!\bif )\b(?:i (?:could|can|might|would|will|want to|['’]?d|['’]?ll)|i['’](?:ll|d)|can i|could i|should i|ill|"
    r"i have|i['’]?ve|i)(?: (?!(?:he|she|they|it|you|we)\b)\w+){0,2} "
    r"(?:say|go|put|write|wrote|written|got|tell (?:him|her|them)|start with|open with)"
    r"(?: (?:to (?:him|her|them)|it|this|that|one|something|myself|just|down|out)){0,3}[:,.]? "
    r"[\"“](?P<clause>[^\"”]{8,300})[\"”]",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"(?:\b(?:not|never|without|stop|instead of|before i|\w+n['’]t|(?:do|did|does|wo|would|should)nt|nobody|no one|"
    r"as if|thought i['’]?d|i['’]?d already|supposed to|(?<!can )(?<!could )(?<!would )you give|"
    r"(?<!can )(?<!could )(?<!would )(?:you|that|it) (?:gave|says?|said|told|have|had|make|made|want|wanted|"
    r"wants)|i (?:would|['’]d) hardly)"
    r"(?: \w+){0,2})\s*$",
    re.IGNORECASE,
)
"""Before what is not to be said."""
_NOT_SAID = re.compile(
    r"(?:\bcannot|\bhardly|\bnot|\bnever|n['’]t|\bcant|\bwont)(?: \w+){1,4}[:,.]? [\"“]$", re.IGNORECASE
)
"""Before what stands between marks and cannot be said: 'I cannot say "when you were proud"'."""
_UNABLE = re.compile(r"\b(?:don['’]?t know|not sure|do not know|no idea|not able)\b[^.?!]*$", re.IGNORECASE)
"""Before what is to be said and cannot yet be."""
_ENDS = re.compile(
    any_of(
        r",? (?:without (?:him|her|it|them|me|that|sounding|making|being|the|turning)|so (?:that )?(?:s?he|they|it)|"
        r"in (?:a|an) \w+ (?:way|manner)|because that['’]?s|(?:is|would|will) (?:that|it|this)|"
        r"and (?:is|would|will|how|what) (?:that|it|this|do|can|should|if)|or (?:is|should|do|not)|"
        r"as (?:though|if) being|but (?:how|what|would|is)|in (?:one|a) (?:short )?sentence|"
        r"if that (?:makes|is ok))\b.*",
        r"(?<!scared)(?<!afraid)(?<!worried)(?<!frightened)(?<!that),? "
        r"(?:s?he|they)(?: will|['’]ll|['’]d| would| might) (?:be|think|say|get|hate|look|feel)\b.*",
        r",? but i(?: don['’]?t want|['’]m (?:afraid|scared))\b.*",
        r",? and i(?: would|['’]d)(?: \w+){0,2} (?:appreciate|like|love|be grateful)\b.*",
        r", which is what (?:s?he|they)\b.*",
        r", (?:right|please|then)",
    )
    + r"$",
    re.IGNORECASE | re.DOTALL,
)
"""Where what is to be said ends, and how, or what they might make of it, begins."""
_THATS = re.compile(
    r"(?P<before>,|\band|\bbut|\bperhaps|\bmaybe) that (?=(?:i|i['’]\w+|im|ive|my|we|it|s?he)\b)", re.IGNORECASE
)
_LEANS = re.compile(
    r"(?:it['’]?s |it is |the )?(?:it|that|this|so|this one|all this|all that|truth|thing|same)|the \w+|my \w+|"
    r"i (?:do|don['’]?t|did|am|will|can|can['’]?t|know|want(?: to)?|mean|said|need|think|feel)",
    re.IGNORECASE,
)
"""No words by itself."""
_ONE_SENTENCE = re.compile(
    r"\b(?:one|1|a|short|single)(?: \w+)? (?:sentence|line)\b|\bshort(?:er)?\b|\bsay only\b|\b(?:just|only) say\b",
    re.IGNORECASE,
)
_IS_ENOUGH = re.compile(
    r"\b(?:whether (?:that|it|this) (?:(?:sounds?|is|would be) (?:ok|okay|all ?right|right|fine|enough)|will do)|"
    r"does (?:that|it|this) (?:sound|seem) (?:ok|okay|all ?right|right|fine)|"
    r"is (?:that|it|this)(?: one)? (?:rude|enough|ok|okay|alright|all right|fine|too (?:much|little|short|blunt))|"
    r"(?:would|will) (?:that|it|this) (?:do|be (?:enough|ok|okay|all right|fine))|that enough|"
    r"(?:can|could|may) i (?:just )?say (?:that|it|this)|say that \w+day)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\b(?P<title>mrs|mr|ms|dr)[.] (?=[A-Z])", re.IGNORECASE)
"""Its stop ends no sentence."""
_TO_THEM = re.compile(r"\byou(?:r|['’]\w+)?\b", re.IGNORECASE)
_SPOKEN_OF = re.compile(r"\b(?:about|of) (?!God\b)[A-Z][a-z]{2,}\b(?![^.!?]*\b(?i:therap|counsel|session|psych))")
"""Somebody by name, who is hardly whom it is to be said to: "not a word about Jean"."""
_A_SENTENCE = 5
"""Words between marks that are somebody's sentence; fewer name something."""
_QUOTED_AT_LEAST = 3
"""Words between marks that somebody says; fewer are named, not said."""
_FEWEST, _MOST = 2, 45
"""Words of what is to be said."""
_WHO = {"him": anyone(MEN), "her": anyone(WOMEN)}


class Named(NamedTuple):
    """What a person named as the words for their therapist.

    Attributes:
        words: as they were typed; empty where none were named.
        alone: whether nothing is to stand behind them.
        enough: whether it is asked if they will do.
    """

    words: str = ""
    alone: bool = False
    enough: bool = False


def named(text: str, told: Sequence[str] = ()) -> Named:
    """What a message names as the words for the therapist; `told` as in `dictated`."""
    words = dictated(text, told)
    enough = bool(words and _IS_ENOUGH.search(text))
    return Named(words, enough or bool(words and _ONE_SENTENCE.search(text)), enough)


def dictated(text: str, told: Sequence[str] = ()) -> str:
    """The words for the therapist that a message names itself, as they were typed; empty where it names none.

    Args:
        text: the message.
        told: what the person had said before, oldest first.
    """
    if len(text) > LONGEST:
        return ""
    words = _named(text, told)
    return "" if hides(words, text) else words


def _named(text: str, told: Sequence[str]) -> str:
    text = _TITLE.sub(r"\g<title> ", " ".join(text.split()))
    for name in names_of_therapist((text, *(_TITLE.sub(r"\g<title> ", one) for one in told))):
        text = re.sub(rf"\b(?:(?:mrs|mr|ms|dr) )?{name}\b(?! [A-Z])", "my therapist", text)
    quoted = _QUOTES_ONESELF.search(text)
    refused = quoted and (_NOT.search(text[: quoted.start()]) or _NOT_SAID.search(text[: quoted.start("clause")]))
    if quoted and not refused and len(quoted["clause"].split()) >= _QUOTED_AT_LEAST:
        return _whole(quoted["clause"])
    if spoken := _SPOKEN.search(text):
        return _whole(spoken["clause"])
    if told and (added := _ADDED.search(text)) and _CHANGES.search(text[: added.end("clause")]):
        before = next(filter(None, (dictated(one, told[:at]) for at, one in reversed(list(enumerate(told))))), "")
        if before and (clause := _clause(added["clause"])):
            return f"{before} {clause}"
    sentences = SENTENCES.split(text)
    for sentence in (*sentences, *map(" ".join, pairwise(sentences))):
        for rule in (*_DICTATED, _BEGUN, _POINT):
            found = rule.search(sentence)
            if found and _is_meant(found, sentence, text, told) and (clause := _clause(found["clause"])):
                return clause
    return ""


def _is_meant(found: re.Match[str], sentence: str, text: str, told: Sequence[str]) -> bool:
    before = sentence[: found.start()]
    if any(len(one.split()) >= _A_SENTENCE for one in QUOTED.findall(found.group())) or (
        _NOT.search(before) and not _UNABLE.search(before)
    ):
        return False
    groups = found.groupdict()
    whom = next((groups[name] for name in ("told", "known", "spoken", "addressed") if groups.get(name)), "")
    if _TO_THEM.search(groups.get("clause") or "") and any(OF_THERAPY.search(one) for one in told):
        return True  # it is spoken to them
    return not _is_another(whom.lower(), text[: text.find(sentence) + found.start()], told)


def _is_another(whom: str, before: str, told: Sequence[str]) -> bool:
    """Whether a "him" or "her" may be somebody who was named before it, and not their therapist."""
    who = _WHO.get(whom)
    if not who:
        return False
    if _SPOKEN_OF.search(before):
        return True
    said = (QUOTED.sub("", one) for one in (before, *reversed(told)))
    named = next((one for one in said if who.search(one) or OF_THERAPY.search(one)), "")
    return bool(who.search(named)) and not OF_THERAPY.search(named)


def _clause(typed: str) -> str:
    clause = _THATS.sub(r"\g<before> ", _ENDS.sub("", typed)).replace(" ,", ",").strip(" ,;:")
    return _whole(clause) if _FEWEST <= len(clause.split()) <= _MOST and not _LEANS.fullmatch(clause) else ""


def _whole(clause: str) -> str:
    clause = clause.strip().rstrip(",;:")
    return clause[:1].upper() + clause[1:] + ("" if clause[-1:] in {".", "!", "?", "…"} else ".")
