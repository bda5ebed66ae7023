"""`coach screen`: hear whether a message speaks of danger. Needs no language model."""

import argparse
import sys

from coach.assembly import Parts
from coach.commands import rows
from coach.commands.opening import open_parts
from coach.commands.rows import Json
from coach.guard.base import Verdict
from coach.guard.opinion import hear


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words that follow `coach screen`."""
    rows.add_arguments(parser)
    parser.add_argument("--model", help="taken for the sake of the other commands; the screen needs no language model")


def run(args: argparse.Namespace) -> int:
    """Screen what was given; returns the exit status."""
    texts = rows.rows(args)
    parts = open_parts("none")
    try:
        return rows.answer(
            args, texts, lambda text: as_json(_hear(parts, text)), lambda text: _as_text(_hear(parts, text))
        )
    finally:
        parts.close()


def _hear(parts: Parts, text: str) -> Verdict:
    """Where the classifier fails it is told once, and the rules listen alone."""
    heard = hear(text, (), parts.listener)
    if heard.failed:
        print(f"coach: {heard.failed}", file=sys.stderr)
        parts.listener = None
    return heard.verdict


def as_json(verdict: Verdict) -> Json:
    """A verdict as the README describes it; the evidence is the words of the message that were heard."""
    return {"level": verdict.level, "kind": verdict.kind, "evidence": [one.text for one in verdict.evidence]}


def _as_text(verdict: Verdict) -> str:
    head = verdict.level if verdict.level == "clear" else f"{verdict.level}: {verdict.kind}"
    return "\n".join([head, *(f"  {one.rule}: “{one.text}”" for one in verdict.evidence)])
