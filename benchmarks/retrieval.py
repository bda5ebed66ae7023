"""How well the search finds, beside its yardsticks: `python -m benchmarks.retrieval [--calibrate]`.

Each ask of the library is held out in one of ten folds: the search is fitted without it and then asked with it, so
that no ask finds itself. Messages with no answer here are `benchmarks/data/out_of_scope.txt`, of which the search
has seen none. The yardsticks see the same entries without the same asks: BM25 over whole entries, and the nearest
piece by plain MiniLM. Each yardstick abstains at the threshold that suits it best on these very rows; the shipped
search uses the one in `coach.library.abstain`.
"""

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

import numpy as np

from coach.assembly import EMBEDDER
from coach.encoder import Embedder
from coach.library import abstain
from coach.library.entries import Library, Piece, load_library, pieces
from coach.library.index import IndexSearcher
from coach.library.lexical import Bm25, LexicalSearch, terms
from coach.library.linear import Vectors
from coach.library.message import query
from coach.library.rank import PIECE_WEIGHTS, Ranker
from coach.library.search import LexicalSearcher
from coach.models.store import Store

_NOWHERE = Path(__file__).with_name("data") / "out_of_scope.txt"
_FOLDS = 10
_THRESHOLDS = np.arange(-0.2, 1.21, 0.05)


@dataclass(frozen=True)
class Answer:
    """What one search said: ids, best first; how sure it is that there is an answer; and whether it gave one."""

    ids: tuple[str, ...]
    sure: float
    gave: bool | None = None


Search = Callable[[str], Answer]
Rows = tuple[list[tuple[Answer, str]], list[Answer]]
"""Answers to asks, each with the right id; and answers to messages that have none."""


