"""`coach rehearse`: practise with a stand-in for the therapist, get feedback, leave with a card."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial

from coach import settings as stored
from coach.assembly import Parts
from coach.commands.ask import answered, resources
from coach.commands.opening import open_parts
from coach.commands.rows import Json
from coach.commands.screen import as_json as screen_json
from coach.errors import CoachError
from coach.rehearsal.base import STYLES, Exchange, Style
from coach.rehearsal.play import Rehearsal
from coach.rehearsal.talk import talk

_MOST_CHARACTERS, _MOST_LINES = 20_000, 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words that follow `coach rehearse`."""
    parser.add_argument("goal", nargs="?", metavar="GOAL", help="what you want to say, such as: tell her I lied")
    parser.add_argument("--style", choices=STYLES, default="warm", help="how the stand-in is")
    parser.add_argument("--model", metavar="NAME|PATH|none", help="`none` leaves every word as people wrote it")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help='one object {"goal", "style", "lines"} on standard input')
    form.add_argument("--jsonl", action="store_true", help="the same, one a line, each answered on its line")


def run(args: argparse.Namespace) -> int:
    """Practise, or play what was given; returns the exit status."""
    asked = list(_asked(args)) if args.json or args.jsonl else []
    if not asked and not (args.goal or sys.stdin.isatty()):
        print("coach rehearse: say what you want to practise, or use --json", file=sys.stderr)
        return 2
    parts = open_parts(args.model)
    try:
        if not (args.json or args.jsonl):
            country = stored.load().country
            conversation = parts.conversation(country)
            start = partial(parts.rehearsal, country=country)
            return talk(start, lambda text: answered(conversation, text).text, args.goal or "", args.style)
        failed = False
        for one in asked:
            answer = _answer(parts, one)
            failed = failed or "error" in answer
            print(json.dumps(answer, ensure_ascii=False), flush=True)
        return 1 if failed and args.json else 0
    finally:
        parts.close()


def _asked(args: argparse.Namespace) -> Iterator[object]:
    """The objects on standard input; what is no JSON becomes its error."""
    texts = [sys.stdin.read()] if args.json else [line for line in sys.stdin if line.strip()]
    for text in texts:
        try:
            yield json.loads(text)
        except ValueError as error:
            yield CoachError("This is not JSON", str(error))


def _answer(parts: Parts, asked: object) -> Json:
    """What came of one; a bad one gets an error, and the next goes on."""
    head: Json = {"id": asked["id"]} if isinstance(asked, dict) and "id" in asked else {}
    try:
        goal, style, lines = _read(asked)
        play = parts.rehearsal(goal, style, stored.load().country)
        made = played(play, lines)
        for notice in play.notices:
            print(f"coach: {notice.title}: {notice.msg}", file=sys.stderr)
        return head | made
    except CoachError as error:
        return head | {"error": str(error)}


def _read(asked: object) -> tuple[str, Style, list[str]]:
    if isinstance(asked, CoachError):
        raise asked
    if not isinstance(asked, dict):
        raise CoachError("This is not an object", "It needs goal, style and lines.")
    goal, style, lines = asked.get("goal"), asked.get("style", "warm"), asked.get("lines")
    if not isinstance(goal, str) or not goal.strip() or len(goal) > _MOST_CHARACTERS:
        raise CoachError("There is no goal", "`goal` is a text: what the person wants to say.")
    if style not in STYLES:
        raise CoachError(f"There is no style {style!r}", f"These are: {', '.join(STYLES)}.")
    if not isinstance(lines, list) or not all(isinstance(one, str) and len(one) < _MOST_CHARACTERS for one in lines):
        raise CoachError("There are no lines", "`lines` is a list of texts: what the person says.")
    return goal, style, [line for line in lines if line.strip()][:_MOST_LINES]


def played(play: Rehearsal, lines: list[str]) -> Json:
    """Say the lines until the talk ends, and tell what came of it."""
    goal = play.screen_goal()
    turns = [] if goal.verdict.level == "crisis" else _turns(play, lines)
    stopped = goal if goal.verdict.level == "crisis" else play.stopped
    made: Json = {"turns": turns, "stopped": stopped is not None}
    if stopped:
        made |= {
            "screen": screen_json(stopped.verdict),
            "resources": resources(stopped.page),
            "feedback": None,
            "card": None,
        }
        return made
    if not play.lines:
        raise CoachError("There are no lines", "`lines` is a list of texts: what the person says.")
    told = play.feedback()
    card = play.card(told)
    checks = {one.name: {"ok": one.ok, "quote": one.quote} for one in told.checks}
    feedback = {"strength": told.strength, "try_next": told.try_next, "rewrite": told.rewrite, "checks": checks}
    return made | {"feedback": feedback, "card": asdict(card)}


def _turns(play: Rehearsal, lines: list[str]) -> list[Json]:
    turns = []
    for line in lines:
        if play.over:
            break
        turns.append(_turn(play.say(line)))
    return turns


def _turn(exchange: Exchange) -> Json:
    return {
        "you": exchange.you,
        "therapist": exchange.therapist,
        "screen": screen_json(exchange.verdict),
        "origin": exchange.origin,
        "role_play": bool(exchange.therapist),
    }
