"""The index: embeddings of every piece of the library, in Chroma; and the search over it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import numpy as np

from coach.encoder import Embedder, Vectors
from coach.errors import LibraryError
from coach.library import abstain
from coach.library.base import Entry, Found, Passage, near_first
from coach.library.cases import CaseFinder
from coach.library.entries import Library, Piece, case_pieces
from coach.library.known import KnownVectors, hashed, key_of, keyed
from coach.library.larger import LargerReader
from coach.library.lexical import LexicalSearch
from coach.library.message import SHORT, Query, query
from coach.library.rank import PIECE_WEIGHTS, Near, Ranked, Ranker, near
from coach.library.shelf import BROKEN, NEAREST, Shelf
from coach.spelling import corrected

FITTED = Path(__file__).with_name("fitted") / "search.safetensors"
"""The encoder's low-rank changes for this search, fitted by `training/search_encoder.py` and, to tell cases apart, by
`training/case_encoder.py`."""
SCHEMA = 1
"""Raise it when what is stored changes."""
_OF_PARTS = 0.25
"""How far the part of a long message that speaks most of an entry lifts it."""
_CASES = 4
"""Cases of an entry that are named for a message."""
_WITH_CASES = 3
"""Passages whose cases are found: those that are shown or offered."""
_AT_ONCE = 2_000
"""Pieces that are embedded and stored together."""
_OF_LIFE = 0.03
"""How much nearer an entry on life lies to a message with no word of therapy in it."""


class Index:
    """The pieces of a library with their embeddings, kept on a shelf and brought up to date when opened.

    A piece is stored under the hash of its text, so only what is new is embedded. The fingerprint of the whole is
    written last: an index left half-built is seen to be so, and one that cannot be read is built again.
    """

    def __init__(self, shelf: Shelf, library: Library, embedder: Embedder) -> None:
        """Open it; two processes may do so at once.

        Raises:
            LibraryError: the shelf cannot be written or reached.
        """
        self._shelf, self._embedder = shelf, embedder
        self._keys = keyed(library)
        self.pieces = [piece for piece in self._keys.values() if piece.entry]
        self._sizes = Counter(piece.entry for piece in self.pieces)
        self._elsewhere = [piece for piece in self._keys.values() if not piece.entry]
        self._fingerprint = hashed((SCHEMA, embedder.identity, sorted(self._keys)))
        self.embedded = 0
        try:
            with shelf.locked():
                self._open()
        except OSError as error:
            raise LibraryError(
                "The search index could not be written",
                f"Search goes on by words alone. Check that there is room, and that you may write there. ({error})",
            ) from error

    def _open(self) -> None:
        try:
            self._update()
            self._read()
        except BROKEN:
            self._shelf.clear()
            self._update()
            self._read()

    def _update(self) -> None:
        self._collection = self._shelf.open(f"pieces-{SCHEMA}-{self._embedder.identity}", self._fingerprint)
        if self._shelf.is_complete():
            return
        self._shelf.set_complete(False)
        there = set(self._collection.get(include=[])["ids"])
        if gone := sorted(there - self._keys.keys()):
            self._collection.delete(ids=gone)
        new = [key for key in self._keys if key not in there]
        for at in range(0, len(new), _AT_ONCE):
            self._add(new[at : at + _AT_ONCE])
        self._shelf.set_complete(True)

    def _add(self, keys: list[str]) -> None:
        new = [self._keys[key] for key in keys]
        facts = [{"entry": piece.entry, "kind": piece.kind} for piece in new]
        self._collection.upsert(ids=keys, embeddings=self._vectors(keys), metadatas=facts)

    def _vectors(self, keys: list[str]) -> Vectors:
        """One row a key: known already, or embedded now."""
        self.embedded += sum(key not in self._shipped for key in keys)
        return self._embed([self._keys[key] for key in keys])

    def _embed(self, some: Sequence[Piece]) -> Vectors:
        known = [piece for piece in some if key_of(piece) in self._shipped]
        unknown = [piece for piece in some if key_of(piece) not in self._shipped]
        made = dict(zip(unknown, self._embedder.encode([piece.text for piece in unknown]), strict=True))
        made |= dict(zip(known, self._shipped.rows([key_of(piece) for piece in known]), strict=True))
        return np.asarray([made[piece] for piece in some], dtype=np.float32)

    @cached_property
    def _shipped(self) -> KnownVectors:
        return KnownVectors(self._embedder.identity)

    def of_cases(self, entry: Entry) -> Vectors:
        """The vectors of what an entry's cases are told by (`cases.texts_of`), a row each."""
        if entry.id not in self._of_cases:
            asked = self.vectors[[self._at[Piece(entry.id, "ask", text)] for text in entry.also]]
            self._of_cases[entry.id] = np.concatenate([asked, self._embed(case_pieces(entry))])
        return self._of_cases[entry.id]

    def _read(self) -> None:
        """Take the vectors into memory, and see that each is there and whole."""
        stored = self._collection.get(include=["embeddings"])
        vectors = np.asarray(stored["embeddings"], dtype=np.float32)
        if set(stored["ids"]) != self._keys.keys() or vectors.ndim != 2:
            raise ValueError("the index does not hold what its fingerprint says")
        if not np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-3):
            raise ValueError("the index holds damaged vectors")
        at = {self._keys[key]: row for row, key in enumerate(stored["ids"])}
        self.vectors: Vectors = vectors[[at[piece] for piece in self.pieces]]
        self._at = {piece: row for row, piece in enumerate(self.pieces)}
        self._of_cases: dict[str, Vectors] = {}
        self.elsewhere: Vectors = vectors[[at[piece] for piece in self._elsewhere]]

    def nearest(self, vectors: Vectors) -> list[Near]:
        """For each vector what lies nearest to it.

        Raises:
            LibraryError: the index was taken away while it was open.
        """
        try:
            hits = self._collection.query(
                query_embeddings=vectors,
                n_results=min(NEAREST, len(self._keys)),
                include=["distances"],
            )
        except BROKEN as error:
            raise LibraryError("The search index is damaged", "It is built again at the next start.") from error
        rows = zip(hits["ids"], hits["distances"] or [], strict=True)
        return [near(self._hits(keys, distances), self._sizes) for keys, distances in rows]

    def _hits(self, keys: Sequence[str], distances: Sequence[float]) -> list[tuple[str, float]]:
        found = [(self._keys.get(key), 1.0 - distance) for key, distance in zip(keys, distances, strict=True)]
        return [(piece.entry, cosine * PIECE_WEIGHTS[piece.kind]) for piece, cosine in found if piece]


