"""What somebody is practising: kept while the coach is open, so that nothing typed is lost when a screen closes."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from coach.rehearsal.base import Card, Style

if TYPE_CHECKING:
    from coach.rehearsal.base import Feedback, Sizes
    from coach.rehearsal.play import Rehearsal


@dataclass
class Practice:
    """One rehearsal and the card.

    Attributes:
        goal: what the person wants to say.
        style: how the stand-in is.
        draft: what stands in the field.
        sizes: the first sentence in three sizes, once they have been found.
        play: the rehearsal, once it has begun.
        feedback: what was said about it, once it has ended.
        card: the card; empty lines where there is nothing yet.
        after: what came of it in the session.
    """

    goal: str = ""
    style: Style = "warm"
    draft: str = ""
    sizes: "Sizes | None" = None
    play: "Rehearsal | None" = None
    feedback: "Feedback | None" = None
    card: Card = field(default_factory=lambda: Card("", "", ""))
    after: dict[str, str] = field(default_factory=dict)

    def begin_anew(self, goal: str = "") -> None:
        """Another goal, or the same again; the card stays."""
        self.goal, self.draft = goal or self.goal, ""
        self.sizes = None if goal else self.sizes
        self.play = self.feedback = None

    def keep(self, line: str) -> bool:
        """Put a line on the card, where there is room; whether there was."""
        for name in ("say_first", "detail", "ask"):
            if not getattr(self.card, name).strip():
                self.card = replace(self.card, **{name: line})
                return True
        return False
