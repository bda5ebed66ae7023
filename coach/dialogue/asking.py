"""Questions in a message: told back as what the person wonders, and taken out of what is said to the therapist.

A small model tells "can she call my mum" back as "she can call your mum". So the question is turned before
the model sees it. By rules; what they do not know stays as it is.
"""

import re
from collections.abc import Sequence

from coach.dialogue.verbs import past, third
from coach.guard.someone import ANYBODY, EITHER, MEN, WOMEN
from coach.guard.words import QUOTED

_LEAD = r"(?P<lead>(?:(?:so|and|but|like|also|ok|okay|well|hi|hey|hello|um|wait|then)[ ,]+)*)"
_AUX = (
    r"(?:is|are|am|was|were|do|does|did|can|could|should|shall|will|would|may|might|must|ought|has|have|"
    r"isn't|aren't|don't|doesn't|didn't|can't|won't|shouldn't|wouldn't|couldn't)"
)
_PERSON = rf"(?:{'|'.join((*MEN, *WOMEN, *EITHER, *ANYBODY))}|therapist|counsell?or|psychologist|shrink)"
_SUBJECT = (
    rf"(?:(?:this|that|one|another) {_PERSON}\b|"
    r"i|you|he|she|it|they|we|this|that|there|people|therapists?|everyone|anyone|anybody|one(?! of\b)|"
    r"(?:my|the|an?|his|her|their|our|your|any|some|most) [\w']+ (?:therapists?|counsell?ors?|psychologists?|people|"
    r"persons?|clients?)\b|"
    r"[\w']+(?= mean\b)|therapy|counsell?ing|(?:my|the|a|his|her|their|our|your)(?: (?:new|old|own|first|"
    r"current))? [\w']+)"
)
_YES_NO = re.compile(rf"{_LEAD}(?P<aux>{_AUX}) (?P<subject>{_SUBJECT})\b(?P<rest>.*)", re.I | re.S)
_WH = re.compile(
    rf"{_LEAD}(?P<wh>why|when|where|who|(?:how|what|which|whose)"
    rf"(?: (?!(?:{_AUX}|i|you|he|she|it|they|we)\b)[\w']+){{0,2}}?) (?P<aux>{_AUX}) "
    rf"(?P<subject>{_SUBJECT})\b(?P<rest>.*)",
    re.I | re.S,
)
_SENTENCE = re.compile(
    rf"(?:[^.!?\n,]|,(?!\s+(?:(?:and|or|but|so) )?(?:{_AUX}|(?:how|what|why|when|where|who)(?:['’]s| {_AUX})) "
    rf"{_SUBJECT}\b))+"
    r"(?:[.!?]+|,|\n|$)\s*",
    re.I,
)
_WH_PLAIN = re.compile(rf"{_LEAD}(?P<wh>how|what if|what|why|when|where|who|which)\b(?P<rest>.*)", re.I | re.S)
_LEARNERS = re.compile(
    rf"{_LEAD}(?P<wh>what|how) i (?:can |should |could |will |must )?"
    r"(?P<rest>(?:say|tell|start|begin|ask|answer|explain|do)(?: (?:it|this|that|him|her|them|to (?:him|her|them)|then|"
    r"on \w+day|tomorrow|about .*))*)",
    re.I | re.S,
)
"""As who is learning English asks: "what I say to her"."""
_IS_SO = re.compile(
    rf"{_LEAD}(?P<aux>is|are) (?P<subject>(?!it\b|that\b|this\b|there\b)\S.*?)(?P<rest> (?:an? )?(?:really |too |"
    rf"actually |so )?"
    r"(?:normal|ok|okay|allowed|bad|weird|rude|wrong|common|healthy|usual|possible|legal|stupid|silly|enough|pointless|"
    r"worth|supposed|meant)\b.*)",
    re.I | re.S,
)
_WHAT_IF = re.compile(rf"{_LEAD}(?:what if|what happens (?:if|when)|how come)\b", re.I)
"""Asked, with a question mark or without."""
_WHAT_IS = re.compile(rf"{_LEAD}what(?:'s| is) (?P<rest>.*)", re.I | re.S)
_STAYS = re.compile(r"(?:with|up|wrong|the matter|going|next|left|in)\b", re.I)
_LONGEST_IS = 6
"""Words after "what is" that "is" can follow."""
_CLAUSE_IN = re.compile(r"\b(?:i|you|he|she|they|we)(?:['’]\w+)?\b", re.I)
_PLACE = "quoted{}quoted"
_LEANS = re.compile(
    r"\s*(?:before|if|when|after|since|because|as|while|until|unless|once)\b|\s*(?:here|there|now|today|then),\s*$",
    re.I,
)
_IF_ANY = re.compile(r", if (?:any(?:thing|one|body)?|at all|ever),", re.I)
_HUNG_ON = re.compile(r",\s+I wonder\b")
_WHO_IS = re.compile(r"\b(?P<wh>who|what|where|how|when|why)['’]s(?= (?:he|she|it|they|that|this|there)\b)", re.I)
_WHAT_DOES = re.compile(
    r"\bwhat['’]s(?= (?:it|that|this) (?:do|mean|take|cost|matter|say|involve|tell|change)\b)", re.I
)
_SAYS_OF_IT = re.compile(
    r" (?:\w+(?:ed|ing)|like|for|to|about|so|really|actually|meant|not|never|at|on|in|there|the)\b", re.I
)
"""After "what is a therapist": more is said of them; else their name goes on ("a cancellation policy")."""
_HANGS = re.compile(r" (?:for|like|about|of|in|to|with)$", re.I)
"""What the question asks of stands at its end."""
_OR_NOT = re.compile(
    r",? or (?:wait\b.*|not|leave it(?: alone| be| out| at that)?|let it (?:go|be|lie)|just \w+.*|say nothing|shut up|"
    r"keep (?:quiet|schtum|it to myself|my mouth shut)|hold (?:back|off|my tongue)|"
    r"(?:is|do|should|would) (?:it|that|this|i)\b.*)$",
    re.I | re.S,
)
"""The other choice of whoever asks whether to tell."""
_MAY_BE_TOLD = re.compile(rf"{_LEAD}(?:has|have|had) (?!(?:i|he|she|it|they|we|you)\b)", re.I)
"""With the subject left out, no question: "has his life together"."""
_TO_DO = frozenset({"do", "can", "could", "should", "shall", "must"})
_ANYONE = frozenset({"i", "you", "we"})
_NOT_ENDED = re.compile(
    r" (?:of|for|about|that|who|from|to)\b|"
    r" (?!(?:really|just|even|actually|still|not|never|only|such|quite|being|ever)\b)\w+ (?:an?|the)\b",
    re.I,
)
"""The subject goes on: "are my hopes for this too high", "is the marital bed a fit subject"."""
_GOES_ON = re.compile(
    r" (?!(?:ever|always|really|even|just|still|also|only|actually|not|never|want|need|like|love|help|let|make|go|come|"
    r"rather|usually|\w+ly)\b)\w+ (?:have|be|get|tell|know|do|see|flag|need|want|think|ask|say|let|make|take|give|call|"
    r"keep|help|hear|read|report|find|judge|mind|notice|remember)\b",
    re.I,
)
"""So it does here: "will my actual doctor see it"."""
_RELATIVE = re.compile(rf"{_LEAD}(?:who|which) (?:is|are|was|were|has|have|had)\b", re.I)
"""With no question mark, more of somebody who was named."""
_LEFT_OUT = re.compile(r", (?:never|only|always|still|just|not|been|no)\b", re.I)
"""A clause behind the question, with its subject left out."""
_FORMS = {"does": third, "did": past}
_ADVERB = (
    r" (?:ever|never|always|often|sometimes|even|just|still|also|both|all|"
    r"(?!(?:rely|reply|apply|imply|supply|comply|bully)\b)\w{2,}ly)\b"
)
_BE = frozenset("is are am was were isn't aren't".split())
_TO_CHOOSE = re.compile(
    r" (?:just )?(?:tell|say|ask|break it|bring|mention|show|hand|text|email|ring|call|write|warn|explain|let|cancel|"
    r"bin|dump|ditch|sack|fire|quit|stop|stay|carry on|keep going|book|drop|give (?:it|him|her|them)|"
    r"wait|turn up|go back|leave|pay|send|apologi[sz]e)\b",
    re.I,
)
_NO_VERB = re.compile(r" (?:not|in|on|at|of|from|with|for|to|who|that|and|or|about|by)\b", re.I)

