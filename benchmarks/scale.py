"""How the search does with a large library: `python -m benchmarks.scale [--passages N] [--runs N]`.

Makes a library of N passages (100,000 by default) from the words of the one that ships: sentences of its bodies and
asks put together anew, and their vectors moved a little at random, so that nothing needs to be embedded. The index
lies in Chroma on disk as the shipped one does. Prints how long a search takes once the message is embedded, side by
side with a search of the library that ships, and how much memory the process holds.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles

import numpy as np
import psutil

from benchmarks.retrieval import questions
from coach.assembly import EMBEDDER, LARGER
from coach.encoder import Embedder, Vectors
from coach.library.base import Entry
from coach.library.entries import Library, load_library, pieces
from coach.library.index import FITTED, Index, IndexSearcher
from coach.library.larger import FITTED_LARGER, LargerReader
from coach.library.shelf import OnDisk
from coach.models.store import Store

_ASKS = 16
"""Asks of each made-up entry; with its head and two paragraphs that is 19 passages."""
_NOISE = 0.6


class Remembering:
    """An embedder for made-up passages: the vector of a real one, moved at random; messages are embedded as always."""

    def __init__(self, embedder: Embedder, base: Vectors) -> None:
        self.identity = "made-up"
        self._embedder, self._base, self._chance = embedder, base, np.random.default_rng(1)
        self.known: dict[str, np.ndarray] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Known messages from memory, anything else made up."""
        if len(texts) < 100:
            new = [text for text in texts if text not in self.known]
            self.known |= dict(zip(new, self._embedder.encode(new), strict=True))
            return np.array([self.known[text] for text in texts], dtype=np.float32)
        picked = self._base[self._chance.integers(len(self._base), size=len(texts))]
        noise = self._chance.normal(size=picked.shape).astype(np.float32)
        moved = picked + _NOISE * noise / np.linalg.norm(noise, axis=1, keepdims=True)
        return moved / np.linalg.norm(moved, axis=1, keepdims=True)


class Remembered:
    """The larger encoder, which embeds each message once."""

    def __init__(self, embedder: Embedder) -> None:
        self.identity, self._embedder = embedder.identity, embedder
        self._known: dict[str, np.ndarray] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Known texts from memory."""
        new = [text for text in texts if text not in self._known]
        self._known |= dict(zip(new, self._embedder.encode(new), strict=True))
        return np.array([self._known[text] for text in texts], dtype=np.float32)


def enlarged(library: Library, passages: int) -> Library:
    """A library of about so many passages."""
    chance = random.Random(1)
    entries = library.all()
    sentences = [line for entry in entries for line in (*entry.asks, *entry.body.replace("\n", " ").split(". "))]

    def text(count: int) -> str:
        return " ".join(chance.choices(sentences, k=count))

    def made(number: int) -> Entry:
        model = chance.choice(entries)
        asks = tuple(text(1 + number % 2) for _ in range(_ASKS))
        body = f"{text(6)}\n\n{text(6)}"
        return replace(model, id=f"{model.kind}/made-{number}", title=text(1), asks=asks, body=body, also=(), cases=())

    return Library(tuple(made(number) for number in range(passages // (_ASKS + 3))), library.elsewhere)


def measure(
    library: Library, embedder: Remembering, larger: Remembered, asked: Sequence[str], folder: Path
) -> list[float]:
    """Milliseconds of each search after embedding; the larger encoder reads too where it knows the library."""
    begun = time.monotonic()
    index = Index(OnDisk(folder), library, embedder)  # type: ignore[arg-type]
    reader = LargerReader(library, larger)  # type: ignore[arg-type]
    searcher = IndexSearcher(library, index, embedder, reader)  # type: ignore[arg-type]
    ready = time.monotonic() - begun
    for text in dict.fromkeys(asked):  # embeds the messages, and reads what is read once
        searcher.search(text)
    count = sum(len(pieces(entry)) for entry in library)
    memory = psutil.Process().memory_info().rss / 1e6
    print(f"{count:,} passages in {len(library):,} entries: ready after {ready:.0f} s, {memory:.0f} MB")
    took = []
    for text in asked:
        begun = time.perf_counter()
        searcher.search(text)
        took.append((time.perf_counter() - begun) * 1000)
    return took


def main() -> int:
    """Measure both; exit status 0."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()
    store, library = Store(), load_library()
    small, larger = (store.trusted_path(store.catalog.get(one)) for one in (EMBEDDER, LARGER))
    model, second = Embedder(small, FITTED), Remembered(Embedder(larger, FITTED_LARGER))
    base = model.encode([piece.text for entry in library for piece in pieces(entry)])
    asked = [text for text, _ in questions() if len(text.split()) < 30][:200]
    embedder = Remembering(model, base)
    with tempfile.TemporaryDirectory() as folder:
        for name, some in (("shipped", library), ("large", enlarged(library, args.passages))):
            took = measure(some, embedder, second, asked * args.runs, Path(folder) / name)
            most = quantiles(took, n=20)[-1]
            print(f"  {name}: search after embedding {median(took):.1f} ms in the median, {most:.1f} ms for 19 of 20\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
