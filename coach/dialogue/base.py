"""The types of a turn: what happens during one, and what comes of it."""

from dataclasses import dataclass, field
from typing import Literal

from coach.guard.base import HelpPage, Part, Verdict
from coach.library.base import Passage
from coach.papers.base import Quote

ReplyKind = Literal["coaching", "limits", "out-of-scope", "crisis", "unsafe-therapist"]
Origin = Literal["model", "authored"]


@dataclass(frozen=True)
class Reply:
    """The four parts of a reply; in danger some of them are empty."""

    heard: str = ""
    help: str = ""
    say: str = ""
    bring: str = ""


@dataclass(frozen=True)
class Timings:
    """What a turn took, in milliseconds, tokens and tokens a second; None where a step did not run."""

    screen_ms: float | None = None
    search_ms: float | None = None
    prompt_tokens: int | None = None
    cached_tokens: int | None = None
    first_token_ms: float | None = None
    first_shown_ms: float | None = None
    decode_tokens_per_s: float | None = None
    total_ms: float | None = None


@dataclass(frozen=True)
class Turn:
    """One message and all that came of it.

    `page` is set for danger, concern and limits. `passages` are the accepted ones, or the nearest when
    the kind is out-of-scope. `model` is None when no model wrote any part. `quotes` are from the person's own papers.
    `said` is what of the message was searched for: without what is said to the program; empty for a wish about a reply.
    `told` is what of that can be put into words for a therapist.
    `rejects` is the id of the entry that it says was not meant, which the reply before stood on; or empty.
    `answers` are the names of the pages that answer what it asks about the telling itself.
    """

    message: str
    kind: ReplyKind
    verdict: Verdict
    passages: tuple[Passage, ...] = ()
    reply: Reply = Reply()
    origin: dict[Part, Origin] = field(default_factory=dict)
    page: HelpPage | None = None
    text: str = ""
    model: str | None = None
    timings: Timings = Timings()
    stopped: bool = False
    quotes: tuple[Quote, ...] = ()
    said: str = ""
    told: str = ""
    rejects: str = ""
    answers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Screened:
    """The message has been screened; comes first, always."""

    verdict: Verdict
    page: HelpPage | None


@dataclass(frozen=True)
class Searched:
    """The library has been searched: the title of the first passage and its line to bring can be shown now."""

    answerable: bool
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Writing:
    """The model has begun on a part."""

    part: Part


@dataclass(frozen=True)
class PartReady:
    """A part has passed the check, or is the library's own; it will not change any more in this turn."""

    part: Part
    text: str
    origin: Origin


@dataclass(frozen=True)
class Notice:
    """Something the person should know, such as that the model has stopped. `title` and `msg` as in CoachError."""

    title: str
    msg: str


@dataclass(frozen=True)
class Finished:
    """The last event of every turn, cancelled ones too."""

    turn: Turn


Event = Screened | Searched | Writing | PartReady | Notice | Finished
