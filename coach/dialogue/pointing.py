"""The point of a message: the sentence that the person would most want their therapist to hear, where that is plain."""

import math
import re
from typing import NamedTuple

from coach.dialogue.beginning import LEANS_BACK, SETTING, WEIGHTY
from coach.library.message import SENTENCES

CLEARLY = 0.5
"""How much more a sentence must say than every other to be taken for the point: so it is in half of 969 messages, and
in .88 of these it is what readers took for it (`python -m benchmarks.points`)."""
_FOR_WEIGHT, _FOR_ONESELF, _FOR_SETTING = 0.5, 0.4, -0.3
"""Added to the logarithm of its length: what is hard to say, what is told of oneself, and who and where somebody is.
Fitted to what the eight readers took for the point, and rounded."""
_LONGEST, _MOST = 30, 14
"""Words from which length says no more; sentences of a message among which a point is looked for."""
_NAMES_IT = re.compile(
    r"(?:^|[,.;:] |\b(?:but|and|no|because|so) )(?:it['’]s|its|it is|it was) (?:just |more |really |only |actually )?"
    r"that (?!(?:one|was|is|way|bad|time)\b)|"
    r"\bthe (?:fact|truth) of (?:it|the matter) is\b|"
    r"\bwhat i(?:['’]?m| am)? (?:\w+ )?(?:feel|felt|mean|want(?:ed)?|need|can['’]?t (?:say|stand|work out|get over)|"
    r"don['’]?t (?:say|tell|get)|do not tell|never (?:say|said|told)|didn['’]?t (?:say|tell)|haven['’]?t (?:told|said)|"
    r"scared of|afraid of|ashamed of|hate)\b[^.?!]{0,40}\b(?:is|was)\b",
    re.IGNORECASE,
)
"""The person says that this is the point: in 17 of 18 it was what readers took for it."""
_OF_ONESELF = re.compile(r"\b(?:i|my|me|im|ive|i['’]\w+)\b", re.IGNORECASE)


class Pointed(NamedTuple):
    """The place of the sentence that says most, and how much more it says than the next."""

    at: int
    clearly: float


def pointed(sentences: list[str]) -> Pointed:
    """Which of at least two sentences carries the point."""
    named = [at for at, sentence in enumerate(sentences) if _NAMES_IT.search(sentence)]
    if len(named) == 1:
        return Pointed(named[0], CLEARLY)
    worth = [_says(one) for one in sentences]
    at = max(range(len(worth)), key=worth.__getitem__)
    return Pointed(at, worth[at] - max(one for n, one in enumerate(worth) if n != at))


def point(message: str) -> str:
    """The sentence that plainly carries a message's point, behind the one that it leans on; empty where none does, or
    the message has but one.

    Args:
        message: what was typed.
    """
    sentences = [one for one in SENTENCES.split(message.strip()) if one]
    if not 1 < len(sentences) <= _MOST:
        return ""
    at, clearly = pointed(sentences)
    if clearly < CLEARLY:
        return ""
    begins = at - 1 if at and LEANS_BACK.match(sentences[at]) else at
    return " ".join(sentences[begins : at + 1])


def _says(sentence: str) -> float:
    length = math.log(max(1, min(len(sentence.split()), _LONGEST)))
    weight = _FOR_WEIGHT * bool(WEIGHTY.search(sentence)) + _FOR_ONESELF * bool(_OF_ONESELF.search(sentence))
    return length + weight + _FOR_SETTING * bool(SETTING.match(sentence))
