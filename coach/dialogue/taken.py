"""What a message is taken for, with the turns before it: what it says of the person's own, and what it says of the
reply before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coach.dialogue.asides import LONGEST, bare_sentence, without_asides
from coach.dialogue.base import Turn
from coach.dialogue.following import Wish, any_of, meant
from coach.dialogue.objecting import Bare, Objection, without_objection
from coach.dialogue.sorting import Sorter, sort
from coach.guard.words import QUOTED
from coach.library.message import SENTENCES

_DENIES = re.compile(
    any_of(
        r"(?:(?:what|sorry|oh|god|good heavens|heavens|er+|um+)[\s,.?!]*)*no+(?:[\s,]+no+)*(?:[\s,]+(?:not at all|"
        r"not that|nothing (?:of|like) (?:that|this)(?: sort| kind)?))?",
        r"(?:no+[\s,]+)*(?:nobody|no one|no-one)(?:'s| is| was)? (?:(?:hurting|hitting|threatening|touching|harming|"
        r"killing) (?:me|us|anyone|anybody|themselves|himself|herself)|dying|in (?:any )?danger)",
        r"(?:no+[\s,]+)*i (?:don'?t|do not|didn'?t|did not|never|would never|won'?t) (?:hurt|hit|harm|kill) "
        r"(?:nobody|no one|anyone|anybody|anything|a fly)",
        r"(?:no+[\s,]+)*i(?:'m| am) not (?:going to|gonna) (?:do (?:any )?(?:harm|anything)|hurt|kill|harm)"
        r"(?: (?:to )?(?:myself|anyone|anybody|no one|nobody|him|her|them))?",
        r"(?:(?:no+|ah|oh|god(?: forbid)?|good grief|good heavens|heavens|what|dying|sorry|christ|jesus)[\s,.?!]*)*"
        r"i(?:'m| am) not (?:even )?(?:thinking (?:of|about)|planning(?: on)?|about to|considering) "
        r"(?:dying|death|suicide|killing|kill|hurting|hurt|harming|harm|ending|throwing|throw)"
        r"(?: (?:myself|anyone|anybody|it|things|off anything|at all|over (?:an?|the|my|this) \w+))*",
        r"(?:no+[\s,]+)*(?:nobody|no one|no-one) is making me (?:feel )?(?:unsafe|afraid|scared)(?: at all)?",
        r"(?:no+[\s,]+)*i(?:'m| am) (?:not (?:in (?:any )?danger|suicidal|unsafe|at risk)|safe|fine|okay|"
        r"ok|all ?right)",
        r"(?:no+[\s,]+)*(?:there(?:'s| is) )?nothing (?:of that sort|like that)"
        r"(?: (?:in|at) (?:my |our |this )?(?:home|house|family))?",
        r"(?:no+[\s,]+)+(?:bro|mate|lol|yaar|man)(?:[\s,]+nothing like that)?|(?:i(?:'m| am) )?not dying",
        r"(?:no+[\s,]+)*i (?:did not|didn'?t|do not|don'?t) mean (?:that|it like that|danger|anything like that)",
        r"(?:it|that|this)(?: was|'s| is)?(?:n'?t| not)(?: meant)? (?:like|as) (?:that|this)",
        r"(?:what|why)[\s?!]*(?:the )?(?:samaritans|helplines?|crisis lines?|hotlines?)?[\s?!]*",
    ),
    re.IGNORECASE,
)
"""A whole sentence that says no to the danger that a page was about; nothing else may stand in it, as it is then not
screened."""
_OF_DANGER = re.compile(
    r"\b(?:dying|suicid\w*|kill\w*|(?:un)?safe|danger\w*|hurting (?:my|any)\w*|harm\w*|samaritans|(?:help|crisis )?"
    r"(?:lines?|pages?|numbers?))\b",
    re.IGNORECASE,
)
"""What answers a page about danger: nobody would tell their therapist that they are "not dying"."""


@dataclass(frozen=True)
class Taken:
    """What a message is taken for.

    Attributes:
        said: what it says of the person's own, and how it was meant, to search for; empty where it says nothing.
        told: what of that can be put into words for a therapist; empty where nothing can.
        wish: what it wishes of the reply before, or None.
        objects: how it says that the reply before went wrong, and goes on; None where it does not.
        harmless: what it says besides, where it says no to a danger that no phrase had spoken of; else None.
        mixed: what of it may hold things that are only said to the program; empty where nothing may.
    """

    said: str
    told: str
    wish: Wish | None = None
    objects: Objection | None = None
    harmless: str | None = None
    mixed: str = ""


def taken(text: str, turns: Sequence[Turn]) -> Taken:
    """What a message is taken for, by rules; `turns` are those before it, oldest first."""
    if wished := meant(text, turns):
        said = "" if turns or wished in {"unsure", "next"} else text
        return Taken(said, said, wished)
    bare = without_asides(text)
    if not turns or not bare:
        return Taken(bare, bare)
    harmless = _besides_no(text, turns)  # this is screened, so nothing but the no may be left out of it
    bare = _without_quotes_of(turns[-1].text, bare if harmless is None else without_asides(harmless) or harmless)
    rest = _by_rules(bare, turns)
    wished = rest.objects if not rest.text else None
    told = _without_answer(rest.text, turns)
    return Taken(rest.text, told, wished, rest.objects if rest.text else None, harmless, bare)


def _without_quotes_of(reply: str, text: str) -> str:
    """A message without the sentences that quote the reply before it, where it says anything else."""
    shown = " ".join(reply.split()).lower()
    sentences = [one for one in SENTENCES.split(text) if one]
    kept = [one for one in sentences if not any(_is_of(quote, shown) for quote in QUOTED.findall(one))]
    return " ".join(kept) if kept and kept != sentences else text


def _is_of(quote: str, shown: str) -> bool:
    words = quote.strip('"“”., ').lower()
    return len(words.split()) >= _A_QUOTE and words in shown


def told_apart(by_rules: Taken, turns: Sequence[Turn], sorter: Sorter) -> Taken:
    """What a message is taken for by what has learnt to tell what is said to the program; rules keep more of it.

    Raises:
        CoachError: it cannot tell.
    """
    if not by_rules.mixed or len(by_rules.mixed) > LONGEST:
        return by_rules
    found, rest = sort(by_rules.mixed, sorter), _by_rules(by_rules.mixed, turns)
    says_no = (found.corrects or any(_SAYS_NO.match(one) for one in found.rest)) and not _AFFIRMS.search(by_rules.mixed)
    objects: Objection | None = "missed" if says_no else "declined" if rest.objects == "declined" else None
    wished = found.wish or (None if found.searched else objects or rest.objects or _of_reply(found.rest))
    if wished:
        return replace(by_rules, said="", told="", wish=wished, objects=None)
    told = _without_answer(_by_rules(found.told, turns).text or found.told, turns)
    return replace(by_rules, said=found.searched, told=told, wish=None, objects=objects)


def asks_of_harm(text: str, message: Taken, last: Turn) -> bool:
    """Whether a message asks on about a therapist who does harm: what the page before it says of them stands, and
    nobody is sent back to them. Who says that it was not so is believed.

    Args:
        text: what was typed.
        message: what it is taken for.
        last: the turn before.
    """
    believed = message.wish or message.objects or message.harmless is not None
    return last.kind == "unsafe-therapist" and not believed and bool(_OF_THEM.search(text[-LONGEST:]))


def _without_answer(told: str, turns: Sequence[Turn]) -> str:
    """What is told, without what answers the page before it."""
    if not turns[-1].page:
        return told
    return " ".join(one for one in SENTENCES.split(told) if not _OF_DANGER.search(one))


def _of_reply(sentences: Sequence[str]) -> Wish:
    """What is wished by who only speaks of the reply: nothing more where they are content, else another reply. Who says
    "leave me alone" is not to be told that they have something to take with them."""
    content = any(_CONTENT.search(one) for one in sentences)
    return "thanks" if content and not any(_DISCONTENT.search(one) for one in sentences) else "missed"


def _by_rules(text: str, turns: Sequence[Turn]) -> Bare:
    return without_objection(text, turns[-1].text, [turn.said for turn in turns]) if text else Bare("")


_OF_THEM = re.compile(
    r"\b(?:should|shall|can|could|do|must|have to|will|would|what if|how|is it|am i)\b.*"
    r"\b(?:he|she|they|him|her|them|his|their|therapist|counsell?or|go(?:ing)? back|leav(?:e|ing)|stop|tell|report|"
    r"fault)\b",
    re.IGNORECASE | re.DOTALL,
)
"""It asks about them, or what to do about it."""
_A_QUOTE = 3
"""Words of a reply that are quoted, and not used by chance."""
_SAYS_NO = re.compile(r"\W*(?:no+|nah|nope|wrong|not|what\?+)\b", re.IGNORECASE)
"""How a sentence begins that objects to a reply; thanks and remarks on its words are said to the program too."""
_CONTENT = re.compile(
    r"\b(?:thanks?|thank you|thankyou|thx|ty|cheers|ta|good|great|nice|helpful|helps|helped|ok(?:ay)?|"
    r"(?:can|will|could) (?:do|say|use|try|take) (?:that|it|this)|i['’]?ll|lik(?:e|ed|ing) (?:that|it|this|the)|works|"
    r"true|fair|yes|yeah|yep|aye|perfect|lovely|brilliant|fine|better|decent|exactly|bye|good ?night)\b",
    re.IGNORECASE,
)
_DISCONTENT = re.compile(
    r"\b(?:no|not|never|nothing|nobody|none|\w+n['’]?t|fuck\w*|shit\w*|crap|useless|rubbish|stupid|hate|alone|forget|stop|"
    r"wrong|bother|whatever)\b",
    re.IGNORECASE,
)
_AFFIRMS = re.compile(
    r"(?:\bwas|\bwere|\bis|['’]?s) (?:the )?right(?! (?:now|there|away|thing|time|to|person)\b)|"
    r"\bright (?:one|shelf)\b|\b(?:said|saying) yes\b|\bmuch nearer\b|\bexactly (?:it|that|right)\b|"
    r"\bthat['’]?s (?:it|the one|me)\b(?! (?:not|wrong))|\byes,? (?:and )?thank|\b(?:did|does|really) help(?:s|ed)?\b|"
    r"\bi like(?:d)? (?:that|the|this|it|your|how)\b|"
    r"\b(?:bit|line|sentence|point|words?|part|that|this)\b[^.?!]{0,40} (?:is|was|are|were) "
    r"(?:\w+ly |so |very |quite )*(?:good|helpful|useful|lovely|kind)\b",
    re.IGNORECASE,
)
"""It says yes to the reply, whatever else it puts right; such a reply was not wrong altogether."""
_NOT_THEM = re.compile(
    r"\bnot (?:\w+ (?:with|at) )?(?:my |the )?(?:therapist|counsell?or|psychologist)\b", re.IGNORECASE
)


def says_not_them(text: str) -> bool:
    """Whether it says that the therapist is not meant: an entry on the person's life may be right all the same."""
    return bool(_NOT_THEM.search(text))


def _besides_no(text: str, turns: Sequence[Turn]) -> str | None:
    """What is left of a message that says no to the page before it; None where it does not, says no more, or where a
    phrase has spoken of danger in the conversation."""
    asked = turns[-1].page and turns[-1].verdict.level != "clear"
    if not asked or any(turn.verdict.by_phrase for turn in turns) or len(text) > LONGEST:
        return None
    sentences = [sentence for sentence in SENTENCES.split(text) if sentence]
    kept = list(filter(None, map(_without_no, sentences)))
    return " ".join(kept) if kept and kept != sentences else None


def _without_no(sentence: str) -> str:
    """A sentence without the no that it is or begins with."""
    if _DENIES.fullmatch(bare_sentence(sentence)):
        return ""
    first, comma, rest = sentence.partition(", ")
    apart = comma and not _GOES_ON.match(rest)
    return rest if apart and _DENIES.fullmatch(bare_sentence(first)) else sentence


_GOES_ON = re.compile(
    r"(?:but|and|just|only|yet|though)\b|i (?:just|only|want|wish|do|did|have|had|would|might|could|sometimes)\b",
    re.IGNORECASE,
)
"""It takes back a no, or goes on from it: what it means is heard with the no."""
