"""A larger encoder reads each message again, beside the pieces of the library that ships."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from coach.encoder import Embedder
from coach.library.entries import Library, Piece
from coach.library.exact import ExactIndex
from coach.library.known import KNOWN_LARGER, KnownVectors, keyed
from coach.library.linear import EntryHead, Vectors
from coach.library.rank import Near

FITTED_LARGER = Path(__file__).with_name("fitted") / "search_larger.safetensors"
"""Its low-rank changes for this search, fitted by `training/search_encoder.py`."""
_MOST_NEW = 200
"""Pieces whose vectors do not ship and that are embedded at each start: some seconds."""


class LargerIndex(ExactIndex):
    """Exact, with a linear head beside the nearest pieces."""

    def __init__(self, pieces: Sequence[Piece], vectors: Vectors, elsewhere: Vectors) -> None:
        super().__init__(pieces, vectors, elsewhere)
        self._head = EntryHead(vectors, [piece.entry for piece in pieces])

    def nearest(self, vectors: Vectors) -> list[Near]:
        """For each vector what lies nearest to it, and what the head takes it for."""
        found = zip(super().nearest(vectors), self._head.behind(vectors), strict=True)
        return [replace(close, behind=behind) for close, behind in found]


class LargerReader:
    """Says what lies nearest to a text."""

    def __init__(self, library: Library, embedder: Embedder) -> None:
        """Take up the vectors of the library that ships, and embed the few that are not there."""
        known, self._embedder = KnownVectors(embedder.identity, KNOWN_LARGER), embedder
        pieces = keyed(library)
        new = [key for key in pieces if key not in known]
        self.knows_library = len(new) <= _MOST_NEW
        if not self.knows_library:
            return
        rows = dict(zip(new, embedder.encode([pieces[key].text for key in new]), strict=True))
        old = [key for key in pieces if key in known]
        rows |= dict(zip(old, known.rows(old), strict=True))
        here, elsewhere = ([key for key in pieces if bool(pieces[key].entry) == own] for own in (True, False))
        self._index = LargerIndex([pieces[key] for key in here], _stack(rows, here), _stack(rows, elsewhere))

    def nearest(self, texts: Sequence[str]) -> list[Near]:
        """What lies nearest to each text; nothing for a library that is too much another one."""
        return self._index.nearest(self._embedder.encode(texts)) if self.knows_library else []


def _stack(rows: dict[str, Vectors], keys: Sequence[str]) -> Vectors:
    width = next(iter(rows.values())).shape if rows else (1,)
    return np.array([rows[key] for key in keys], dtype=np.float32).reshape(len(keys), *width)
