"""A blind comparison of replies: `python -m benchmarks.words_blind sheet|score|preferred|marks …`.

`sheet FIRST SECOND PAGE KEY` takes replies that `benchmarks.words --out` kept, of the coach and of a plain program,
and the held-out replies by hand, and writes the three for each message in random order, and apart from them which is
which. Whoever judges has the page alone and writes a line a message:
`{"id", "scores": {"A": 0-5, …}, "wrong": {"A": [WHY, …], …}}`. `score KEY JUDGED…` prints how the first replies fare
against both others, and what was found wrong with each. What was judged so far lies in `benchmarks/data/blind/`.

`preferred KEY JUDGED…` prints how often the person's own words were liked better than a model's, and how each was
marked, where two tellings stood side by side. `marks SHOWN JUDGED…` prints how all that was shown was marked, by where
it came from; these readers saw no source either.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from benchmarks.words import rows
from coach.dialogue.prompt import WRITTEN

WHYS = ("facts", "invented", "person", "form", "stiff", "vague", "harm")
"""Turned round or changed; not in the message; the wrong speaker or addressee; not of the form; nobody talks so; says
nothing of this person; could hurt."""
_LETTERS = "ABC"
Lines = list[dict[str, Any]]


def read(path: Path) -> Lines:
    """A file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def shown(path: Path) -> dict[str, dict[str, str]]:
    """By message and part, what is shown, without marks of quotation around it; the library's words where they are."""
    found: dict[str, dict[str, str]] = {}
    for raw in read(path):
        found.setdefault(raw["id"], {})[raw["part"]] = (raw["shown"] or raw["floor"]).strip('"“” ')
    return found


def sheet(first: Path, second: Path, page: Path, key: Path, seed: int = 1) -> None:
    """Write the sheet, and which is which."""
    chance, both = random.Random(seed), {"first": shown(first), "second": shown(second)}
    with page.open("w", encoding="utf-8") as sheet, key.open("w", encoding="utf-8") as kept:
        for row in rows():
            if not all(row.id in some for some in both.values()):
                continue
            replies = {name: [some[row.id][part] for part in WRITTEN] for name, some in both.items()}
            replies["hand"] = [row.heard, row.say]
            order = chance.sample(sorted(replies), len(replies))
            sheet.write(f"\n{row.id}  {' / '.join((*row.before, row.message))}\n")
            for letter, name in zip(_LETTERS, order, strict=True):
                sheet.write(f"  {letter}  {replies[name][0]}\n     “{replies[name][1]}”\n")
            kept.write(json.dumps({"id": row.id} | dict(zip(_LETTERS, order, strict=True))) + "\n")


def by_name(key: Iterable[Mapping[str, str]], judged: Iterable[Mapping[str, Any]]) -> Lines:
    """Each judgement with the letters put back to names."""
    names = {row["id"]: row for row in key}
    found = []
    for one in judged:
        which = names[one["id"]]
        scores = {which[letter]: int(score) for letter, score in one["scores"].items()}
        wrong = {which[letter]: list(whys) for letter, whys in one.get("wrong", {}).items()}
        found.append({"id": one["id"], "scores": scores, "wrong": wrong})
    return found


def score(judged: Lines) -> None:
    """Print how the first replies fared."""
    of = {name: [one["scores"][name] for one in judged] for name in ("first", "second", "hand")}
    print(f"{len(judged)} messages, judged blind from 0 to 5")
    print(f"{'':8}{'mean':>6}{'4 or 5':>8}" + "".join(f"{why:>10}" for why in WHYS))
    for name, scores in of.items():
        wrong = Counter(why for one in judged for why in one["wrong"].get(name, ()))
        shares = "".join(f"{wrong[why] / len(judged):10.3f}" for why in WHYS)
        print(f"{name:8}{mean(scores):6.2f}{mean(one >= 4 for one in scores):8.3f}{shares}")
    for other in ("second", "hand"):
        pairs = list(zip(of["first"], of[other], strict=True))
        better, as_good = mean(one > two for one, two in pairs), mean(one >= two for one, two in pairs)
        print(f"against {other}: better in {better:.3f}, at least as good in {as_good:.3f}")


MARKS = ("ok", "stiff", "vague", "wrong", "hurts")
"""Fit as it is; true but awkward; says nothing of this message; false, or so much left out that it misleads; would
hurt, shame or alarm."""


def marked(name: str, marks: Sequence[str]) -> None:
    """Print one row of shares."""
    print(f"{name:18}{len(marks):6}" + "".join(f"{marks.count(mark) / len(marks):8.3f}" for mark in MARKS))


def preferred(key: Lines, judged: Lines) -> None:
    """Print which of two was liked better, and how each was marked."""
    own = {row["id"]: row["own"] for row in key}
    better = Counter("same" if one["better"] == "same" else one["better"] == own[one["id"]] for one in judged)
    print(f"{len(own)} messages, {len(judged)} judgements: the person's own words {better[True]}, the model's", end=" ")
    print(f"{better[False]}, the same {better['same']}")
    print(f"{'':18}{'n':>6}" + "".join(f"{mark:>8}" for mark in MARKS))
    for name, is_own in (("own words", True), ("model", False)):
        marked(
            name, [m for one in judged for letter, m in one["marks"].items() if (letter == own[one["id"]]) is is_own]
        )


def marks(shown_to: Lines, judged: Lines) -> None:
    """Print how each part was marked, by its source."""
    source = {row["id"]: row["source"] for row in shown_to}
    print(f"{len(source)} messages\n{'':18}{'n':>6}" + "".join(f"{mark:>8}" for mark in MARKS))
    for part in WRITTEN:
        for name in ("own words", "model", "library"):
            some = [one[part] for one in judged if source[one["id"]][part] == name and one[part] in MARKS]
            if some:
                marked(f"{part}, {name}", some)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write a sheet, or score it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    written = commands.add_parser("sheet")
    for name in ("first", "second", "page", "key"):
        written.add_argument(name, type=Path)
    scored = commands.add_parser("score")
    scored.add_argument("key", type=Path)
    scored.add_argument("judged", type=Path, nargs="+")
    for name in ("preferred", "marks"):
        command = commands.add_parser(name)
        command.add_argument("key", type=Path)
        command.add_argument("judged", type=Path, nargs="+")
    args = parser.parse_args(arguments)
    if args.command == "sheet":
        sheet(args.first, args.second, args.page, args.key)
        return 0
    key, judged = read(args.key), [one for path in args.judged for one in read(path)]
    if args.command == "score":
        score(by_name(key, judged))
    else:
        {"preferred": preferred, "marks": marks}[args.command](key, judged)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