_TO_COACH = re.compile(
    rf"{_LEAD}(?:is it|isn't it|would it be|was it|am i|should i|can i|could i|may i|do i|shall i|"
    r"(?:how|what|when|where|why) (?:do|can|should|would|could|am|did) i|"
    r"i (?:want|need|would like)(?: to know)? (?:what|how) (?:i|to)(?: (?:can|should|could|must))? "
    r"(?:say|answer|tell|put|start)|what's the best way to|how to|what to|"
    r"how (?:long|much|many|soon) (?:till|until|before|does it|will it|do you|should))\b",
    re.I,
)
_MAY_THEY = re.compile(rf"{_LEAD}(?:can|could|may|might) (?:he|she|they|my (?:new |old )?[\w']+|the therapist)\b", re.I)
"""Asked of a therapist, "can you call my mum?" would sound like a request."""
_CLAUSE = (
    r"(?!(?:something|nothing|it|the truth)\s*(?:[?.!,]|$|(?:to|about|or|first|now|as|when|in|before|after|at)\b))"
    r"(?P<clause>(?:i|i'm|i've|i'd|i'll|we|we've|my|it|it's|he|she|he's|she's|the|his|her|nothing|something)\b.*)"
)
_THEM = r"(?:him|her|them|you|my (?:new |old )?[\w']+|the [\w']+|a therapist)"
_TOLD = (
    re.compile(
        rf"\b(?:tell|telling|told|admit to|admitting to|confess to|say to|let) {_THEM} (?:know )?(?:that )?{_CLAUSE}",
        re.I | re.S,
    ),
    re.compile(rf"\b(?:say|saying|admit|mention|explain) (?:that )?{_CLAUSE}", re.I | re.S),
    re.compile(rf"\bis(?:n't)? it (?:[\w']+ ){{1,2}}(?:that|if|when|because) {_CLAUSE}", re.I | re.S),
    re.compile(r"\bi (?:say|do|tell (?:him|her|them)) (?P<clause>(?:when|if) .*)", re.I | re.S),
)  # fmt: skip


