"""What somebody is practising: kept while the coach is open, so that nothing typed is lost when a screen closes."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from coach.rehearsal.base import Card, Style
from coach.rehearsal.notebook import Notebook

if TYPE_CHECKING:
    from coach.rehearsal.base import Feedback, Sizes
    from coach.rehearsal.ladder import Ladder
    from coach.rehearsal.play import Rehearsal


@dataclass
class Practice:
    """One rehearsal and the card.

    Attributes:
        goal: what the person wants to say.
        style: how the stand-in is.
        about: a word or two on the therapist that the person has in mind.
        draft: what stands in the field.
        rung: the step of a ladder that is rehearsed in the goal's place; empty where it is the goal itself.
        words: a sentence that was brought from elsewhere, to be practised as it is.
        sizes: the first sentence in three sizes, once they have been found.
        play: the rehearsal, once it has begun.
        feedback: what was said about it, once it has ended.
        card: the card; empty lines where there is nothing yet.
        after: what came of it in the session.
        played: the card's lines that came of the last rehearsal; the next one may replace them, and no others.
        familiar: the signs that feel familiar, by the ids of their entries.
        ladders: what is hard to say in small steps, by its goal.
        notebook: the notes between sessions.
        steps_done: the card's small steps that were marked as done.
    """

    goal: str = ""
    style: Style = "warm"
    about: str = ""
    draft: str = ""
    rung: str = ""
    words: str = ""
    sizes: "Sizes | None" = None
    play: "Rehearsal | None" = None
    feedback: "Feedback | None" = None
    card: Card = field(default_factory=lambda: Card("", "", ""))
    after: dict[str, str] = field(default_factory=dict)
    played: set[str] = field(default_factory=set)
    familiar: set[str] = field(default_factory=set)
    ladders: "dict[str, Ladder]" = field(default_factory=dict)
    notebook: Notebook = field(default_factory=Notebook)
    steps_done: list[str] = field(default_factory=list)

    @property
    def under_way(self) -> bool:
        """Whether a talk is under way, which nothing may throw away."""
        return bool(self.play and self.play.exchanges and not self.feedback)

    @property
    def unsent(self) -> bool:
        """Whether something stands in the field that the person wrote there."""
        brought = {self.words, self.rung, *(vars(self.sizes).values() if self.sizes else ())}
        return self.draft.strip() not in {"", *(one for one in brought if isinstance(one, str))}

    @property
    def begun(self) -> str:
        """What a sentence from elsewhere would take the place of: the goal, or what stands unsent; else nothing."""
        if self.unsent:
            return self.draft.strip()
        return self.goal if not self.feedback else ""

    def bring(self, words: str) -> None:
        """Another goal: this sentence, in the field, to be sent as it is or changed; the card stays."""
        self.anew()
        self.words = self.draft = words

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

        Each line has a place of its own, and the lines of the rehearsal before make way. A first sentence whose place
        is taken goes to the first that is free.
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
        self.draft = self.rung = ""
        self.play = self.feedback = None

    def anew(self) -> None:
        """Another goal; the card stays."""
        self.again()
        self.goal, self.sizes, self.words = "", None, ""
