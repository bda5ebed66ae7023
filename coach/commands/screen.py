"""`coach screen`: hear whether a message speaks of danger. Needs no model."""

import argparse

from coach.commands import rows
from coach.commands.rows import Json
from coach.guard.base import Verdict
from coach.guard.screen import screen


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words that follow `coach screen`."""
    rows.add_arguments(parser)
    parser.add_argument("--model", help="taken for the sake of the other commands; the screen needs none")


def run(args: argparse.Namespace) -> int:
    """Screen what was given; returns the exit status."""
    return rows.answer(args, lambda text: as_json(screen(text)), lambda text: _as_text(screen(text)))


def as_json(verdict: Verdict) -> Json:
    """A verdict as the README describes it; the evidence is the words of the message that were heard."""
    return {"level": verdict.level, "kind": verdict.kind, "evidence": [one.text for one in verdict.evidence]}


def _as_text(verdict: Verdict) -> str:
    head = verdict.level if verdict.level == "clear" else f"{verdict.level}: {verdict.kind}"
    return "\n".join([head, *(f"  {one.rule}: “{one.text}”" for one in verdict.evidence)])
