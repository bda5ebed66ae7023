"""Pieces and their vectors in memory, searched one by one: exact, and quick enough for the library that ships."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from coach.library.entries import Piece
from coach.library.linear import Vectors
from coach.library.rank import PIECE_WEIGHTS, Near, near
from coach.library.shelf import NEAREST


class ExactIndex:
    """What `Index` tells of its pieces, with exact distances and nothing kept."""

    def __init__(self, pieces: Sequence[Piece], vectors: Vectors, elsewhere: Vectors) -> None:
        """One row a piece, and one for each message from elsewhere; all of length 1."""
        self.pieces, self.vectors, self.elsewhere = list(pieces), vectors, elsewhere
        self._weights = np.array([PIECE_WEIGHTS[piece.kind] for piece in pieces])
        self._sizes = Counter(piece.entry for piece in pieces)

    def nearest(self, vectors: Vectors) -> list[Near]:
        """For each vector what lies nearest to it."""
        return [near(self._hits(vector), self._sizes) for vector in vectors]

    def _hits(self, vector: Vectors) -> list[tuple[str, float]]:
        cosines = np.concatenate([self.vectors @ vector, self.elsewhere @ vector])
        best = np.argsort(-cosines)[:NEAREST].tolist()
        own = len(self.pieces)
        return [
            (self.pieces[n].entry, float(cosines[n] * self._weights[n])) if n < own else ("", float(cosines[n]))
            for n in best
        ]
