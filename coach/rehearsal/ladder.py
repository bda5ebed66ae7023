"""A ladder of small disclosures: what is hard to say in one go, from the least of it to the most.

Each rung is a line that may be changed and stopped at. No model writes here; the thing itself is in the person's words.
"""

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import frontmatter

from coach import paths
from coach.guard.words import tokens
from coach.rehearsal.base import RUNGS, Card, RungName, Sizes
from coach.rehearsal.checks import asks_for_something
from coach.rehearsal.copy import form, line
from coach.rehearsal.goal import opening
from coach.rehearsal.notes import cleaned

GAP = "____"
"""What the person fills in a line, as the copy has it."""
_GAP = re.compile(r"_{2,}")


@dataclass(frozen=True)
class Step:
    """A step as people wrote it: its title, and some ways to put it."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class LadderCopy:
    """The words around a ladder.

    Attributes:
        steps: the steps, from least to most.
        about: what a ladder is.
        here: stands below the step that is far enough for today.
        said: stands beside a step that was said.
        gap: told where a line still has a gap.
        blank: told where a line has nothing in it.
    """

    steps: Mapping[RungName, Step]
    about: str
    here: str
    said: str
    gap: str
    blank: str


@dataclass(frozen=True)
class Rung:
    """One step of a ladder, as the person has it.

    Attributes:
        ways: some ways to put it, each as the person left it.
        at: which of them it is now.
        said: whether it has been said.
    """

    name: RungName
    title: str
    ways: tuple[str, ...]
    at: int = 0
    said: bool = False

    @property
    def text(self) -> str:
        """The line."""
        return self.ways[self.at]

    @property
    def whole(self) -> bool:
        """Whether it can be said: there are words in it, and no gap."""
        return bool(tokens(self.text)) and gap_in(self.text) is None


@dataclass(frozen=True)
class Ladder:
    """The rungs, from least to most; `mark` is the one that is far enough for today."""

    rungs: tuple[Rung, ...]
    mark: int | None = None

    @property
    def here(self) -> Rung | None:
        """The rung that is far enough for today."""
        return None if self.mark is None else self.rungs[self.mark]

    @property
    def next(self) -> Rung | None:
        """The rung after it."""
        return self.rungs[self.mark + 1] if self.mark is not None and self.mark + 1 < len(self.rungs) else None

    def reworded(self, at: int, text: str) -> "Ladder":
        """A rung in other words of the person's."""
        rung = self.rungs[at]
        return self._with(at, replace(rung, ways=(*rung.ways[: rung.at], text, *rung.ways[rung.at + 1 :])))

    def turned(self, at: int) -> "Ladder":
        """A rung put in another way; what was made of this one stays, and comes again."""
        rung = self.rungs[at]
        return self._with(at, replace(rung, at=(rung.at + 1) % len(rung.ways)))

    def marked(self, at: int) -> "Ladder":
        """Today only as far as this rung; no mark, where it is there already."""
        return replace(self, mark=None if self.mark == at else at)

    def told(self, at: int) -> "Ladder":
        """A rung marked as said, or no longer."""
        return self._with(at, replace(self.rungs[at], said=not self.rungs[at].said))

    def on_card(self, card: Card, played: Set[str] = frozenset()) -> tuple[Card, tuple[str, ...]]:
        """The marked rung on the card's first line, and the next one below it, where that is whole.

        Args:
            card: the card as it is.
            played: lines of it that may be replaced, since they came of a rehearsal.

        Returns:
            The card, and the lines of the person's that it no longer has.
        """
        if self.here is None:
            return card, ()
        below = self.next.text if self.next and self.next.whole else card.detail
        made = replace(card, say_first=self.here.text, detail=below)
        known = {way for rung in self.rungs for way in rung.ways} | set(vars(made).values()) | played
        return made, tuple(text for text in (card.say_first, card.detail) if text.strip() and text not in known)

    def _with(self, at: int, rung: Rung) -> "Ladder":
        return replace(self, rungs=(*self.rungs[:at], rung, *self.rungs[at + 1 :]))


def build(goal: str, sizes: Sizes, copy: LadderCopy) -> Ladder:
    """The ladder of a goal: five rungs, or four where the thing itself says what the person would like.

    Args:
        goal: what they want to say.
        sizes: the first sentence in three sizes; the middle one is the thing.
        copy: the ways to put the other steps.
    """
    authored = {name: step.lines for name, step in copy.steps.items()}
    ways: dict[RungName, tuple[str, ...]] = authored | {
        "hint": (sizes.hint, *authored["hint"]),
        "thing": (sizes.headline, opening(goal)),
        "wish": (*authored["wish"], _wish(sizes)),
    }
    names = [name for name in RUNGS if name != "wish" or not asks_for_something(sizes.headline)]
    return Ladder(tuple(Rung(name, copy.steps[name].title, _different(ways[name])) for name in names))


def gap_in(text: str) -> tuple[int, int] | None:
    """Where the first gap of a line begins and ends, or None."""
    found = _GAP.search(text)
    return found.span() if found else None


def load_ladder(folder: Path | None = None) -> LadderCopy:
    """Read the words of a folder, or of the one that ships with the program.

    Raises:
        LibraryError: the file is missing or not of its form.
    """
    return form((folder or paths.shipped("knowledge")) / "rehearsal" / "ladder.md", _copy, "the small steps")


def _different(ways: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(way for way in map(cleaned, ways) if way))


def _wish(sizes: Sizes) -> str:
    """What the longest size says beyond the thing, where that is a wish."""
    rest = sizes.detail.removeprefix(sizes.headline).strip()
    return rest if asks_for_something(rest) else ""


def _copy(post: frontmatter.Post) -> LadderCopy:
    steps = {name: _step(name, post["steps"][name]) for name in RUNGS}
    return LadderCopy(steps, *(line(post[name]) for name in ("about", "here", "said", "gap", "blank")))


def _step(name: RungName, raw: dict[str, Any]) -> Step:
    lines = tuple(line(text) for text in raw.get("lines", ()))
    if not lines and name != "thing":
        raise ValueError(f"{name} has no line")
    return Step(line(raw["title"]), lines)
