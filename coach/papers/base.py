"""The types of the person's own papers."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Excerpt:
    """A stretch of a paper, as it stands there.

    Attributes:
        text: at most about 120 words.
        heading: the heading above it; empty where there is none.
        page: the page it is on, from 1; None where the format has no pages.
    """

    text: str
    heading: str = ""
    page: int | None = None


@dataclass(frozen=True)
class Paper:
    """One of the person's own papers.

    Attributes:
        id: a short hash of what it holds.
        name: the file's name, without its folder.
        added: the day it was added, ISO 8601.
        excerpts: all of it, in order.
    """

    id: str
    name: str
    added: str
    excerpts: tuple[Excerpt, ...]


class Quoter(Protocol):
    """Finds what the person's own papers say."""

    def quotes(self, text: str) -> tuple["Quote", ...]:
        """The excerpts near a message, best first; none where nothing is near.

        Raises:
            CoachError: they cannot be searched.
        """


@dataclass(frozen=True)
class Quote:
    """An excerpt that a search found; `score` is its likeness to the message, 0 to 1."""

    paper: str
    name: str
    excerpt: Excerpt
    score: float

    @property
    def place(self) -> str:
        """Where it stands: the file, the page, the heading."""
        page = f"page {self.excerpt.page}" if self.excerpt.page else ""
        return ", ".join(part for part in (self.name, page, self.excerpt.heading) if part)
