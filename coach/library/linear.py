"""A linear reading of an embedding, fitted on the library's own pieces each time it is loaded.

A ridge regression weighs the pieces against messages from elsewhere, or those of each entry against all others.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
Vectors = npt.NDArray[np.float32]

_RIDGE, _RIDGE_OF_ENTRIES = 2.0, 3.0
_BIAS = 0.5


class ScopeHead:
    """Whether a vector lies with the library (towards 1) or elsewhere (towards -1)."""

    def __init__(self, here: Vectors, elsewhere: Vectors) -> None:
        """Fit; both sides weigh the same, however many rows they have."""
        self._blind = not len(elsewhere)
        if self._blind:
            return
        vectors = np.concatenate([here, elsewhere])
        targets = np.concatenate([np.ones(len(here)), -np.ones(len(elsewhere))])
        weights = np.concatenate([np.ones(len(here)), np.full(len(elsewhere), len(here) / len(elsewhere))])
        rows = _with_bias(vectors)
        weighted = rows * weights[:, None]
        self._weights = _solve(weighted.T @ rows, weighted.T @ targets[:, None])

    def scores(self, vectors: Vectors) -> Matrix:
        """One number a vector; all 1 where there was no elsewhere to learn from."""
        if self._blind:
            return np.ones(len(vectors))
        return (_with_bias(vectors) @ self._weights)[:, 0]


class EntryHead:
    """Which entry a vector is of: what all pieces together say, where the nearest ones are few and worded by chance."""

    def __init__(self, vectors: Vectors, entries: Sequence[str]) -> None:
        """Fit on a library's pieces; an entry with many counts more than one with few, yet not as much as it has more.

        Args:
            vectors: one row a piece, of length 1.
            entries: the entry of each.
        """
        self.labels, of = np.unique(np.array(entries, dtype=str), return_inverse=True)
        if not len(self.labels):
            return
        counts = np.bincount(of, minlength=len(self.labels))
        weights = np.sqrt(len(of) / len(self.labels) / counts)[of]
        rows = _with_bias(vectors)
        weighted = rows * weights[:, None]
        targets = (of[:, None] == np.arange(len(self.labels))).astype(np.float64)
        self._weights = _solve(weighted.T @ rows, weighted.T @ targets, _RIDGE_OF_ENTRIES)

    def behind(self, vectors: Vectors) -> list[dict[str, float]]:
        """For each vector how far each entry lies behind the likeliest: 0 for that one, less for all others."""
        if not len(self.labels):
            return [{} for _ in vectors]
        scores = _with_bias(vectors) @ self._weights
        behind = scores - scores.max(axis=1, keepdims=True)
        return [dict(zip(self.labels.tolist(), row, strict=True)) for row in behind.tolist()]


def _solve(gram: Matrix, sums: Matrix, ridge: float = _RIDGE) -> Matrix:
    """Ridge regression: `gram` is the inner products of the rows, `sums` the rows added up for each target."""
    return np.asarray(np.linalg.solve(gram + ridge * np.eye(len(gram)), sums), dtype=np.float64)


def _with_bias(vectors: Vectors) -> Matrix:
    return np.hstack([vectors.astype(np.float64), np.full((len(vectors), 1), _BIAS)])
