"""How well the search finds, beside its yardsticks: `python -m benchmarks.retrieval [--asks] [--first] [--misses N]
[--only NAME]`.

The questions are `benchmarks/data/questions.tsv`, whose author saw no ask of the library. An entry is right that the
author, or a second reader who saw neither labels nor results, took for an answer. Messages with no answer here are
`benchmarks/data/out_of_scope.txt`. Long messages, in which the point lies in the middle or at the end, are
`benchmarks/data/long.tsv`, by three more authors; what people tell of their lives, with no word of therapy, is
`benchmarks/data/life.tsv`, by three others again; both labelled as the questions are. With `--first` it is
`benchmarks/data/first.jsonl` instead: long first messages by seven authors, who were to have the strongest word be of
another matter than the one they need help with. The search has learnt from none of all these. The yardsticks search the
same entries: BM25 over whole entries, and the nearest piece by the small encoder as it comes. Each yardstick abstains
at the threshold that suits it best on these very rows; the shipped search uses the one in `coach.library.abstain`. With
`--asks` each ask of the library is held out as well, in one of ten folds. With `--floors` the exit status is 1 where a
figure lies on the wrong side of `benchmarks/floors.toml`.
"""

import argparse
import csv
import json
import sys
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

import numpy as np

from coach.assembly import EMBEDDER, LARGER
from coach.encoder import Embedder
from coach.library import abstain
from coach.library.base import Entry
from coach.library.cases import texts_of
from coach.library.entries import Library, load_library, pieces
from coach.library.exact import ExactIndex
from coach.library.index import FITTED, IndexSearcher
from coach.library.known import KNOWN, KNOWN_LARGER, KnownVectors, keyed
from coach.library.larger import FITTED_LARGER, LargerIndex
from coach.library.lexical import Bm25, LexicalSearch, terms
from coach.library.linear import Vectors
from coach.library.message import query
from coach.library.rank import Near, Ranker
from coach.library.search import LexicalSearcher
from coach.models.store import Store
from coach.spelling import corrected

_DATA = Path(__file__).with_name("data")
_FLOORS = Path(__file__).with_name("floors.toml")
_THEIRS = Path(__file__).resolve().parents[2] / "shared" / "eval"
_FOLDS = 10
_THRESHOLDS = np.arange(-0.2, 1.21, 0.05)


@dataclass(frozen=True)
class Answer:
    """What one search said: ids, best first; how sure it is that there is an answer; and whether it gave one."""

    ids: tuple[str, ...]
    sure: float
    gave: bool | None = None


Search = Callable[[str], Answer]
Question = tuple[str, frozenset[str]]
"""What is asked, and the ids of the entries that answer it."""


@dataclass(frozen=True)
class Rows:
    """Answers to questions, each with the question; and answers to messages that have none."""

    right: list[tuple[Answer, Question]]
    nowhere: list[Answer]


