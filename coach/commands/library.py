"""`coach library`: read the entries, check the form of what a writer adds, and keep papers of one's own."""

import argparse
import json
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from coach.errors import PaperError
from coach.library.base import Entry
from coach.library.check import check
from coach.library.entries import KINDS, Library, load_library, paragraphs
from coach.papers.store import Papers

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
    adding = actions.add_parser("add", help="add papers of your own: a letter, notes, a workbook")
    adding.add_argument("files", metavar="FILE", nargs="+", type=Path, help="Markdown, text, PDF or DOCX")
    papers = actions.add_parser("papers", help="the papers that you added")
    papers.add_argument("--json", action="store_true", help="one JSON object a line")
    removing = actions.add_parser("remove", help="delete a paper of yours, and all that was made of it")
    removing.add_argument("paper", metavar="NAME|ID")
    actions.add_parser("check", help="what is missing or against the form; exit status 1 if anything is")


def run(args: argparse.Namespace) -> int:
    """Do what was asked; returns the exit status.

    Raises:
        CoachError: an entry cannot be read, or there is none of this id.
    """
    if args.action in _PAPERS:
        return _PAPERS[args.action](args)
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
    if entry.cases:
        yield "Or, where one of these is closer"
    for case in entry.cases:
        yield from _wrapped(case.say, width, "  ")
        yield ""
    yield from ("To bring", *_wrapped(entry.bring, width, "  "), "")
    for source in entry.sources:
        yield from _wrapped(f"Source: {source}", width)
    yield f"{entry.id}, reviewed {entry.reviewed.isoformat()}"


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def _add(args: argparse.Namespace) -> int:
    """Each file by itself: one that cannot be read does not keep the others out."""
    failed = False
    for path in args.files:
        try:
            paper = Papers().add(path)
            print(f"{paper.name}: added, {len(paper.excerpts)} excerpts. The coach quotes from it where it fits.")
        except PaperError as error:
            failed = True
            print(f"coach: {error}", file=sys.stderr)
    return 1 if failed else 0


def _papers(args: argparse.Namespace) -> int:
    papers = list(Papers())
    for paper in papers:
        row = {"id": paper.id, "name": paper.name, "added": paper.added, "excerpts": len(paper.excerpts)}
        print(json.dumps(row, ensure_ascii=False) if args.json else f"{paper.id}  {paper.added}  {paper.name}")
    if not papers and not args.json:
        print("No papers of yours are here. To add one: coach library add FILE")
    return 0


def _remove(args: argparse.Namespace) -> int:
    paper = Papers().remove(args.paper)
    print(f"{paper.name}: deleted, with all that was made of it. The file that it came from is where it was.")
    return 0


_PAPERS: dict[str, Callable[[argparse.Namespace], int]] = {"add": _add, "papers": _papers, "remove": _remove}
