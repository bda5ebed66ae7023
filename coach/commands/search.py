"""`coach search`: find entries of the library for a message."""

import argparse
import sys

from coach.assembly import Parts
from coach.commands import rows
from coach.commands.opening import open_parts
from coach.commands.rows import Json
from coach.errors import LibraryError
from coach.library.base import Found, Passage


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words that follow `coach search`."""
    rows.add_arguments(parser)
    parser.add_argument("--limit", type=int, default=3, help="the most entries to show (3)")
    parser.add_argument("--model", help="taken for the sake of the other commands; the search needs none")


def run(args: argparse.Namespace) -> int:
    """Search for what was given; returns the exit status."""
    if args.limit < 1:
        args.fail("--limit is at least 1")
    texts = rows.rows(args)
    parts = open_parts("none")
    try:
        return rows.answer(
            args,
            texts,
            lambda text: as_json(_search(parts, text, args.limit)),
            lambda text: _as_text(_search(parts, text, args.limit)),
        )
    finally:
        parts.close()


def _search(parts: Parts, text: str, limit: int) -> Found:
    try:
        return parts.searcher.search(text, limit=limit)
    except LibraryError as error:
        print(f"coach: {error} Searching by words alone.", file=sys.stderr)
        parts.searcher.close()
        parts.searcher = parts.by_words
        return parts.searcher.search(text, limit=limit)


def as_json(found: Found) -> Json:
    """What was found, as the README describes it."""
    return {"answerable": found.answerable, "passages": passages(found.passages)}


def passages(found: tuple[Passage, ...]) -> list[Json]:
    """Entries with their scores, best first."""
    return [{"id": one.entry.id, "title": one.entry.title, "score": round(one.score, 4)} for one in found]


def _as_text(found: Found) -> str:
    head = [] if found.answerable else ["Nothing in the library answers this. Near it:"]
    return "\n".join([*head, *(f"{one.score:.2f}  {one.entry.id}  {one.entry.title}" for one in found.passages)])