class Vectorised:
    """An embedder that embeds each text once, and none whose vector ships with the program."""

    def __init__(self, embedder: Embedder, ships: Mapping[str, Vectors] | None = None) -> None:
        self._embedder, self._known = embedder, dict(ships or {})

    def encode(self, texts: Sequence[str]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known |= dict(zip(new, self._embedder.encode(new), strict=True))
        return np.array([self._known[text] for text in texts], dtype=np.float32)


class InMemory(ExactIndex):
    """The index as `IndexSearcher` uses it, with exact distances, for one fold."""

    def __init__(self, library: Library, embedder: Vectorised) -> None:
        self._embedder = embedder
        some = list(dict.fromkeys(piece for entry in library for piece in pieces(entry)))
        here, elsewhere = [piece.text for piece in some], list(dict.fromkeys(library.elsewhere))
        super().__init__(some, embedder.encode(here), embedder.encode(elsewhere))

    def of_cases(self, entry: Entry) -> Vectors:
        """What the cases are told by."""
        return self._embedder.encode(texts_of(entry))

    def best(self, vector: Vectors) -> dict[str, float]:
        """The best piece of each entry."""
        best: dict[str, float] = {}
        for piece, cosine in zip(self.pieces, (self._weights * (self.vectors @ vector)).tolist(), strict=True):
            best[piece.entry] = max(best.get(piece.entry, -1.0), cosine)
        return best


class Larger:
    """`LargerReader` for one fold."""

    def __init__(self, library: Library, embedder: Vectorised) -> None:
        held = InMemory(library, embedder)
        self._embedder, self._index = embedder, LargerIndex(held.pieces, held.vectors, held.elsewhere)

    def nearest(self, texts: Sequence[str]) -> list[Near]:
        return self._index.nearest(self._embedder.encode(texts))


def shipped(library: Library, embedder: Vectorised, larger: Vectorised | None = None) -> Search:
    index, again = InMemory(library, embedder), Larger(library, larger) if larger else None
    searcher = IndexSearcher(library, index, embedder, again)  # type: ignore[arg-type]
    ranker = Ranker(library, index.pieces, index.vectors, index.elsewhere, LexicalSearch(library))

    def search(text: str) -> Answer:
        found = searcher.search(text)
        asked = query(corrected(text))
        whole = asked.whole
        (ranked,) = ranker.rank([whole], embedder.encode([whole]), index.nearest(embedder.encode([whole])))
        ranked = ranker.again(ranked, again.nearest([whole])[0]) if again else ranked
        sure = ranked.scope + abstain.leaning(asked)
        return Answer(tuple(passage.entry.id for passage in found.passages), sure, found.answerable)

    return search


def by_words(library: Library) -> Search:
    words = LexicalSearch(library)
    searcher = LexicalSearcher(library, words)

    def search(text: str) -> Answer:
        found = searcher.search(text)
        return Answer(tuple(passage.entry.id for passage in found.passages), words.scope(text), found.answerable)

    return search


def bm25(library: Library) -> Search:
    ids = [entry.id for entry in library]
    index = Bm25([" ".join(piece.text for piece in pieces(entry)) for entry in library])

    def search(text: str) -> Answer:
        best = sorted(index.shares(terms(text)).items(), key=lambda item: -item[1])[:3]
        return Answer(tuple(ids[number] for number, _ in best), best[0][1] if best else 0.0)

    return search


def nearest_piece(library: Library, embedder: Vectorised) -> Search:
    index = InMemory(library, embedder)

    def search(text: str) -> Answer:
        (vector,) = embedder.encode([text])
        best = sorted(index.best(vector).items(), key=lambda item: -item[1])[:3]
        return Answer(tuple(id for id, _ in best), best[0][1])

    return search


Make = Callable[[Library], Search]


def searches(plain: Vectorised, tuned: Vectorised, larger: Vectorised) -> dict[str, Make]:
    """Makes each search over a library."""
    return {
        "BM25": bm25,
        "plain MiniLM": lambda library: nearest_piece(library, plain),
        "shipped, words only": by_words,
        "shipped, MiniLM alone": lambda library: shipped(library, tuned),
        "shipped": lambda library: shipped(library, tuned, larger),
    }


def ships(library: Library, embedder: Embedder, path: Path) -> dict[str, Vectors]:
    """The vectors that ship, by their texts."""
    known = KnownVectors(embedder.identity, path)
    some = keyed(library, cases=True)
    keys = [key for key in some if key in known]
    return {some[key].text: row for key, row in zip(keys, known.rows(keys) if keys else (), strict=True)}


def questions(name: str = "questions.tsv") -> list[Question]:
    """Our own questions, or another file of the same form."""
    lines = [line.split("\t") for line in (_DATA / name).read_text("utf-8").splitlines()]
    return [(text, frozenset(ids.split("|"))) for ids, text in lines]


def first_messages() -> list[Question]:
    """Long first messages; the entry that its author wrote it for is right, and those they found as good."""
    rows = map(json.loads, (_DATA / "first.jsonl").read_text("utf-8").splitlines())
    return [(row["message"], frozenset(row["right"])) for row in rows]


def sets(*, first: bool) -> list[tuple[str, list[Question]]]:
    """What is asked of the searches, by name: the long first messages, or all else."""
    if first:
        return [("long first messages", first_messages())]
    return [
        ("long messages", questions("long.tsv")),
        ("messages about life", questions("life.tsv")),
        ("questions", questions()),
    ]


def lines(path: Path) -> list[str]:
    """The lines of a file without its remarks."""
    return [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def folds(library: Library) -> Iterator[tuple[Library, list[Question]]]:
    """The library without a tenth of its asks, and these asks with the entry each belongs to."""
    for fold in range(_FOLDS):
        held: list[Question] = []
        kept = []
        for entry in library:
            out = entry.asks[fold::_FOLDS]
            held += [(ask, frozenset({entry.id})) for ask in out]
            kept.append(replace(entry, asks=tuple(ask for ask in entry.asks if ask not in out)))
        yield Library(tuple(kept), library.elsewhere, library.folder), held


def measure(
    library: Library, make: Mapping[str, Make], asked: Sequence[Question], nowhere: Sequence[str]
) -> dict[str, Rows]:
    """What each search says to all of it."""
    found = {}
    for name, maker in make.items():
        search = maker(library)
        found[name] = Rows([(search(one[0]), one) for one in asked], [search(text) for text in nowhere])
    return found


def measure_asks(library: Library, make: Mapping[str, Make], nowhere: Sequence[str]) -> dict[str, Rows]:
    """The same with each ask held out in its fold."""
    found = {name: Rows([], []) for name in make}
    for fold, (rest, held) in enumerate(folds(library)):
        for name, rows in measure(rest, make, held, nowhere[fold::_FOLDS]).items():
            found[name].right.extend(rows.right)
            found[name].nowhere.extend(rows.nowhere)
    return found


def _shares(rows: Rows, threshold: float | None) -> tuple[float, float]:
    """The share of questions that get an answer, and the share of the rest that do not."""

    def gives(one: Answer) -> bool:
        return bool(one.gave) if threshold is None else one.sure >= threshold

    kept = [gives(one) for one, _ in rows.right]
    return float(np.mean(kept)), float(np.mean([not gives(one) for one in rows.nowhere]))


def figures(rows: Rows) -> dict[str, float]:
    """First, in three, answers, abstains and balanced, each a share."""
    threshold = None if rows.right[0][0].gave is not None else _best_threshold(rows)
    kept, refused = _shares(rows, threshold)
    return {
        "first": float(np.mean([bool(set(one.ids[:1]) & ids) for one, (_, ids) in rows.right])),
        "in three": float(np.mean([bool(set(one.ids[:3]) & ids) for one, (_, ids) in rows.right])),
        "answers": kept,
        "abstains": refused,
        "balanced": (kept + refused) / 2,
    }


def table(found: Mapping[str, Rows]) -> None:
    """Print the figures side by side."""
    names = figures(next(iter(found.values())))
    print(f"{'':24}" + "".join(f"{name:>10}" for name in names))
    for name, rows in found.items():
        print(f"{name:24}" + "".join(f"{figure:10.3f}" for figure in figures(rows).values()))


def _best_threshold(rows: Rows) -> float:
    return max(sorted({one.sure for one, _ in rows.right}), key=lambda at: sum(_shares(rows, at)))


def curve(name: str, rows: Rows) -> None:
    """Print what each threshold would keep and refuse."""
    print(f"\n{name}: threshold, share of questions answered, share of others refused")
    for at in _THRESHOLDS:
        kept, refused = _shares(rows, float(at))
        print(f"{at:6.2f}{kept:8.3f}{refused:8.3f}")


def told(rows: Rows, misses: int) -> None:
    """Print questions that found another entry first."""
    wrong = [(one, question) for one, question in rows.right if not set(one.ids[:1]) & question[1]]
    for one, (text, ids) in wrong[:misses]:
        print(f"    {'|'.join(sorted(ids))} <- {', '.join(one.ids)}\n        {text[:200]!r}")


def theirs(search: Search) -> None:
    """Rows by others, where a folder with them lies beside the clone: how many get no answer."""
    path = _THEIRS / "out_of_scope.csv"
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as opened:
            gave = [search(row["text"]).gave for row in csv.DictReader(opened)]
        print(f"\nshipped, {len(gave)} everyday requests by others: abstains {1 - np.mean(gave):.3f}")


def below(found: Mapping[str, float]) -> list[str]:
    """The bounds of `floors.toml` for the search that do not hold."""
    floors: dict[str, float] = tomllib.loads(_FLOORS.read_text("utf-8"))["search"]
    return [f"{name} is {found[name]:.3f}; not {least}" for name, least in floors.items() if found[name] < least]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--asks", action="store_true", help="each ask of the library held out, too")
    parser.add_argument("--first", action="store_true", help="long first messages, and nothing else")
    parser.add_argument("--only", metavar="NAME", help="one search alone, such as shipped")
    parser.add_argument("--calibrate", action="store_true", help="print the curves that the thresholds are chosen on")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="print up to N questions that went astray")
    parser.add_argument("--floors", action="store_true", help="fail where a figure is below its floor")
    args = parser.parse_args(arguments)
    library, store = load_library(), Store()
    folder, large = (store.trusted_path(store.catalog.get(one)) for one in (EMBEDDER, LARGER))
    fitted, larger = Embedder(folder, FITTED), Embedder(large, FITTED_LARGER)
    make = searches(
        Vectorised(Embedder(folder)),
        Vectorised(fitted, ships(library, fitted, KNOWN)),
        Vectorised(larger, ships(library, larger, KNOWN_LARGER)),
    )
    if args.only and (args.only not in make or (args.only != "shipped" and (args.floors or args.calibrate))):
        parser.error(f"--only takes one of {', '.join(make)}; floors and curves are those of the shipped search")
    shown = {name: maker for name, maker in make.items() if args.only in {None, name}}
    nowhere = lines(_DATA / "out_of_scope.txt")
    print(f"{len(library)} entries; {len(nowhere)} messages with no answer")
    for name, asked in sets(first=args.first):
        print(f"\n{len(asked)} {name}\n")
        found = measure(library, shown, asked, nowhere)
        table(found)
        told(next(reversed(found.values())), args.misses)
    if args.first:
        return 0
    if args.asks:
        count = sum(len(entry.asks) for entry in library)
        print(f"\nthe {count} asks themselves, each held out in one of {_FOLDS} folds\n")
        table(measure_asks(library, make, nowhere))
    if args.calibrate:
        print(f"\nnow: ENOUGH {abstain.ENOUGH}, ENOUGH_WORDS {abstain.ENOUGH_WORDS}")
        for name in ("shipped", "shipped, words only"):
            curve(name, found[name])
    search = make["shipped"](library)
    theirs(search)
    print(f"search of one short message after embedding, in the median: {_speed(search, nowhere):.1f} ms")
    wrong = below(figures(found["shipped"])) if args.floors else []
    for line in wrong:
        print(f"below the floor: {line}", file=sys.stderr)
    return 1 if wrong else 0


def _speed(search: Search, texts: Sequence[str]) -> float:
    took = []
    for text in texts:
        begun = time.perf_counter()
        search(text)
        took.append((time.perf_counter() - begun) * 1000)
    return median(took)


if __name__ == "__main__":
    raise SystemExit(main())
