"""Short exercises: their words, read from `knowledge/exercises/`, and the timing of slow breathing."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from math import cos, pi
from pathlib import Path
from typing import Any, Literal

import frontmatter

from coach import paths
from coach.rehearsal.copy import form, line

Phase = Literal["in", "out"]


@dataclass(frozen=True)
class Pace:
    """How slowly to breathe: whole seconds in, whole seconds out, and how many breaths."""

    seconds_in: int
    seconds_out: int
    breaths: int


@dataclass(frozen=True)
class Breath:
    """A moment of breathing.

    Attributes:
        phase: whether the breath goes in or out.
        full: from 0, empty, to 1, full.
        second: which second of this phase it is, from 1.
    """

    phase: Phase
    full: float
    second: int


@dataclass(frozen=True)
class Step:
    """Some things to find with one sense.

    Attributes:
        count: how many.
        find: what to look for.
        such: examples.
    """

    count: int
    find: str
    such: str


@dataclass(frozen=True)
class Exercise:
    """One exercise; what it has no use for is empty. One with neither pace nor steps leads to the rehearsal.

    Attributes:
        name: of its file.
        title: its name, for people.
        about: one line on what it is.
        how: what to do, in short paragraphs.
        care: when not to do it.
        end: what is said when it is over.
        pace: how slowly to breathe; None where it is no breathing.
        words: a word for each phase of a breath.
        moving: what one sees while breathing.
        still: what one sees instead where nothing may move.
        steps: what to find, sense by sense.
    """

    name: str
    title: str
    about: str
    how: tuple[str, ...] = ()
    care: str = ""
    end: str = ""
    pace: Pace | None = None
    words: tuple[str, str] = ("in", "out")
    moving: str = ""
    still: str = ""
    steps: tuple[Step, ...] = ()

    def word(self, phase: Phase) -> str:
        """The word for a phase."""
        return self.words[phase == "out"]


@dataclass(frozen=True)
class Exercises:
    """All of them, in order, and what stands above them."""

    top: str
    all: tuple[Exercise, ...]


def load_exercises(folder: Path | None = None) -> Exercises:
    """Read the exercises of a folder, or those that ship with the program.

    Raises:
        LibraryError: a file is missing or not of its form.
    """
    where = (folder or paths.shipped("knowledge")) / "exercises"
    top, names = form(where / "start.md", _start, "the exercises")
    found = (form(where / f"{name}.md", partial(_exercise, name), "an exercise") for name in names)
    return Exercises(top, tuple(found))


def breath_at(seconds: float, pace: Pace) -> Breath | None:
    """Where in its breath somebody is who began so many seconds ago; None once all breaths are done.

    It fills and empties slowly at both ends and faster between, as a chest does.
    """
    whole = pace.seconds_in + pace.seconds_out
    if seconds >= whole * pace.breaths:
        return None
    into = max(seconds, 0.0) % whole
    if into < pace.seconds_in:
        return Breath("in", _eased(into / pace.seconds_in), int(into) + 1)
    into -= pace.seconds_in
    return Breath("out", 1 - _eased(into / pace.seconds_out), int(into) + 1)


def step_at(steps: Sequence[Step], done: int) -> tuple[int, int] | None:
    """Which step comes after so many things were found, and how many of its own are among them; None after the last."""
    for at, step in enumerate(steps):
        if done < step.count:
            return at, done
        done -= step.count
    return None


def _eased(part: float) -> float:
    return (1 - cos(pi * part)) / 2


def _start(post: frontmatter.Post) -> tuple[str, tuple[str, ...]]:
    return line(post.content), tuple(line(name) for name in post["order"])


def _exercise(name: str, post: frontmatter.Post) -> Exercise:
    pace, words = post.get("pace"), post.get("words") or {"in": "in", "out": "out"}
    return Exercise(
        name=name,
        title=line(post["title"]),
        about=line(post["about"]),
        how=tuple(line(part) for part in post.content.split("\n\n") if part.strip()),
        care=line(post.get("care", "")),
        end=line(post.get("end", "")),
        pace=Pace(_count(pace["in"]), _count(pace["out"]), _count(pace["breaths"])) if pace else None,
        words=(line(words["in"]), line(words["out"])),
        moving=line(post.get("moving", "")),
        still=line(post.get("still", "")),
        steps=tuple(_step(raw) for raw in post.get("steps", ())),
    )


def _step(raw: dict[str, Any]) -> Step:
    return Step(_count(raw["count"]), line(raw["find"]), line(raw["such"]))


def _count(raw: object) -> int:
    """A whole number from 1; a half would make the count of seconds change twice within one."""
    if type(raw) is not int or raw < 1:
        raise ValueError(f"{raw!r} is no whole number from 1")
    return raw
