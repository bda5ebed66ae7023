"""How often the point of a message is found: `python -m benchmarks.points`.

1,000 messages by many writers (`training/words/`, `training/acts/`), split into sentences. Eight readers named the one
or two that the person would most want their therapist to hear; some were read by two (`again`). Printed is how often
the sentence that the program takes is one of them, beside the longest sentence and the first of the same messages, of
all and of those in which it takes any; and how far the two readers agree. The three weights were fitted to these rows.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from coach.dialogue.pointing import CLEARLY, pointed

DATA = Path(__file__).with_name("data") / "points"
_LONG = 4
Row = tuple[list[str], set[int]]


def rows(folder: Path = DATA) -> list[Row]:
    """Each message's sentences, and the places of those that carry its point; without those that have none."""
    read = (
        json.loads(line) for path in sorted(folder.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
    )
    return [(row["sentences"], {number - 1 for number in row["point"]}) for row in read if row["point"]]


def agreement(folder: Path = DATA) -> tuple[int, float, float]:
    """How many messages two have read, how often they named the same, and how often nothing in common."""
    read = (json.loads(line) for path in folder.glob("*.jsonl") for line in path.read_text("utf-8").splitlines())
    twice = [(set(row["point"]), set(row["again"])) for row in read if "again" in row]
    same, apart = (sum(rule(*pair) for pair in twice) / len(twice) for rule in (set.__eq__, set.isdisjoint))
    return len(twice), same, apart


def right(some: Sequence[Row], take: Callable[[list[str]], int]) -> float:
    """How often the sentence that is taken carries the point."""
    return sum(take(sentences) in point for sentences, point in some) / len(some) if some else 0.0


def main() -> int:
    """Print the table."""
    ways: dict[str, Callable[[list[str]], int]] = {
        "taken": lambda sentences: pointed(sentences).at,
        "the longest": lambda sentences: max(range(len(sentences)), key=lambda n: len(sentences[n].split())),
        "the first": lambda _: 0,
    }
    some = rows()
    long = [row for row in some if len(row[0]) >= _LONG]
    print(f"{'messages':28}{'rows':>6}" + "".join(f"{name:>13}" for name in ways))
    for name, all_of_them in (("all", some), (f"of {_LONG} sentences and more", long)):
        plain = [row for row in all_of_them if pointed(row[0]).clearly >= CLEARLY]
        for which, part in ((name, all_of_them), ("  where the point is plain", plain)):
            print(f"{which:28}{len(part):6}" + "".join(f"{right(part, take):13.3f}" for take in ways.values()))
    count, same, apart = agreement()
    print(f"{count} read by two: the same {same:.3f}, nothing in common {apart:.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