class IndexSearcher:
    """A `Searcher` in this process, over an open index, and with a larger encoder where there is one."""

    def __init__(self, library: Library, index: Index, embedder: Embedder, larger: LargerReader | None = None) -> None:
        self._entries, self._index, self._embedder, self._larger = library.all(), index, embedder, larger
        self._ranker = Ranker(library, index.pieces, index.vectors, index.elsewhere, LexicalSearch(library))
        self._cases = CaseFinder(library, index.of_cases)
        self._life = _OF_LIFE * np.array([entry.of_life for entry in self._entries], dtype=np.float64)

    def search(self, text: str, recent: Sequence[str] = (), limit: int = 3) -> Found:
        """Find the entries nearest to a message."""
        asked = query(corrected(text), [corrected(one) for one in recent])
        if not asked.whole:
            return Found(False, ())
        vectors = self._embedder.encode(asked.texts)
        ranked = self._ranker.rank(asked.texts, vectors, self._index.nearest(vectors))
        if self._larger:
            for at, close in enumerate(self._larger.nearest(asked.texts[: 2 if asked.joined else 1])):
                ranked[at] = self._ranker.again(ranked[at], close)
        found = self._found(asked, ranked, limit)
        at = 1 if asked.joined and len(asked.whole.split()) <= SHORT else 0
        best = [self._with_cases(one, asked.texts[at], vectors[at]) for one in found.passages[:_WITH_CASES]]
        return replace(found, passages=(*best, *found.passages[_WITH_CASES:]))

    def _with_cases(self, passage: Passage, text: str, vector: Vectors) -> Passage:
        cases, sure = self._cases.find(passage.entry, text, vector)
        return replace(passage, cases=cases[:_CASES], sure=sure)

    def _found(self, asked: Query, ranked: list[Ranked], limit: int) -> Found:
        whole, rest = ranked[0], ranked[1:]
        if asked.joined:
            whole, rest = _mean(whole, rest[0]), rest[1:]
        telling = [part for part in rest if part.scope >= abstain.ENOUGH_PART]
        scores = whole.scores
        if telling:
            scores = scores + _OF_PARTS * np.maximum(0.0, np.max([part.scores for part in telling], axis=0) - scores)
        if not asked.of_therapy:
            scores = scores + self._life
        best = np.argsort(-scores, kind="stable")[:limit].tolist()
        near = not asked.orders and whole.scores.max(initial=0.0) >= abstain.ENOUGH_SCORE
        enough = abstain.ENOUGH_LONG if asked.parts else abstain.ENOUGH
        answerable = bool(telling) or bool(near) or whole.scope + abstain.leaning(asked) >= enough
        return Found(
            answerable, near_first([Passage(self._entries[at], min(1.0, max(0.0, float(scores[at])))) for at in best])
        )

    def close(self) -> None:
        """Nothing to let go of: it ends with its process."""


def _mean(one: Ranked, other: Ranked) -> Ranked:
    return Ranked((one.scores + other.scores) / 2, (one.scope + other.scope) / 2)