def as_wondering(text: str) -> str:
    """The message with each question as what the person wonders: "can she call?" is "I wonder if she can call."."""
    bare, quotes = _without_quotes(text)
    turned = _joined([_wondered(sentence) or sentence for sentence in _sentences(bare)])
    return _with_quotes(turned, quotes)


def has_questions(text: str) -> bool:
    """Whether anything is asked, with a question mark or without."""
    return any(_wondered(sentence) != sentence for sentence in _sentences(_without_quotes(text)[0]))


def all_wondered(text: str) -> str:
    """As `as_wondering`, but empty where there is a question that cannot be turned."""
    bare, quotes = _without_quotes(text)
    turned = [_wondered(sentence) for sentence in _sentences(bare)]
    return _with_quotes(_joined(turned).strip(), quotes) if all(turned) else ""


def as_stated(text: str) -> str:
    """What of the message can be said to a therapist: "is it rude to tell her I'm bored?" is "I'm bored.".

    Questions to the coach go; questions that a therapist can answer stay. Empty where nothing is left.
    """
    return "".join(_stated(sentence) for sentence in _SENTENCE.findall(text) or [text]).strip()


def questions(text: str) -> list[str]:
    """The questions in a text, each by itself, with a question mark or without."""
    return [one.strip() for one in _sentences(text) if _wondered(one) != one]


def _sentences(text: str) -> list[str]:
    """Where a question follows a clause that leans on it ("before I tell her, is she any good"), they stay together."""
    found: list[str] = []
    for one in _SENTENCE.findall(text) or [text]:
        if found and found[-1].rstrip().endswith(",") and _LEANS.match(found[-1]):
            found[-1] += one
        else:
            found.append(one)
    return found


def _without_quotes(text: str) -> tuple[str, list[str]]:
    """The text with what others said taken out, a word in its place; and what was taken out."""
    text = _IF_ANY.sub("", text)
    quotes: list[str] = QUOTED.findall(text)
    places = iter(range(len(quotes)))
    return QUOTED.sub(lambda _: _PLACE.format(next(places)), text), quotes


def _with_quotes(text: str, quotes: Sequence[str]) -> str:
    for n, quote in enumerate(quotes):
        text = text.replace(_PLACE.format(n), quote)
    return text


def _joined(sentences: Sequence[str]) -> str:
    """As one text; what the person wonders is a sentence of its own."""
    return _HUNG_ON.sub(". I wonder", "".join(sentences))


