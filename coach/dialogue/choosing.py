"""The other entries that a reply offers, and a number that is typed to have one of them."""

import re
from collections.abc import Sequence

from coach.dialogue.base import Turn
from coach.library.base import Passage

_NUMBERS = ("1|one|first", "2|two|second", "3|three|third")
_BEFORE = (
    r"(?:(?:ok|okay|yes|yeah|yep|no|nah|maybe|probably|i think|it'?s|its|it is|that'?s|thats|more like|rather|please|"
    r"give me|show me|try|open|take|then|the|number|no\.?|nr\.?|option|choice|answer|entry|type|#)[\s,.:]*)*"
)
_AFTER = r"(?:[\s,.:)]*(?:one|is (?:it|nearer|closer|nearest|closest|right|mine|me)|then|please|i think|maybe))*"
_CHOICES = tuple(
    re.compile(rf"(?!no one\b){_BEFORE}(?:{number}){_AFTER}[\s.!?)]*", re.IGNORECASE) for number in _NUMBERS
)


def chosen(text: str, turns: Sequence[Turn]) -> int | None:
    """Which of the entries beneath the last reply a message names by its number, from 0; None where it does not."""
    if not turns or turns[-1].page:
        return None
    fits = (at for at, choice in enumerate(_CHOICES) if choice.fullmatch(text.strip()))
    return next((at for at in fits if at < len(turns[-1].passages)), None)


def others(passages: Sequence[Passage]) -> str:
    """The entries behind the first, by number and title; empty where there are none that may be offered."""
    named = [f"{n} ({one.entry.title})" for n, one in enumerate(passages, 1) if n > 1 and _may_be_offered(one)]
    return " or ".join(named)


def _may_be_offered(passage: Passage) -> bool:
    """What speaks of danger or crime is offered only where it is near: it would hurt who did not mean that."""
    return passage.entry.own_words or passage.is_near
