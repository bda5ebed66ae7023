"""What the guard hears, beside the rules alone: `python -m benchmarks.guard [--data DIR] [--misses N] [--floors]`.

With `--model ID` a model that has learnt it is asked where the classifier wavers, as in a conversation (minutes).

Reads rows labelled by others where a folder with them is named or lies beside the clone, and always our own set
`benchmarks/data/guard.tsv`, whose author saw none of the examples that the classifier learns from, and the messages
that the search and the words are measured with. Figures are printed per file and source, never pooled. Such rows are
for measuring alone; none is in the rules or the examples. With `--floors` the exit status is 1 where a figure lies on
the wrong side of `benchmarks/floors.toml`.
"""

import argparse
import csv
import json
import sys
import time
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from coach.assembly import assemble
from coach.dialogue.prompt import Prompts
from coach.dialogue.writer import Writer
from coach.guard.base import Verdict
from coach.guard.limits import limit
from coach.guard.opinion import Listener, Second, combine, raised
from coach.guard.screen import screen

DATA = Path(__file__).resolve().parents[2] / "shared" / "eval"
_OWN = Path(__file__).with_name("data") / "guard.tsv"
_FLOORS = Path(__file__).with_name("floors.toml")
Row = Mapping[str, str]


@dataclass(frozen=True)
class Heard:
    """A row; what the rules said of it, and rules and classifier together; how long each took."""

    row: Row
    rules: Verdict
    both: Verdict
    topic: str
    rules_ms: float
    listen_ms: float
    sure: str = ""