def _wondered(sentence: str) -> str:
    """What it is that the person wonders; the sentence itself where it asks nothing; empty where that fails."""
    bare, end = _bare(sentence)
    if "?" not in sentence and _RELATIVE.match(bare):
        return sentence
    if "?" not in sentence and _LEFT_OUT.search(bare) and (_YES_NO.match(bare) or _WH.match(bare)):
        return ""
    for pattern, turn in ((_IS_SO, _if), (_YES_NO, _if), (_WH, _how), (_WHAT_IS, _what_is)):
        match = pattern.fullmatch(bare)
        if match and not match.groupdict().get("rest", "x").strip():  # ", can I?"
            return ""
        if match and ("?" in sentence or not _MAY_BE_TOLD.match(bare)):
            turned = turn(match)
            return f"{match['lead']}I wonder {turned}".strip() + end if turned else ""
    if match := _LEARNERS.fullmatch(bare):
        return f"{match['lead']}I wonder {match['wh'].lower()} to {match['rest']}".strip() + end
    match = _WH_PLAIN.fullmatch(bare)
    if match and ("?" in sentence or match["wh"].lower() == "how" or _WHAT_IF.match(bare)):
        wh, rest = match["wh"].lower().replace("what if", "what happens if"), match["rest"]
        if wh == "how" and rest.lower().startswith(" come "):
            wh, rest = "why", rest[len(" come") :]
        return f"{match['lead']}I wonder {wh}{rest}".strip() + end
    return "" if "?" in sentence else sentence


def _stated(sentence: str) -> str:
    bare, end = _bare(sentence)
    if _MAY_THEY.match(bare):
        return ""
    if not _TO_COACH.match(bare):
        return sentence
    for pattern in _TOLD:
        match = pattern.search(bare)
        if match:
            clause = _OR_NOT.sub("", match["clause"].strip())
            return clause[:1].upper() + clause[1:] + end
    return ""


def _bare(sentence: str) -> tuple[str, str]:
    """The sentence without its stop, and the stop that a statement has."""
    bare = sentence.strip().rstrip(".!?,").strip()
    return _WHO_IS.sub(r"\g<wh> is", _WHAT_DOES.sub("what does", bare)), ". "


def _if(match: re.Match[str]) -> str:
    aux, subject = match["aux"].lower(), match["subject"].lower()
    if aux == "do" and subject in {"i", "we"} and _TO_CHOOSE.match(match["rest"]):
        return f"whether to{match['rest']}"
    ordered = re.sub(r"^(it|that|there) is(?= \w)", r"\1's", _ordered(match), flags=re.I)
    ordered = re.sub(r"^i am(?= \w)", "I'm", ordered, flags=re.I)
    return ordered and f"if {ordered}"


def _how(match: re.Match[str]) -> str:
    aux, subject, wh = match["aux"].lower(), match["subject"].lower(), match["wh"].lower()
    by_degree = wh.startswith("how ") and aux in {"can", "could"}
    if wh == "how" and aux in {"do", "can"} and subject == "i" and re.match(r" (?:ever )?know\b", match["rest"], re.I):
        return f"how I can{match['rest']}"
    if aux in _TO_DO and subject in _ANYONE and not wh.startswith("why") and not by_degree:
        return f"{wh} to{match['rest']}"
    if wh == "what" and aux in {"is", "are"} and " " in subject and not _SAYS_OF_IT.match(match["rest"]):
        if _HANGS.search(match["rest"]) or "," in match["rest"]:
            return ""
        return f"{wh} {match['subject']}{match['rest']} {aux}"
    if wh.startswith("how ") and aux in {"is", "are", "was"} and " " in subject:  # how long is a normal answer
        return ""
    ordered = _ordered(match)
    return ordered and f"{wh} {ordered}"


def _what_is(match: re.Match[str]) -> str:
    head, of, rest = match["rest"].partition(" between ")
    if len(head.split()) > _LONGEST_IS or "," in match["rest"] or _CLAUSE_IN.search(head):
        return ""
    if _STAYS.match(head):
        return f"what's {head}{of}{rest}"
    return f"what {head} is{of}{rest}"


def _ordered(match: re.Match[str]) -> str:
    """Subject before verb; "does he tell" is "he tells". Empty where the subject has not ended."""
    aux, subject, rest = match["aux"], match["subject"], match["rest"]
    if aux.lower() == "do":
        return f"{subject}{rest}"
    if aux.lower() in _FORMS:
        verb = re.match(rf"((?:{_ADVERB})*)( [\w']+)(.*)", rest, re.S)
        if not verb or _NO_VERB.fullmatch(verb[2]):
            return ""
        return f"{subject}{verb[1] or ''}{_FORMS[aux.lower()](verb[2])}{verb[3]}"
    if " " in subject and aux.lower() != "ought" and (_NOT_ENDED if aux.lower() in _BE else _NO_VERB).match(rest):
        return ""
    if " " in subject and aux.lower() not in _BE | {"ought"} and _GOES_ON.match(rest):
        return ""
    return f"{subject} {aux.lower()}{rest}"
