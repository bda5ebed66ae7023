"""One text as an argument, or rows of JSON on standard input: what ask, search and screen have in common."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from coach.errors import CoachError

Json = dict[str, Any]
_MOST_CHARACTERS = 200_000


@dataclass(frozen=True)
class Row:
    """One text to answer; with an `error`, one that cannot be."""

    id: object
    text: str = ""
    error: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The text, and the two machine-readable forms."""
    parser.add_argument("text", nargs="?", metavar="TEXT", help="what to answer; `-` reads it from standard input")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object")
    form.add_argument("--jsonl", action="store_true", help='rows {"id", "text"} on standard input, one answer a line')
    parser.set_defaults(fail=parser.error)


def rows(args: argparse.Namespace) -> Iterator[Row]:
    """The texts to answer, in order. Ends the program with status 2 where the words on the command line are wrong."""
    if args.jsonl:
        if args.text is not None:
            args.fail("--jsonl reads rows from standard input and takes no TEXT")
        return (_parsed(line) for line in sys.stdin.buffer if line.strip())
    if args.text is None:
        args.fail("give it a TEXT, or rows on standard input with --jsonl")
    text = sys.stdin.buffer.read().decode(errors="replace") if args.text == "-" else args.text
    row = _checked(None, text)
    if row.error:
        args.fail(row.error)
    return iter([row])


def answer(
    args: argparse.Namespace, texts: Iterator[Row], as_json: Callable[[str], Json], as_text: Callable[[str], str]
) -> int:
    """Answer every row in the form that was asked for; returns the exit status.

    Raises:
        CoachError: a single text could not be answered. In a stream it takes the place of that row's answer.
    """
    for row in texts:
        if not (args.json or args.jsonl):
            print(as_text(row.text), flush=True)
            continue
        try:
            told = {"error": row.error} if row.error else as_json(row.text)
        except CoachError as error:
            if args.json:
                raise
            told = {"error": str(error)}
        print(json.dumps({"id": row.id, **told}), flush=True)
    return 0


def _parsed(line: bytes) -> Row:
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError):
        return Row(None, error="this line is not JSON")
    if not isinstance(raw, dict):
        return Row(None, error='a row is an object with "id" and "text"')
    id = raw.get("id")
    if not isinstance(raw.get("text"), str):
        return Row(id, error='"text" is missing, or is not a string')
    return _checked(id, raw["text"])


def _checked(id: object, text: str) -> Row:
    text = text.encode(errors="replace").decode()  # half a surrogate pair is no character
    if not text.strip():
        return Row(id, error='"text" is empty')
    if len(text) > _MOST_CHARACTERS:
        return Row(id, error=f'"text" is longer than {_MOST_CHARACTERS} characters')
    return Row(id, text)
