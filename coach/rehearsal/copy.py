"""The words of a rehearsal that people wrote, read from `knowledge/rehearsal/`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import frontmatter
import yaml

from coach import paths
from coach.errors import LibraryError
from coach.rehearsal.base import BEATS, STYLES, Beat, CheckName, Style

_T = TypeVar("_T")


@dataclass(frozen=True)
class Manner:
    """How a stand-in of one style speaks: some wordings for each beat."""

    style: Style
    title: str
    about: str
    lines: Mapping[Beat, Sequence[str]]

    def line(self, beat: Beat, nth: int) -> str:
        """A wording; another one each time."""
        return self.lines[beat][nth % len(self.lines[beat])]


@dataclass(frozen=True)
class Told:
    """How a check is told: its name, what to say where it holds, and what to try where it does not."""

    title: str
    did: str
    next: str


@dataclass(frozen=True)
class Copy:
    """All of it."""

    manners: Mapping[Style, Manner]
    checks: Mapping[CheckName, Told]
    phrases: Mapping[str, str]


def load_copy(folder: Path | None = None) -> Copy:
    """Read the words of a folder, or of the one that ships with the program.

    Raises:
        LibraryError: a file is missing or not of its form.
    """
    where = (folder or paths.shipped("knowledge")) / "rehearsal"
    manners = {style: form(where / f"{style}.md", _manner) for style in STYLES}
    checks, phrases = form(where / "feedback.md", _feedback)
    return Copy(manners, checks, phrases)


def line(raw: object) -> str:
    """A text on one line.

    Raises:
        ValueError: it is no text.
    """
    if not isinstance(raw, str):
        raise ValueError(f"{raw!r} is no text")
    return " ".join(raw.split())


def _manner(post: frontmatter.Post) -> Manner:
    lines = {beat: tuple(str(line) for line in post["lines"][beat]) for beat in BEATS}
    if not all(lines.values()):
        raise ValueError("a beat has no line")
    return Manner(post["style"], str(post["title"]), str(post["about"]), lines)


def _feedback(post: frontmatter.Post) -> tuple[dict[CheckName, Told], dict[str, str]]:
    checks = {name: Told(str(raw["title"]), str(raw["did"]), str(raw["try"])) for name, raw in post["checks"].items()}
    return checks, {name: str(text) for name, text in post.metadata.items() if name != "checks"}


def form(path: Path, read: Callable[[frontmatter.Post], _T], what: str = "the rehearsal") -> _T:
    """Read one file of words, and make of it what `read` does; `what` says whose words they are.

    Raises:
        LibraryError: it is missing or not of its form.
    """
    try:
        return read(frontmatter.load(str(path)))
    except (OSError, KeyError, TypeError, ValueError, AttributeError, yaml.YAMLError) as error:
        raise LibraryError(
            f"The words of {what} cannot be read", f"Nothing of yours is lost. Mend {path}. ({error!r})"
        ) from error