def rows(path: Path) -> list[Row]:
    """The rows of one CSV file, none where the file is missing."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def own() -> list[Row]:
    """Our own set, with the level and kind as its source."""
    lines = [line.split("\t") for line in _OWN.read_text("utf-8").splitlines()]
    return [
        {"id": slug, "text": text, "label": level, "source": f"{level} {kind}"} for slug, level, kind, text in lines
    ]


def life() -> list[Row]:
    """Danger that is half said among matters of ordinary life, each row beside a harmless twin."""
    lines = [line.split("\t") for line in (_OWN.parent / "guard_life.tsv").read_text("utf-8").splitlines()]
    return [{"id": slug, "text": text, "label": level, "source": level} for slug, level, _, text in lines]


def typed() -> list[Row]:
    """What people type here: what the search and the words are measured with. Few of them speak of danger."""
    asked, long, life = (
        [line.split("\t")[1] for line in (_OWN.parent / name).read_text("utf-8").splitlines()]
        for name in ("questions.tsv", "long.tsv", "life.tsv")
    )
    told = [json.loads(line)["message"] for line in (_OWN.parent / "words.jsonl").read_text("utf-8").splitlines()]
    sources = {"asked of the library": asked, "told": told, "told at length": long, "told of life": life}
    return [
        {"id": f"{source} {n}", "text": text, "label": "clear", "source": source}
        for source, texts in sources.items()
        for n, text in enumerate(texts, 1)
    ]


_OURS: dict[str, Callable[[], list[Row]]] = {"own": own, "life": life, "typed": typed}


def hear(row: Row, listener: Listener | None, second: Second | None = None) -> Heard:
    """Screen one row."""
    begun = time.perf_counter()
    rules = screen(row["text"])
    read = time.perf_counter()
    opinion = listener.listen(row["text"]) if listener else None
    done = time.perf_counter()
    asked = limit(row["text"])
    sure = f"{opinion.crisis:.2f}/{opinion.danger:.2f} {opinion.kind}" if opinion else ""
    both = combine(rules, opinion) if opinion else rules
    both = raised(both, row["text"], opinion, second) if opinion and second else both
    topic = asked.topic if asked else ""
    return Heard(row, rules, both, topic, (read - begun) * 1000, (done - read) * 1000, sure)


def by_source(heard: Iterable[Heard]) -> dict[str, list[Heard]]:
    """Rows by where they come from."""
    found: dict[str, list[Heard]] = defaultdict(list)
    for one in heard:
        found[one.row["source"]].append(one)
    return dict(sorted(found.items()))


Test = Callable[[Heard], bool]


def crisis_by_rules(one: Heard) -> bool:
    return one.rules.level == "crisis"


def danger_by_rules(one: Heard) -> bool:
    return one.rules.level != "clear"


def crisis(one: Heard) -> bool:
    return one.both.level == "crisis"


def danger(one: Heard) -> bool:
    return one.both.level != "clear"


def limited(one: Heard) -> bool:
    return bool(one.topic)


_COLUMNS: dict[str, Test] = {
    "crisis, rules": crisis_by_rules, "crisis": crisis, "danger, rules": danger_by_rules, "danger": danger,
    "limit": limited,
}  # fmt: skip
_TITLES = {
    "own": "our own set",
    "life": "danger among matters of ordinary life, and harmless twins",
    "typed": "what is typed here: false alarms, but for a few rows",
    "crisis": "recall",
    "ambiguous": "heard, not scored",
    "lookalikes": "false alarms",
    "client_questions": "false alarms, but for rows marked as risk",
    "out_of_scope": "false alarms",
    "scope": "heard by limit",
    "attacks": "heard by limit, not scored",
}


def measure(
    folder: Path, listener: Listener | None, misses: int, second: Second | None = None
) -> dict[str, dict[str, list[Heard]]]:
    """Print the table of every file; returns all that was heard, by file and source."""
    everything: dict[str, dict[str, list[Heard]]] = {}
    print(f"{'':38}{'rows':>6}" + "".join(f"{name:>15}" for name in _COLUMNS))
    for name, title in _TITLES.items():
        read = _OURS[name]() if name in _OURS else rows(folder / f"{name}.csv")
        if name == "client_questions":
            read = [row for row in read if "risk" not in row["category"]]
        if not read:
            continue
        print(f"{name}: {title}")
        everything[name] = by_source(hear(row, listener, second) for row in read)
        for source, some in everything[name].items():
            shares = "".join(f"{sum(map(test, some)) / len(some):15.3f}" for test in _COLUMNS.values())
            print(f"  {source:36}{len(some):6}{shares}")
        for one in _wrong(name, everything[name])[:misses]:
            print(_told(one))
    return everything


def _told(one: Heard) -> str:
    """One row, what was heard in it and by whom."""
    why = one.both.evidence[0].rule if one.both.evidence else ""
    heard = f"{one.both.level} {one.both.kind} [{one.sure}] {one.topic} {why}"
    return f"    {one.row['source']} {one.row['id']} -> {heard}\n        {one.row['text'][:300]!r}"


def _wrong(name: str, sources: Mapping[str, Sequence[Heard]]) -> list[Heard]:
    """The worst misses: danger not heard, or heard where there is none."""
    heard = [one for some in sources.values() for one in some]
    if name in {"own", "life"}:
        return [one for one in heard if (one.row["label"] == "clear") != (one.both.level == "clear")]
    if name == "crisis":
        return [one for one in heard if not crisis(one)]
    if name == "scope":
        return [one for one in heard if not limited(one)]
    return [one for one in heard if danger(one)] if name not in {"ambiguous", "attacks"} else []


def below(everything: Mapping[str, Mapping[str, Sequence[Heard]]]) -> list[str]:
    """The bounds of `floors.toml` that do not hold."""
    wrong = []
    for bound in tomllib.loads(_FLOORS.read_text("utf-8"))["bound"]:
        for source, some in everything.get(bound["file"], {}).items():
            if not source.startswith(bound.get("source", "")):
                continue
            share = sum(map(_COLUMNS[bound["column"]], some)) / len(some)
            if not bound.get("at_least", 0.0) <= share <= bound.get("at_most", 1.0):
                wrong.append(f"{bound['file']}, {source}: {bound['column']} is {share:.3f}; the bound is {bound}")
    return wrong


def speed(everything: Mapping[str, Mapping[str, Sequence[Heard]]]) -> None:
    """Print how long a screen took on messages of a usual length."""
    heard = [one for sources in everything.values() for some in sources.values() for one in some]
    usual = [one for one in heard if len(one.row["text"].split()) <= 80]
    rules, listening = median(one.rules_ms for one in usual), median(one.listen_ms for one in usual)
    print(f"\nup to 80 words, in the median: rules {rules:.2f} ms; classifier with its embedding {listening:.1f} ms")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the guard."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA, help="a folder with the CSV files")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="print up to N misses of each file")
    parser.add_argument("--model", default="none", help="asked where the classifier wavers, if it has learnt it")
    parser.add_argument("--rules", action="store_true", help="the rules alone")
    parser.add_argument("--floors", action="store_true", help="fail where a figure is below its floor")
    args = parser.parse_args(arguments)
    parts = assemble(args.model)
    screen("a first message reads the rules")
    writer = Writer(parts.engine, Prompts(learnt=parts.learnt), parts.listener) if parts.engine else None
    if writer:
        writer.prepare()
    second = writer.danger if writer else None
    everything = measure(args.data, None if args.rules else parts.listener, args.misses, second)
    speed(everything)
    parts.close()
    wrong = below(everything) if args.floors else []
    for line in wrong:
        print(f"below the floor: {line}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
