"""What somebody is practising: kept while the coach is open, so that nothing typed is lost when a screen closes."""

from dataclasses import dataclass, field
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

    def again(self) -> None:
        """The same goal, from its first line; the card stays."""
        self.draft = ""
        self.play = self.feedback = None

    def anew(self) -> None:
        """Another goal; the card stays."""
        self.again()
        self.goal, self.sizes = "", None
