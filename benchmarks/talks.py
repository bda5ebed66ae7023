"""Whole conversations with the coach, and what those who had them thought of each reply.

`python -m benchmarks.talks marks FILE…` prints the share of each mark, of first replies and of later ones.
`python -m benchmarks.talks alarms [FILE…]` screens their messages again, each behind those before it: nobody in them is
in danger, so that all that is heard is a false alarm.
`python -m benchmarks.talks words [FILE…]` prints the marks of replies whose words to say were a mere beginning.
`python -m benchmarks.talks named [FILE…]` prints in how many later messages words for the therapist are heard now.
`python -m benchmarks.talks entries [FILE…]` prints how often a reply stood on an entry that it could rest on, where
that is known.

A file has one row a reply: conversation, turn, message, reply, where its words came from, and the mark of who typed it.
They played particular people with particular matters, had not seen the program, and answered what they read. `before`:
36 conversations by four writers, with the coach as it was; what they said of it made the rules that followed. `after`:
20 by four others, with the first of these rules; what they said made the last. `cases`: 24 by three others, without a
model, when each situation had advice of its own; also which entries a reply would rest on (`right`). What they said
made what tells apart what is said to the program, and the pages that ask first. `sorted`: 8 by two others, with these;
what they said made the subject of a conversation stay. `model`: 8 by eight others, each one person, with the 1.5B and
with this; what they said made what is heard as words that somebody names. `named`: 6 by six others, with the first
forms of that; more forms came of it. `asked`: 8 by four others, with the 1.5B and the first answers to what is asked
about the telling; more answers, and more forms of one's own sentence, came of it. `asked_more`: 8 by four others, with
these; a few more forms came of it. `drawn`: 8 by four others, three messages each, when the model drew four sentences
side by side; that what somebody else does is not the therapist's doing, the therapist's name, and that a no is believed
at length came of it.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from coach.assembly import assemble
from coach.dialogue.dictated import dictated
from coach.guard.opinion import Listener, hear

DATA = Path(__file__).with_name("data") / "talks"
MARKS = ("good", "fine", "vague", "off", "wrong", "hurts")
Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    """The rows of a file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def shares(some: Sequence[Row]) -> dict[str, float]:
    """The share of each mark."""
    counted = Counter(row["mark"] for row in some)
    return {mark: counted[mark] / len(some) for mark in MARKS} if some else {}


def behind(some: Iterable[Row]) -> list[tuple[str, list[str]]]:
    """Each message with those before it in its conversation, oldest first."""
    before: dict[str, list[str]] = defaultdict(list)
    found = []
    for row in sorted(some, key=lambda one: (one["conv"], one["turn"])):
        found.append((row["message"], before[row["conv"]].copy()))
        before[row["conv"]].append(row["message"])
    return found


def alarms(some: Sequence[Row], listener: Listener | None) -> dict[str, float]:
    """The share of messages that are taken for a crisis, and for any danger."""
    levels = Counter(hear(text, before, listener).verdict.level for text, before in behind(some))
    return {"crisis": levels["crisis"] / len(some), "danger": (levels["crisis"] + levels["concern"]) / len(some)}


def beginnings(some: Iterable[Row]) -> list[Row]:
    """The rows in which a beginning of the message was to be said."""
    return [row for row in some if "there's more to it" in row["reply"].get("say", "").lower()]


def right(some: Sequence[Row]) -> float:
    """How many of the replies that could rest on an entry stood on such a one."""
    known = [row for row in some if row.get("right")]
    stood = [row["kind"] == "coaching" and row["entry"] in row["right"] for row in known]
    return sum(stood) / len(stood) if stood else 0.0


def _print_entries(path: Path) -> None:
    some = [row for row in rows(path) if row.get("right")]
    for name, part in (("first", [r for r in some if r["turn"] == 1]), ("later", [r for r in some if r["turn"] > 1])):
        if part:
            print(f"{path.stem:20}{name:8}{len(part):6}{right(part):9.3f}")


def _print_marks(path: Path) -> None:
    some = rows(path)
    for name, part in {
        "first": [row for row in some if row["turn"] == 1],
        "later": [row for row in some if row["turn"] > 1],
    }.items():
        figures = "".join(f"{share:9.3f}" for share in shares(part).values())
        print(f"{path.stem:20}{name:8}{len(part):6}{figures}")


def main() -> int:
    """Print what is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=["marks", "words", "named", "entries", "alarms"])
    parser.add_argument("files", nargs="*", type=Path)
    args = parser.parse_args()
    files = args.files or sorted(DATA.glob("*.jsonl"))
    if args.what == "marks":
        print(f"{'':20}{'reply':8}{'rows':>6}" + "".join(f"{mark:>9}" for mark in MARKS))
        for path in files:
            _print_marks(path)
        return 0
    if args.what == "words":
        begun = beginnings(row for path in files for row in rows(path))
        print(f"{len(begun)} beginnings: " + "  ".join(f"{mark} {share:.3f}" for mark, share in shares(begun).items()))
        return 0
    if args.what == "named":
        for path in files:
            later = [(text, before) for text, before in behind(rows(path)) if before]
            print(f"{path.stem:20}{len(later):6}{sum(bool(dictated(text, before)) for text, before in later):6}")
        return 0
    if args.what == "entries":
        for path in files:
            _print_entries(path)
        return 0
    parts = assemble("none")
    try:
        parts.prepare()
        for path in files:
            some = rows(path)
            figures = "  ".join(f"{name} {share:.3f}" for name, share in alarms(some, parts.listener).items())
            print(f"{path.stem:20}{len(some):6}  {figures}", flush=True)
    finally:
        parts.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
