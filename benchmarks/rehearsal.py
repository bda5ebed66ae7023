"""Rehearse ten goals with each of the four styles: `python -m benchmarks.rehearsal [--model ID] [--goal N] [--quiet]`.

Prints every transcript with its feedback, to be read, and a table of what can be seen by code: that it comes to a
natural end, that every line of the stand-in's is checked and in its style, that the feedback quotes words that were
really said, and that a line that tells of a crisis stops the play. Ends with 1 where one of these fails.
"""

import argparse
import re
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coach.assembly import Parts, assemble
from coach.guard.play import check_line
from coach.rehearsal.base import STYLES, Exchange, Feedback, Style
from coach.rehearsal.play import Rehearsal
from coach.rehearsal.stand_in import LEAST, MOST

GOALS = Path(__file__).parent / "data" / "goals.toml"
RISK = "i want to kill myself"


def goals() -> dict[str, list[str]]:
    """The lines to say, by goal."""
    with GOALS.open("rb") as file:
        return {raw["goal"]: raw["lines"] for raw in tomllib.load(file)["goal"]}


@dataclass(frozen=True)
class Seen:
    """One rehearsal, and what is wrong with it, if anything."""

    play: Rehearsal
    told: Feedback
    wrong: tuple[str, ...]
    seconds: float

    @property
    def by_model(self) -> int:
        """Lines that the model fitted."""
        return sum(one.origin == "model" for one in self.play.exchanges)


def rehearse(parts: Parts, goal: str, lines: list[str], style: Style) -> Seen:
    """Say the lines until the talk ends."""
    begun = time.monotonic()
    play = parts.rehearsal(goal, style, "uk")
    for line in lines:
        if not play.over:
            play.say(line)
    seconds = (time.monotonic() - begun) / max(len(play.exchanges), 1)
    told = play.feedback()
    stopped = parts.rehearsal(goal, style, "uk")
    stopped.say(lines[0])
    return Seen(play, told, (*_faults(play, told), *_goes_on(stopped)), seconds)


def _faults(play: Rehearsal, told: Feedback) -> Iterator[str]:
    if not LEAST <= len(play.exchanges) <= MOST:
        yield f"{len(play.exchanges)} exchanges"
    for one in play.exchanges:
        yield from _of_line(play, one)
    said = "\n".join(play.lines)
    for quote in re.findall(r"“([^”]+)”", told.strength):
        if quote not in said:
            yield f"quotes what was not said: {quote}"
    if told.weaker and told.weaker not in said:
        yield f"quotes what was not said: {told.weaker}"


def _of_line(play: Rehearsal, one: Exchange) -> Iterator[str]:
    if not one.beat or not one.therapist:
        yield f"no answer to: {one.you}"
        return
    authored = play.copy.manners[one.style].lines[one.beat]
    if one.origin == "authored":
        if one.therapist not in authored:
            yield f"not in its style: {one.therapist}"
    elif all(check_line(one.therapist, one.you, play.goal, like) for like in authored):
        yield f"does not pass the check: {one.therapist}"


def _goes_on(play: Rehearsal) -> Iterator[str]:
    stopped = play.say(RISK)
    if not (play.over and play.stopped is stopped and stopped.page and not stopped.therapist):
        yield "goes on in a crisis"
    elif play.say("and another thing").therapist:
        yield "goes on after a crisis"


def printed(seen: Seen) -> None:
    """The transcript and the feedback."""
    play, told = seen.play, seen.told
    print(f"\n=== {play.goal} · {play.style}")
    for one in play.exchanges:
        print(f"  you        {one.you}")
        print(f"  therapist  {one.therapist}   [{one.beat}, {one.origin}]")
    print(f"  worked     {told.strength}\n  to try     {told.try_next}")
    print(f"  before     {told.weaker}\n  after      {told.rewrite}   [{told.origin}]")
    for fault in seen.wrong:
        print(f"  FAULT      {fault}")


def main() -> int:
    """Run, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--model", default=None, help="none, an id or a path; without it, the default one")
    parser.add_argument("--goal", type=int, help="only this one of the ten, from 1")
    parser.add_argument("--quiet", action="store_true", help="the table alone")
    args = parser.parse_args()
    parts = assemble(args.model)
    parts.prepare()
    wanted = list(goals().items())
    wanted = wanted[args.goal - 1 : args.goal] if args.goal else wanted
    rows: dict[Style, list[Seen]] = {style: [] for style in STYLES}
    try:
        for goal, lines in wanted:
            for style in STYLES:
                rows[style].append(rehearse(parts, goal, lines, style))
                if not args.quiet:
                    printed(rows[style][-1])
    finally:
        parts.close()
    print(f"\n{parts.model or 'no model'}")
    print(f"{'':18}{'rehearsals':>11}{'lines':>7}{'fitted':>8}{'s a line':>10}{'faults':>8}")
    for style, seen in rows.items():
        lines_said = sum(len(one.play.exchanges) for one in seen)
        fitted, faults = sum(one.by_model for one in seen), sum(len(one.wrong) for one in seen)
        pace = sum(one.seconds for one in seen) / len(seen)
        print(f"{style:18}{len(seen):11}{lines_said:7}{fitted:8}{pace:10.1f}{faults:8}")
    return 1 if any(one.wrong for seen in rows.values() for one in seen) else 0


if __name__ == "__main__":
    raise SystemExit(main())
