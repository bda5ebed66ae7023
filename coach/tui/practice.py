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
        played: the card's lines that came of the last rehearsal; the next one may replace them, and no others.
        familiar: the signs that feel familiar, by the ids of their entries.
    """

    goal: str = ""
    style: Style = "warm"
    draft: str = ""
    sizes: "Sizes | None" = None
    play: "Rehearsal | None" = None
    feedback: "Feedback | None" = None
    card: Card = field(default_factory=lambda: Card("", "", ""))
    after: dict[str, str] = field(default_factory=dict)
    played: set[str] = field(default_factory=set)
    familiar: set[str] = field(default_factory=set)

    @property
    def begun(self) -> bool:
        """Whether there is something of a rehearsal that another one would take the place of."""
        return bool(self.goal or self.draft.strip())

    def begin(self, sizes: "Sizes") -> None:
        """Another goal, whose first sentence is there already; the card stays."""
        self.anew()
        self.goal, self.sizes = sizes.headline, sizes

    def put(self, line: str) -> str | None:
        """Put a line on the first free place of the card, unless it is there already.

        Returns:
            The name of its place; None where all three are taken.
        """
        places = {name: text.strip() for name, text in vars(self.card).items()}
        name = next((name for wanted in (line, "") for name, text in places.items() if text == wanted), None)
        if name:
            self.card = replace(self.card, **{name: line})
        return name

    def take(self, card: Card) -> None:
        """Put the lines of a rehearsal on the card; what the person wrote or put there stays.

        Each line has a place of its own, and the lines of the rehearsal before make way. A first sentence whose place is
        taken goes to the first that is free.
        """
        kept = {name: "" if text in self.played else text for name, text in vars(self.card).items()}
        self.card = Card(**kept)
        if self.card.say_first.strip():
            self.put(card.say_first)
        for name, text in vars(card).items():
            places = vars(self.card)
            if not places[name].strip() and text not in places.values():
                self.card = replace(self.card, **{name: text})
        self.played = set(vars(self.card).values()) - set(kept.values())

    def again(self) -> None:
        """The same goal, from its first line; the card stays."""
        self.draft = ""
        self.play = self.feedback = None

    def anew(self) -> None:
        """Another goal; the card stays."""
        self.again()
        self.goal, self.sizes = "", None
