"""The same words again, with a kinder sentence before them, for whom they were too blunt."""

import re
from collections.abc import Sequence

from coach.dialogue.base import Turn

_SOFTER = re.compile(
    r"\b(?:softer|gentler|kinder|nicer|politer|warmer|less (?:blunt|harsh|hard|cold|rude|mean|direct)|"
    r"more (?:gently|kindly|polite(?:ly)?|diplomatic)|"
    r"(?:too|awful|bit|quite|rather|so) (?:blunt|harsh|cold|rude|mean))\b",
    re.IGNORECASE,
)
_IS_SOFTER = re.compile(
    r"\b(?:that|this|it)(?:['’]?s| is| sounds) (?:so |much |a lot |way |already )*"
    r"(?:softer|gentler|kinder|nicer|warmer)\b",
    re.IGNORECASE,
)
_FEW = 12
"""Words of a message that wishes this and nothing else."""


def softer(message: str, turns: Sequence[Turn], before: str) -> str:
    """What was said last, in words that were made for this person, with a sentence before it; empty where a message
    does not ask for that, or where there were none but an entry's.

    Args:
        message: what was typed.
        turns: the turns before it, oldest first.
        before: the sentence.
    """
    if not turns or not _SOFTER.search(message) or _IS_SOFTER.search(message):
        return ""
    last = turns[-1]
    general = last.passages[0].entry.say if last.passages else None
    says = last.reply.say.removeprefix(f"{before} ")
    if not says or last.kind != "coaching" or (general and says in (general.headline, general.hint, general.detail)):
        return ""
    return f"{before} {says}"


def is_only_that(message: str) -> bool:
    """Whether a message hardly says more than that it should be softer."""
    return len(message.split()) <= _FEW
