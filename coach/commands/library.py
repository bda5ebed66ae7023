"""`coach library`: read the entries, and check the form of what a writer adds."""

import argparse
import json
import shutil
import textwrap
from collections.abc import Iterator
from dataclasses import asdict

from coach.library.base import Entry
from coach.library.check import check
from coach.library.entries import KINDS, Library, load_library, paragraphs

_WIDTH = 76


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Add `library` to the words that follow `coach`."""
    parser = subparsers.add_parser("library", help="read the library, and check its entries")
    add_arguments(parser)
    return parser


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words that follow `coach library`."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="every entry: its id and title")
    listing.add_argument("--kind", choices=list(KINDS), help="only entries of this kind")
    listing.add_argument("--json", action="store_true", help="one JSON object a line")
    show = actions.add_parser("show", help="one entry, to read")
    show.add_argument("id", metavar="ID", help="such as faq/confidentiality")
    show.add_argument("--json", action="store_true", help="one JSON object")
    actions.add_parser("check", help="what is missing or against the form; exit status 1 if anything is")


def run(args: argparse.Namespace) -> int:
    """Do what was asked; returns the exit status.

    Raises:
        CoachError: an entry cannot be read, or there is none of this id.
    """
    library = load_library()
    if args.action == "check":
        return _check(library)
    if args.action == "show":
        entry = library.get(args.id)
        print(json.dumps(_row(entry), ensure_ascii=False) if args.json else "\n".join(_page(entry)))
        return 0
    _list(library.by_kind(args.kind) if args.kind else library.all(), args.json)
    return 0


def _list(entries: tuple[Entry, ...], as_json: bool) -> None:
    widest = max((len(entry.id) for entry in entries), default=0)
    for entry in entries:
        row = {"id": entry.id, "kind": entry.kind, "title": entry.title, "reviewed": entry.reviewed.isoformat()}
        print(json.dumps(row, ensure_ascii=False) if as_json else f"{entry.id:{widest}}  {entry.title}")


def _check(library: Library) -> int:
    findings = check(library)
    for finding in findings:
        print(f"{finding.entry}: {finding.rule}: {finding.message}")
    print(f"{len(library)} entries, {len(findings)} findings")
    return 1 if findings else 0


def _row(entry: Entry) -> dict[str, object]:
    return asdict(entry) | {"kind": entry.kind, "reviewed": entry.reviewed.isoformat(), "path": str(entry.path)}


def _page(entry: Entry) -> Iterator[str]:
    """The lines of an entry as one reads it, at most 76 wide."""
    width = min(_WIDTH, shutil.get_terminal_size().columns)
    yield from _wrapped(entry.title, width)
    yield ""
    for text in (entry.help, *paragraphs(entry)):
        yield from _wrapped(text, width)
        yield ""
    yield "You could say"
    for size in (entry.say.hint, entry.say.headline, entry.say.detail):
        yield from _wrapped(size, width, "  ")
        yield ""
    yield from ("To bring", *_wrapped(entry.bring, width, "  "), "")
    for source in entry.sources:
        yield from _wrapped(f"Source: {source}", width)
    yield f"{entry.id}, reviewed {entry.reviewed.isoformat()}"


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
