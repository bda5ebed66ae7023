"""Check by meaning what a model wrote: is it about this, and is there danger in it that the person did not write?

The rules of `coach.guard.check` read words; this reads sentence vectors, after them, and asks the verifier. It can only
refuse.
"""

from collections.abc import Sequence
from typing import Protocol

from coach.guard.base import Context, Part, Problem
from coach.guard.opinion import CONCERN, CRISIS, Opinion

LEAST = {"heard": 0.45, "help": 0.45, "say": 0.4, "bring": 0.3}
"""The least likeness of each part to what it may rest on, set low: the rules before it have compared the words."""
_MARGIN = 0.3
"""What a message is nearly as dangerous as may be told back in words that are more so."""
KEEPS: dict[Part, float] = {"heard": 0.5, "say": 0.5}
"""How sure the verifier must be of a sentence, by part; see the table that `training/verifier.py` prints."""


class Judge(Protocol):
    """Reads sentences by their meaning."""

    def listen(self, text: str, recent: Sequence[str] = ()) -> Opinion:
        """What a text says of danger.

        Raises:
            CoachError: it cannot tell.
        """

    def keeps(self, message: str, part: Part, sentence: str) -> float | None:
        """How likely a sentence keeps what a message says, 0 to 1; None where there is no verifier.

        Raises:
            CoachError: it cannot tell.
        """

    def likeness(self, text: str, others: Sequence[str]) -> float:
        """The cosine of a text's vector and that of the nearest other, -1 to 1; -1 where there is no other.

        Raises:
            CoachError: it cannot tell.
        """


def sources(part: Part, context: Context) -> tuple[str, ...]:
    """What this part may rest on, alone and together."""
    own = (context.message, context.draft)
    if part == "heard":
        return tuple(text for text in own if text.strip())
    return tuple(text for text in (*own, context.sources, f"{context.draft} {context.sources}") if text.strip())


def check_meaning(part: Part, text: str, context: Context, judge: Judge) -> Problem | None:
    """Why this text must not be shown, or None; for a text that the other rules found nothing in.

    Raises:
        CoachError: the judge cannot tell; then the text must not be shown.
    """
    likeness = judge.likeness(text, sources(part, context))
    if likeness < LEAST[part]:
        return Problem("strays", f"likeness {likeness:.2f}")
    if part in KEEPS:
        kept = judge.keeps(context.message, part, text)
        if kept is not None and kept < KEEPS[part]:
            return Problem("broken", f"kept {kept:.2f}")
    return new_danger(text, context.message, judge)


def new_danger(text: str, message: str, judge: Judge) -> Problem | None:
    """Danger where the person wrote of none, or a crisis where they wrote of less.

    Raises:
        CoachError: the judge cannot tell.
    """
    said = judge.listen(text)
    if said.level == "clear":
        return None
    wrote = judge.listen(message)
    if said.crisis >= CRISIS > wrote.crisis + _MARGIN or said.danger >= CONCERN > wrote.danger + _MARGIN:
        return Problem("risk", said.kind)
    return None
