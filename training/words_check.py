"""Look at the examples: `python -m training.words_check [FILE…]`; ends with 1 where something is wrong.

For each row: would the guard show it. For all of them together: how much they repeat themselves, clones among them,
lengths, and whether anything of what is held out (`benchmarks/data/words.jsonl`: whole entries, and situations) is in
them.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from statistics import median

from coach.dialogue.gist import gist
from coach.dialogue.prompt import WRITTEN, task
from coach.guard.base import Context, Problem
from coach.guard.check import check
from coach.guard.play import check_line
from coach.guard.screen import screen
from coach.guard.words import tokens
from coach.library.base import Passage
from coach.library.entries import Library, load_library
from training.words import FOLDER, LineRow, ReplyRow, read

HELD_OUT = Path("benchmarks/data/words.jsonl")
_NEW_MOST = 3
_CLONE = 0.6
"""The share of runs of three words that two texts have in common, from which one is a clone of the other."""
_MOST_ALIKE = 0.1
"""The most rows that may open, or close, with the same three words."""
_MOST_NAMED = 0.015
"""The most rows in which the guard may find what no reply may say."""
_SUSPECTED = frozenset(
    """turned-round negation tense feeling-not-voiced new-number new-name new-person question-lost clause-lost
    not-grounded not-about-this not-first-person speaks-of-the-therapist unclear-who echo advice not-told-back
    repeats-itself""".split()
)
"""Rules that compare a sentence with the message word by word. They are printed and not counted: of right sentences
they suspect one in eight, and rows that were bent to please them became stiff."""


def problems(row: ReplyRow | LineRow, library: Library) -> Iterator[str]:
    """What the guard has against a row."""
    if isinstance(row, LineRow):
        if found := check_line(row.line, row.you, row.goal, row.like):
            yield f"line: {found.rule} ({found.text}): {row.line}"
        return
    heard = screen(row.message)
    if heard.level != "clear":
        yield f"message: {heard.level} {heard.kind}"
    entry = library.get(row.entry)
    text = gist(row.message, entry, row.before)
    own = " ".join((entry.say.headline, entry.say.detail, entry.say.hint, entry.heard, entry.bring, entry.title))
    for part in WRITTEN:
        written = getattr(row, part)
        wanted = task(part, text, Passage(entry, 1.0))
        found = check(part, written, Context(text, wanted.draft, own))
        if found and not _few_new(found):
            yield f"{part}: {found.rule} ({found.text}): {written}"


def _few_new(problem: Problem) -> bool:
    return problem.rule == "not-grounded" and len(problem.text.split()) <= _NEW_MOST


def runs(text: str) -> frozenset[tuple[str, ...]]:
    """All runs of three words."""
    words = tokens(text)
    return frozenset(tuple(words[at : at + 3]) for at in range(len(words) - 2))


def clones(texts: Sequence[tuple[str, str]], others: Sequence[tuple[str, str]] | None = None) -> Iterator[str]:
    """Pairs of texts that say the same, each given as (place, text); among themselves or against others."""
    held = [(place, runs(text)) for place, text in texts]
    against = [(place, runs(text)) for place, text in others] if others is not None else None
    pairs = combinations(held, 2) if against is None else ((one, other) for one in held for other in against)
    for (place, one), (elsewhere, other) in pairs:
        least = min(len(one), len(other))
        if least > 5 and len(one & other) / least >= _CLONE:
            yield f"{place} and {elsewhere} say the same"


def repeated(texts: Sequence[str]) -> tuple[float, str, float, str]:
    """The share of texts with the commonest opening and with the commonest ending, and these."""
    openings = Counter(" ".join(tokens(text)[:3]) for text in texts)
    endings = Counter(" ".join(tokens(text)[-3:]) for text in texts)
    (opening, most), (ending, last) = openings.most_common(1)[0], endings.most_common(1)[0]
    return most / len(texts), opening, last / len(texts), ending


def report(rows: Sequence[ReplyRow | LineRow], library: Library) -> Iterator[tuple[str, bool]]:
    """Lines to print, each with whether it is a fault."""
    replies = [row for row in rows if isinstance(row, ReplyRow)]
    lines = [row for row in rows if isinstance(row, LineRow)]
    named = [f"{row.place}: {problem}" for row in rows for problem in problems(row, library)]
    yield from ((line, False) for line in named)
    certain = [line for line in named if line.split(": ")[2].split(" ")[0] not in _SUSPECTED]
    told = f"{len(rows)} rows; {len(named)} times the guard suspects something, {len(certain)} times it is certain"
    yield told, len(certain) > _MOST_NAMED * len(rows)
    for name, texts in (
        ("heard", [row.heard for row in replies]),
        ("say", [row.say for row in replies]),
        ("line", [row.line for row in lines]),
    ):
        if texts:
            share, opening, last, ending = repeated(texts)
            words = [len(tokens(text)) for text in texts]
            told = f"{name:6} {min(words)} to {max(words)} words, median {median(words):.0f}; "
            told += f"opens with “{opening}” {share:.1%}, ends with “{ending}” {last:.1%}"
            yield told, max(share, last) > _MOST_ALIKE and len(texts) > 100
    messages = [(row.place, " ".join((*row.before, row.message))) for row in replies]
    found = [*clones(messages), *clones([(row.place, row.say) for row in replies])]
    yield from ((line, True) for line in found)
    yield from ((line, True) for line in leaks(replies))


def leaks(replies: Sequence[ReplyRow]) -> Iterator[str]:
    """What is held out and stands in the examples all the same."""
    with HELD_OUT.open(encoding="utf-8") as file:
        held = [json.loads(line) for line in file]
    entries = {row["entry"] for row in held}
    yield from (f"{row.place}: the entry {row.entry} is held out" for row in replies if row.entry in entries)
    yield from clones([(row.place, row.message) for row in replies], [(one["id"], one["message"]) for one in held])


def main(names: Sequence[str]) -> int:
    """Print the report."""
    paths = [Path(name) for name in names] or sorted(FOLDER.glob("*.jsonl"))
    rows = [row for path in paths for row in read(path)]
    wrong = 0
    for line, fault in report(rows, load_library()):
        print(("FAULT  " if fault else "") + line)
        wrong += fault
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
