"""`coach ask`: answer a message, by the same turn as in the terminal."""

import argparse
import sys
from dataclasses import asdict

from coach import settings
from coach.assembly import Parts
from coach.commands import rows
from coach.commands.opening import open_parts
from coach.commands.rows import Json
from coach.commands.screen import as_json as screen_json
from coach.commands.search import passages
from coach.dialogue.base import Finished, Notice, Turn
from coach.dialogue.turn import Conversation
from coach.errors import CoachError
from coach.guard.base import HelpPage


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words that follow `coach ask`."""
    rows.add_arguments(parser)
    parser.add_argument("--model", metavar="NAME|PATH|none", help="`none` gives the library's own words")
    parser.add_argument("--country", metavar="CODE", help="whose help lines to show, such as uk")


def run(args: argparse.Namespace) -> int:
    """Answer what was given; returns the exit status."""
    texts = rows.rows(args)
    chosen = settings.load()
    parts = open_parts(args.model, chosen)
    country = args.country or chosen.country
    if args.country and args.country.lower() not in {one.code for one in parts.help.countries()}:
        args.fail("no such country; " + ", ".join(one.code for one in parts.help.countries()))
    try:
        _prepare(parts)
        return rows.answer(
            args,
            texts,
            lambda text: as_json(answered(parts.conversation(country), text)),
            lambda text: answered(parts.conversation(country), text).text,
        )
    finally:
        parts.close()


def _prepare(parts: Parts) -> None:
    """A model or an embedder that cannot be loaded is told; the library's own words serve."""
    try:
        parts.prepare()
    except CoachError as error:
        print(f"coach: {error}", file=sys.stderr)


def answered(conversation: Conversation, text: str) -> Turn:
    """The turn that comes of a text; what should be known on the way is told on the error stream."""
    for event in conversation.reply(text):
        if isinstance(event, Notice):
            print(f"coach: {event.title}: {event.msg}", file=sys.stderr)
        elif isinstance(event, Finished):
            return event.turn
    raise CoachError("The turn did not end", "Nothing is lost. Ask again.")


def as_json(turn: Turn) -> Json:
    """A turn as the README describes it."""
    timings = {key: None if value is None else round(value, 1) for key, value in asdict(turn.timings).items()}
    return {
        "kind": turn.kind,
        "screen": screen_json(turn.verdict),
        "passages": passages(turn.passages),
        "reply": asdict(turn.reply),
        "origin": turn.origin,
        "resources": resources(turn.page),
        "papers": [
            {
                "paper": quote.name,
                "page": quote.excerpt.page,
                "heading": quote.excerpt.heading,
                "text": quote.excerpt.text,
                "score": round(quote.score, 3),
            }
            for quote in turn.quotes
        ],
        "text": turn.text,
        "model": turn.model,
        "timings": timings,
    }


def resources(page: HelpPage | None) -> list[Json]:
    """Where help is, by name: the emergency number first."""
    if page is None:
        return []
    emergency = [{"name": "Emergency", "how": page.emergency}] if page.emergency else []
    lines = [
        {"name": line.name, "how": line.how, "hours": line.hours, "about": line.about, "private": line.private}
        for line in page.lines
    ]
    return emergency + lines
