"""The other entries that a reply offers, and what is typed to have one of them: its number, or its title."""

import re
from collections.abc import Sequence
from dataclasses import replace

from coach.dialogue.base import Turn
from coach.library.base import NEAR, Passage

_TITLE, _BESIDE = 3, 12
"""Words of a title that names its entry, and of what may be said besides."""
_NUMBERS = ("1|one|first", "2|two|second", "3|three|third")
_BEFORE = (
    r"(?:(?:ok|okay|yes|yeah|yep|no|nah|maybe|probably|i think|it'?s|its|it is|that'?s|thats|more like|rather|please|"
    r"give me|show me|try|open|take|then|the|number|no\.?|nr\.?|option|choice|answer|entry|type|#)[\s,.:]*)*"
)
_AFTER = (
    r"(?:[\s,.:)]*(?:one|is (?:it|nearer|closer|nearest|closest|right|mine|me)|then|please|pls|"
    r"i (?:think|guess|suppose)|maybe|probably|thanks|ta))*"
)
_CHOICES = tuple(
    re.compile(rf"(?!no one\b){_BEFORE}(?:{number}){_AFTER}[\s.!?)]*", re.IGNORECASE) for number in _NUMBERS
)

_SHORT = 9
"""Words of a message in which a number stands beside what is wrong with the first: "no. 3, the lonely one"."""
_BESIDES = re.compile(
    r"(?:(?:^|[.!?;]\s*)|\b(?:number|no\.?|nr\.?) )(?P<n>[123])"
    r"(?=[.,;)]?\s*$|[,;)]|\.\s|\s+(?:the|one|please|then)\b)",
    re.IGNORECASE,
)


def chosen(text: str, turns: Sequence[Turn]) -> int | None:
    """Which of the entries beneath the last reply a message names by its number or title, from 0; None where it does
    not."""
    if not turns or turns[-1].page:
        return None
    offered = turns[-1].passages
    fits = [at for at, choice in enumerate(_CHOICES) if choice.fullmatch(text.strip()) and at < len(offered)]
    if not fits and len(text.split()) <= _SHORT:
        fits = [int(found["n"]) - 1 for found in _BESIDES.finditer(text) if int(found["n"]) <= len(offered)]
    stood = turns[-1].kind == "coaching"
    named = [at for at, one in enumerate(offered) if (at or not stood) and _names(text, one.entry.title)]
    return next(iter((*fits, *named)), None)


def picked(offered: Sequence[Passage], at: int) -> tuple[Passage, ...]:
    """What was offered, with the one at a place first and taken for what was meant."""
    one = offered[at]
    return (replace(one, score=max(NEAR, one.score)), *offered[:at], *offered[at + 1 :])


def _names(text: str, title: str) -> bool:
    """Whether a title stands in a short message, or its beginning up to a comma."""
    begins = title.lower().partition(",")[0]
    whole = len(begins.split()) >= _TITLE and begins in " ".join(text.lower().split())
    return whole and len(text.split()) <= len(begins.split()) + _BESIDE


def others(passages: Sequence[Passage], *, first: int = 2) -> str:
    """The entries from `first` on, by number and title; empty where there are none that may be offered."""
    named = [f"{n} ({one.entry.title})" for n, one in enumerate(passages, 1) if n >= first and _may_be_offered(one)]
    return ", ".join(named[:-1]) + " or " * (len(named) > 1) + "".join(named[-1:])


def _may_be_offered(passage: Passage) -> bool:
    """What speaks of danger or crime is offered only where it is near: it would hurt who did not mean that."""
    return passage.entry.own_words or passage.is_near
