"""What can be said without a model: the person's own words, or those that people wrote for the case they are in."""

from coach.dialogue.prompt import Written
from coach.library.base import Passage

SURE = 0.55
"""How likely a case must be for its words to stand in place of the entry's; by two readers of 300 of them, of those
surer than that about nine in ten are true of the message."""
_OFFERED = 3
"""Cases whose words are offered where others are asked for: the right one is among three in three of four."""


def offers(part: Written, own: str, passage: Passage) -> tuple[str, ...]:
    """The words for a part, in the order in which they are offered each time that others are asked for.

    Where one is empty, and where there are no more, a model is asked; or the entry's general words stand.

    Args:
        part: which one.
        own: the message in the person's own words, if it can be turned round.
        passage: what was found, with its nearest cases.
    """
    nearest = passage.cases[0] if passage.cases and passage.sure >= SURE else None
    first: str = own or (getattr(nearest, part) if nearest else "")
    if part == "heard":
        return (first,)
    return (first, *(case.say for case in passage.cases[:_OFFERED] if case.say != first))
