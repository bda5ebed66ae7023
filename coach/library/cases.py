"""Which situation within an entry is a message of? By its nearest questions and by the case's own words.

Nearness is taken twice, by sense (the encoder) and by wording (words and pairs of words). How these marks weigh
together is fitted by `training/cases.py`: how likely each case is the right one. Where none is likely, the entry's own
words stand.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from coach.library.base import Case, Entry
from coach.library.bayes import features
from coach.library.entries import Library
from coach.library.linear import Vectors

FITTED = Path(__file__).with_name("fitted") / "cases.json"
_VOTES = 3
"""Questions that speak for a case."""
Vector = npt.NDArray[np.float32]
Embed = Callable[[Entry], Vectors]
Matrix = npt.NDArray[np.float64]


class Wording:
    """Texts as vectors of their words and pairs of words, rare ones weighing more; each of length 1."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._vectorizer = TfidfVectorizer(analyzer=lambda text: sorted(features(text)))
        self._rows = csr_matrix(self._vectorizer.fit_transform(texts))
        self._row = {text: row for row, text in enumerate(texts)}

    def cosines(self, texts: Sequence[str], text: str) -> list[float]:
        """How near a text is to each of some that it was made with."""
        rows = self._rows[[self._row[one] for one in texts]]
        cosines: list[float] = (rows @ self._vectorizer.transform([text]).T).toarray()[:, 0].tolist()
        return cosines


class CaseFinder:
    """Weighs the cases of an entry for a message."""

    def __init__(self, library: Library, vectors: Embed, fitted: Path = FITTED) -> None:
        """Take it all up.

        Args:
            library: whose cases.
            vectors: gives the embeddings of an entry's `texts_of`, a row of length 1 each.
            fitted: how the marks weigh; without that file nothing is found.
        """
        self._vectors = vectors
        texts = dict.fromkeys(text for entry in library for text in texts_of(entry))
        self._wording = Wording(list(texts)) if texts else None
        weights = json.loads(fitted.read_text("utf-8")) if fitted.is_file() else None
        self._weights = np.array(weights["weights"]) if weights else None
        self._bias = float(weights["bias"]) if weights else 0.0

    def find(self, entry: Entry, text: str, vector: Vector) -> tuple[tuple[Case, ...], float]:
        """The cases, the likeliest first, and how likely that one is; none where the entry has fewer than two."""
        if self._weights is None or len(entry.cases) < 2:
            return (), 0.0
        chances = 1 / (1 + np.exp(-(self.marks(entry, text, vector) @ self._weights + self._bias)))
        order = np.argsort(-chances, kind="stable").tolist()
        return tuple(entry.cases[at] for at in order), float(chances[order[0]])

    def marks(self, entry: Entry, text: str, vector: Vector) -> Matrix:
        """What speaks for each case, a row each: how near it is, and how much nearer than any other case."""
        texts = texts_of(entry)
        senses = (self._vectors(entry) @ vector).tolist()
        both = (senses, self._wording.cosines(texts, text) if self._wording else [])
        return np.hstack([_marks(entry, dict(zip(texts, one, strict=True))) for one in both])


def texts_of(entry: Entry) -> list[str]:
    """What its cases are told by: more ways to ask, and the cases' own words; none where it has no cases."""
    if not entry.cases:
        return []
    return [*entry.also, *(text for case in entry.cases for text in (case.heard, case.say))]


def _marks(entry: Entry, cosine: Mapping[str, float]) -> Matrix:
    near = np.array(
        [
            (
                _nearest([cosine[text] for text in case.asks], 1),
                _nearest([cosine[text] for text in case.asks], _VOTES),
                cosine[case.heard],
                cosine[case.say],
            )
            for case in entry.cases
        ]
    )
    of_a_case = {text for case in entry.cases for text in case.asks}
    elsewhere = _nearest([cosine[text] for text in entry.also if text not in of_a_case], _VOTES)
    return np.hstack([near, near - _best_other(near), near[:, 1:2] - elsewhere])


def _nearest(cosines: Sequence[float], votes: int) -> float:
    """The mean of the nearest; 0 where there are none."""
    best = sorted(cosines, reverse=True)[:votes]
    return sum(best) / len(best) if best else 0.0


def _best_other(near: Matrix) -> Matrix:
    """For each row the best of the other rows, column by column."""
    best = np.sort(near, axis=0)[::-1]
    return np.asarray(np.where(near == best[0], best[1], best[0]))
