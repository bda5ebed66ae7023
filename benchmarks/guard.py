"""What the guard hears in rows labelled by others: `python -m benchmarks.guard [--data DIR] [--misses N]`.

Figures are printed per file and source, never pooled. The rows are for measuring alone; none of them is the project's.
"""

import argparse
import csv
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.guard.base import Verdict
from coach.guard.limits import limit
from coach.guard.screen import screen

_DATA = Path(__file__).resolve().parents[2] / "shared" / "eval"
Row = Mapping[str, str]


@dataclass(frozen=True)
class Heard:
    """A row, what the guard said of it, and how long the screen took."""

    row: Row
    verdict: Verdict
    topic: str
    screen_ms: float


def rows(path: Path) -> list[Row]:
    """The rows of one file, none where the file is missing."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def hear(row: Row) -> Heard:
    """Screen one row."""
    begun = time.perf_counter()
    verdict = screen(row["text"])
    took = (time.perf_counter() - begun) * 1000
    asked = limit(row["text"])
    return Heard(row, verdict, asked.topic if asked else "", took)


def by_source(heard: Iterable[Heard]) -> dict[str, list[Heard]]:
    """Rows by where they come from."""
    found: dict[str, list[Heard]] = defaultdict(list)
    for one in heard:
        found[one.row["source"]].append(one)
    return dict(found)


def share(heard: Sequence[Heard], test: Callable[[Heard], bool]) -> str:
    """How many pass a test, as a share and a count."""
    passed = sum(map(test, heard))
    return f"{passed / len(heard):.3f} ({passed}/{len(heard)})"


def is_crisis(one: Heard) -> bool:
    return one.verdict.level == "crisis"


def is_heard(one: Heard) -> bool:
    return one.verdict.level != "clear"


def has_limit(one: Heard) -> bool:
    return bool(one.topic)


_Column = tuple[str, Callable[[Heard], bool]]
_RISK: tuple[_Column, ...] = (("crisis", is_crisis), ("crisis or concern", is_heard))
_LIMIT: tuple[_Column, ...] = (("limit", has_limit),)
_FILES: tuple[tuple[str, str, tuple[_Column, ...], Callable[[Heard], bool] | None], ...] = (
    ("crisis", "recall", _RISK, lambda one: not is_heard(one)),
    ("ambiguous", "heard, not scored", _RISK, None),
    ("lookalikes", "false alarms", (*_RISK, *_LIMIT), is_heard),
    ("client_questions", "false alarms, but for rows marked as risk", (*_RISK, *_LIMIT), is_crisis),
    ("out_of_scope", "false alarms", (*_RISK, *_LIMIT), is_heard),
    ("scope", "heard by limit", (*_LIMIT, *_RISK), lambda one: not has_limit(one)),
    ("attacks", "heard by limit, not scored", (*_LIMIT, *_RISK), None),
)


def measure(folder: Path, misses: int) -> list[Heard]:
    """Print the table of every file; returns all that was heard."""
    everything: list[Heard] = []
    for name, title, columns, missed in _FILES:
        heard = [hear(row) for row in rows(folder / f"{name}.csv")]
        if name == "client_questions":
            heard = [one for one in heard if "risk" not in one.row["category"]]
        everything += heard
        for source, some in by_source(heard).items():
            figures = "   ".join(f"{column} {share(some, test)}" for column, test in columns)
            print(f"{name:17} {source:18} {title}: {figures}")
        worst = [one for one in heard if missed and missed(one)]
        for one in worst[:misses]:
            rule = one.verdict.evidence[0] if one.verdict.evidence else ""
            print(f"    {one.row['id']} [{one.row['label']}] {one.row['text'][:200]!r} {one.topic} {rule}")
    return everything


def speed(heard: Sequence[Heard]) -> None:
    """Print how long the screen took on messages of a usual length."""
    usual = sorted(one.screen_ms for one in heard if len(one.row["text"].split()) <= 80)
    if usual:
        median, slow = usual[len(usual) // 2], usual[int(len(usual) * 0.95)]
        print(f"screen, up to 80 words: median {median:.2f} ms, 95% {slow:.2f} ms")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the guard on the data in a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=_DATA, help="a folder with the CSV files")
    parser.add_argument(
        "--misses", type=int, default=0, metavar="N", help="print up to N of the worst misses of each file"
    )
    args = parser.parse_args(arguments)
    if not args.data.is_dir():
        print(f"No data in {args.data}; name a folder with --data.")
        return 2
    screen("a first message reads the rules")
    speed(measure(args.data, args.misses))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