class Vectorised:
    """An embedder that embeds each text once."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder, self._known = embedder, {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known |= dict(zip(new, self._embedder.encode(new), strict=True))
        return np.array([self._known[text] for text in texts], dtype=np.float32)


class InMemory:
    """The index as `IndexSearcher` uses it, with exact distances, for one fold."""

    def __init__(self, library: Library, embedder: Vectorised) -> None:
        self.pieces: list[Piece] = list(dict.fromkeys(piece for entry in library for piece in pieces(entry)))
        self.vectors = embedder.encode([piece.text for piece in self.pieces])
        self.elsewhere = embedder.encode(list(dict.fromkeys(library.elsewhere)))
        self._weights = np.array([PIECE_WEIGHTS[piece.kind] for piece in self.pieces])

    def nearest(self, vectors: Vectors) -> list[dict[str, float]]:
        return [self._best(self._weights * (self.vectors @ vector)) for vector in vectors]

    def _best(self, cosines: np.ndarray) -> dict[str, float]:
        best: dict[str, float] = {}
        for piece, cosine in zip(self.pieces, cosines.tolist(), strict=True):
            best[piece.entry] = max(best.get(piece.entry, -1.0), cosine)
        return best


def shipped(library: Library, embedder: Vectorised) -> Search:
    index = InMemory(library, embedder)
    searcher = IndexSearcher(library, index, embedder)  # type: ignore[arg-type]
    ranker = Ranker(library, index.pieces, index.vectors, index.elsewhere, LexicalSearch(library))

    def search(text: str) -> Answer:
        found = searcher.search(text)
        whole = embedder.encode([query(text).whole])
        (ranked,) = ranker.rank([query(text).whole], whole, index.nearest(whole))
        return Answer(tuple(passage.entry.id for passage in found.passages), ranked.scope, found.answerable)

    return search


def by_words(library: Library, _: Vectorised) -> Search:
    words = LexicalSearch(library)
    searcher = LexicalSearcher(library, words)

    def search(text: str) -> Answer:
        found = searcher.search(text)
        return Answer(tuple(passage.entry.id for passage in found.passages), words.scope(text), found.answerable)

    return search


def bm25(library: Library, _: Vectorised) -> Search:
    ids = [entry.id for entry in library]
    index = Bm25([" ".join(piece.text for piece in pieces(entry)) for entry in library])

    def search(text: str) -> Answer:
        best = sorted(index.shares(terms(text)).items(), key=lambda item: -item[1])[:3]
        return Answer(tuple(ids[number] for number, _ in best), best[0][1] if best else 0.0)

    return search


def minilm(library: Library, embedder: Vectorised) -> Search:
    index = InMemory(library, embedder)

    def search(text: str) -> Answer:
        (near,) = index.nearest(embedder.encode([text]))
        best = sorted(near.items(), key=lambda item: -item[1])[:3]
        return Answer(tuple(id for id, _ in best), best[0][1])

    return search


_SEARCHES: dict[str, Callable[[Library, Vectorised], Search]] = {
    "BM25": bm25,
    "plain MiniLM": minilm,
    "shipped, words only": by_words,
    "shipped": shipped,
}


def folds(library: Library) -> Iterator[tuple[Library, list[tuple[str, str]]]]:
    """The library without a tenth of its asks, and these asks with the entry each belongs to."""
    for fold in range(_FOLDS):
        held, kept = [], []
        for entry in library:
            out = entry.asks[fold::_FOLDS]
            held += [(ask, entry.id) for ask in out]
            kept.append(replace(entry, asks=tuple(ask for ask in entry.asks if ask not in out)))
        yield Library(tuple(kept), library.elsewhere, library.folder), held


def measure(library: Library, embedder: Vectorised, nowhere: Sequence[str]) -> dict[str, Rows]:
    """What each search says to all of it."""
    found: dict[str, Rows] = {name: ([], []) for name in _SEARCHES}
    for fold, (rest, held) in enumerate(folds(library)):
        for name, make in _SEARCHES.items():
            search = make(rest, embedder)
            found[name][0].extend((search(ask), id) for ask, id in held)
            found[name][1].extend(search(text) for text in nowhere[fold::_FOLDS])
    return found


def _shares(rows: Rows, threshold: float | None) -> tuple[float, float]:
    """The share of asks that get an answer, and the share of the rest that do not."""
    right, none = rows

    def gives(one: Answer) -> bool:
        return bool(one.gave) if threshold is None else one.sure >= threshold

    return float(np.mean([gives(one) for one, _ in right])), float(np.mean([not gives(one) for one in none]))


def table(found: dict[str, Rows]) -> None:
    """Print the figures side by side."""
    print(f"{'':20}{'first':>8}{'in three':>10}{'answers':>9}{'abstains':>10}{'balanced':>10}")
    for name, rows in found.items():
        right, _ = rows
        first = np.mean([one.ids[:1] == (id,) for one, id in right])
        three = np.mean([id in one.ids for one, id in right])
        threshold = None if right[0][0].gave is not None else _best_threshold(rows)
        kept, refused = _shares(rows, threshold)
        print(f"{name:20}{first:8.3f}{three:10.3f}{kept:9.3f}{refused:10.3f}{(kept + refused) / 2:10.3f}")


def _best_threshold(rows: Rows) -> float:
    return max(sorted({one.sure for one, _ in rows[0]}), key=lambda at: sum(_shares(rows, at)))


def curve(name: str, rows: Rows) -> None:
    """Print what each threshold would keep and refuse."""
    print(f"\n{name}: threshold, share of asks answered, share of others refused")
    for at in _THRESHOLDS:
        kept, refused = _shares(rows, float(at))
        print(f"{at:6.2f}{kept:8.3f}{refused:8.3f}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; exit status 0."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--calibrate", action="store_true", help="print the curves that the thresholds are chosen on")
    args = parser.parse_args(arguments)
    library, store = load_library(), Store()
    embedder = Vectorised(Embedder(store.trusted_path(store.catalog.get(EMBEDDER))))
    nowhere = [line for line in _NOWHERE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    found = measure(library, embedder, nowhere)
    asks = sum(len(entry.asks) for entry in library)
    print(f"{len(library)} entries, {asks} asks held out in {_FOLDS} folds; {len(nowhere)} messages with no answer\n")
    table(found)
    if args.calibrate:
        print(f"\nnow: ENOUGH {abstain.ENOUGH}, ENOUGH_WORDS {abstain.ENOUGH_WORDS}")
        for name in ("shipped", "shipped, words only"):
            curve(name, found[name])
    search = shipped(library, embedder)
    print(f"\nsearch of one short message after embedding, in the median: {_speed(search, nowhere):.1f} ms")
    return 0


def _speed(search: Search, texts: Sequence[str]) -> float:
    took = []
    for text in texts:
        begun = time.perf_counter()
        search(text)
        took.append((time.perf_counter() - begun) * 1000)
    return median(took)


if __name__ == "__main__":
    raise SystemExit(main())
