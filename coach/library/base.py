"""The types of the library: an entry, a passage that a search found, and who can search."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class Say:
    """Three sizes of first sentence, in the person's voice, to their therapist."""

    hint: str
    headline: str
    detail: str


@dataclass(frozen=True)
class Case:
    """A situation within an entry: what all who are in it would be told back, and could say to their therapist.

    `close` ends what somebody in it says in their own words, before the entry's own closing sentences. `help` and
    `bring` stand in place of the entry's, which serve every case; empty where the entry's do. `asks` are the questions
    of `knowledge/questions.tsv` that were found to be of it.
    """

    key: str
    heard: str
    say: str
    asks: tuple[str, ...] = ()
    close: str = ""
    help: str = ""
    bring: str = ""


@dataclass(frozen=True)
class Entry:
    """One entry: what people ask, and the words that a person wrote in answer. Format: knowledge/README.md.

    `of_others` says that a "he" or "she" without a name is most likely not the therapist, `of_them` that it is, also
    where the person speaks of nobody else, themselves included ("he keeps checking the clock"); `of_life` that it is on
    what people bring to therapy from their lives, and not on therapy; `own_words` that what a person types may be put
    to their therapist; not where they had better ask first how things stand, or not ask them.
    `close` holds sentences that end what a person says to their therapist in their own words: what they ask for.
    `cases` are situations within it, with words that fit these more closely than its own.
    `also` holds more ways to ask, from `knowledge/questions.tsv`; the search learns from them, nobody is shown them.
    """

    id: str
    title: str
    asks: tuple[str, ...]
    heard: str
    help: str
    say: Say
    bring: str
    sources: tuple[str, ...]
    reviewed: date
    body: str
    path: Path
    also: tuple[str, ...] = ()
    close: tuple[str, ...] = ()
    cases: tuple[Case, ...] = ()
    of_others: bool = False
    of_them: bool = False
    of_life: bool = False
    own_words: bool = True

    @property
    def kind(self) -> str:
        """The part of the id before the slash: sign, tip, faq, about or guide."""
        return self.id.partition("/")[0]


NEAR = 0.65
"""The score from which an entry is taken for what the person meant: of what the search is measured with, the first one
is right in about three of four just above it. On an earlier scale readers found the closing sentence of an entry beside
the point in .15 about there, and in .29 below."""


@dataclass(frozen=True)
class Passage:
    """An entry that a search found; `score` is 0 to 1, higher is nearer.

    `cases` are those of its cases that lie nearest to the message, best first; `sure` is how likely the first is right.
    """

    entry: Entry
    score: float
    cases: tuple[Case, ...] = ()
    sure: float = 0.0

    @property
    def is_near(self) -> bool:
        """Whether it is taken for what the person meant."""
        return self.score >= NEAR


@dataclass(frozen=True)
class Found:
    """The outcome of a search, best first. Not `answerable`: the passages are merely the nearest."""

    answerable: bool
    passages: tuple[Passage, ...]


def near_first(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Passages as they are shown: an entry that speaks of danger or crime has to be near, for who did not mean that
    would be hurt by it."""
    grave = tuple(one for one in passages if not one.entry.own_words and not one.is_near)
    return (*(one for one in passages if one not in grave), *grave)


_SURELY = 0.85
"""The score from which an entry is shown again that was objected to."""


def without(found: Found, rejected: Set[str]) -> Found:
    """What was found, without entries (by id) that were not what the person meant; one stays where it is all but
    certain."""
    kept = tuple(one for one in found.passages if one.entry.id not in rejected or one.score >= _SURELY)
    return found if len(kept) == len(found.passages) else Found(found.answerable and bool(kept), kept)


class Searcher(Protocol):
    """Finds entries for a message."""

    def search(self, text: str, recent: Sequence[str] = (), limit: int = 3) -> Found:
        """Find the entries nearest to a message.

        Args:
            text: the message, any length.
            recent: the person's earlier messages, oldest first, for follow-ups.
            limit: the most passages to return.
        """

    def close(self) -> None:
        """Let go of processes; may be called twice."""
