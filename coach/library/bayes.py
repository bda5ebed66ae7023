"""Whose questions does a text speak like? Complement naive Bayes (Rennie and others 2003) over words and their pairs.

Pairs hold what single words lose: "if I told" and "I was told" have no pair in common. Small words count, and so do
the edges of a text. Fitted on the library's own texts each time it is loaded, in about a second.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from coach.library.entries import Piece
from coach.library.lexical import stems

Numbers = npt.NDArray[np.float32]
WEIGHT = 2.0
"""What an entry's distance behind the best one counts beside the share of words that it has."""
_SMOOTHING = 2.0
"""What every word and pair is taken to have been seen besides, so that rare ones decide little."""


def features(text: str) -> set[str]:
    """The stems of a text, its edges, and each two neighbours among them."""
    words = ["<", *stems(text), ">"]
    return {*words, *(f"{one} {other}" for one, other in pairwise(words))}


class Bayes:
    """Tells labels apart by the words of their texts."""

    def __init__(self, texts: Sequence[str], labels: Sequence[str]) -> None:
        """Fit; each text has the label at its place."""
        self.labels = sorted(set(labels))
        place = {label: row for row, label in enumerate(self.labels)}
        self._column: dict[str, int] = {}
        seen = [(place[label], *one) for text, label in zip(texts, labels, strict=True) for one in self._learn(text)]
        rows, columns, shares = np.array(seen or np.zeros((0, 3))).T
        at, each = np.unique(columns.astype(np.int64) * len(self.labels) + rows.astype(np.int64), return_inverse=True)
        self._weigh(at, np.bincount(each, shares, minlength=len(at)).astype(np.float64))

    def _learn(self, text: str) -> Iterator[tuple[int, float]]:
        some = features(text)
        for one in some:
            yield self._column.setdefault(one, len(self._column)), len(some) ** -0.5

    def _weigh(self, at: npt.NDArray[np.int64], own: npt.NDArray[np.float64]) -> None:
        """For each feature that a label has, how much rarer it is among the others; the rest is the same for all.

        Args:
            at: features and labels that were seen together, as one number each, in order.
            own: how much of the feature the label has.
        """
        columns, self._rows = np.divmod(at, max(1, len(self.labels)))
        every = np.bincount(columns, own, minlength=len(self._column)) + _SMOOTHING
        self._rarer: Numbers = (np.log(every[columns]) - np.log(every[columns] - own)).astype(np.float32)
        self._begins = np.searchsorted(columns, np.arange(len(self._column) + 1))
        mine = np.bincount(self._rows, own, minlength=len(self.labels))
        self._others: Numbers = np.log(np.maximum(every.sum() - mine, 1e-9)).astype(np.float32)

    def scores(self, text: str) -> Numbers:
        """One number a label, higher for one that speaks more like the text; only their differences mean something."""
        some = features(text)
        known = [self._column[one] for one in some if one in self._column]
        scores = self._others * np.float32(len(known))
        for column in known:
            seen = slice(self._begins[column], self._begins[column + 1])
            scores[self._rows[seen]] += self._rarer[seen]
        return scores / np.float32(len(some) ** 0.5)

    def behind(self, text: str) -> Numbers:
        """How far each of `labels` lies behind the best one: 0 for that one, less for all others."""
        scores = self.scores(text)
        behind: Numbers = scores - scores.max(initial=-np.inf)
        return behind


def of_entries(pieces: Sequence[Piece]) -> Bayes:
    """Fitted on the pieces of all entries, to tell these apart."""
    return Bayes([piece.text for piece in pieces], [piece.entry for piece in pieces])
