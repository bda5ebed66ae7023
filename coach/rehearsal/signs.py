"""The signs of holding back, each with a line to recognise oneself in. Nothing here counts, scores or concludes."""

from dataclasses import dataclass
from pathlib import Path

import frontmatter

from coach import paths
from coach.library.base import Entry
from coach.library.entries import Library
from coach.rehearsal.copy import form, line


@dataclass(frozen=True)
class Sign:
    """An entry of the library, and the line by which one may know it in oneself."""

    entry: Entry
    line: str


@dataclass(frozen=True)
class Signs:
    """All of them, in order.

    Attributes:
        top: what the look at them is, and what it is not.
        begin_one: stands above the sentence of the one sign that was marked.
        begin_more: stands above the sentences of more than one.
    """

    top: str
    begin_one: str
    begin_more: str
    all: tuple[Sign, ...]


def load_signs(library: Library, folder: Path | None = None) -> Signs:
    """The signs of a library, in the order of the copy; a sign that the copy does not know comes last.

    Raises:
        LibraryError: the copy is missing or not of its form, or names an entry that is not there.
    """
    where = (folder or paths.shipped("knowledge")) / "rehearsal" / "signs.md"
    top, one, more, lines = form(where, _copy, "the signs")
    named = [library.get(id) for id in lines]
    others = [entry for entry in library.by_kind("sign") if entry.id not in lines]
    signs = tuple(Sign(entry, lines.get(entry.id) or entry.heard) for entry in (*named, *others))
    return Signs(top, one, more, signs)


def _copy(post: frontmatter.Post) -> tuple[str, str, str, dict[str, str]]:
    begin = post["begin"]
    lines = {str(id): line(raw) for id, raw in post["signs"].items()}
    return line(post["top"]), line(begin["one"]), line(begin["more"]), lines
