"""The types of a rehearsal: what was said in it, what is said about it, and the card that one leaves with."""

from dataclasses import dataclass
from typing import Literal, get_args

from coach.errors import CoachError
from coach.guard.base import HelpPage, Verdict

Style = Literal["warm", "rushed", "misunderstanding", "defensive"]
STYLES: tuple[Style, ...] = get_args(Style)
Beat = Literal["invite", "quiet", "react", "press", "asked", "withdraw", "respect", "agreed", "yield", "close"]
"""A moment of the talk, from the stand-in's side: what the line that comes now is for."""
BEATS: tuple[Beat, ...] = get_args(Beat)
RungName = Literal["hint", "hard", "thing", "moment", "wish"]
"""A step of a ladder, from saying least to saying most."""
RUNGS: tuple[RungName, ...] = get_args(RungName)
CheckName = Literal["says_it", "no_blame", "not_hidden", "wants", "concrete", "from_i", "keeps_limit"]


@dataclass(frozen=True)
class Exchange:
    """What the person said, and what the stand-in said to it; on risk the stand-in says nothing more.

    Attributes:
        you: the person's words, as they typed them.
        therapist: the stand-in's line, or "".
        verdict: what the screen heard in the person's words.
        beat: what the stand-in's line was for; None where there is none.
        style: in whose manner it was said.
        origin: who worded it.
        page: where help is, where the screen heard something.
    """

    you: str
    therapist: str
    verdict: Verdict
    beat: Beat | None
    style: Style
    origin: Literal["model", "authored"] = "authored"
    page: HelpPage | None = None


@dataclass(frozen=True)
class Check:
    """One thing that can be read off what was said.

    Attributes:
        ok: whether it holds; None where it does not apply.
        quote: the person's own words that it is about, as they stand in what was said; may be "".
    """

    name: CheckName
    ok: bool | None
    quote: str = ""


@dataclass(frozen=True)
class Feedback:
    """What worked, one thing to try, and the person's own sentence with that done."""

    strength: str
    try_next: str
    rewrite: str
    weaker: str
    checks: tuple[Check, ...]
    origin: Literal["model", "authored"] = "authored"


@dataclass(frozen=True)
class Card:
    """At most three lines to take along."""

    say_first: str
    detail: str = ""
    ask: str = ""


@dataclass(frozen=True)
class Sizes:
    """The first sentence in three sizes, to choose from and to edit; `failed` is why the model had no part in it."""

    hint: str
    headline: str
    detail: str
    failed: CoachError | None = None
