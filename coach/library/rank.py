"""Weigh what is known of a message against each entry: its nearest pieces, words and pairs of words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import tanh

import numpy as np
import numpy.typing as npt

from coach.library.bayes import WEIGHT, of_entries
from coach.library.entries import Library, Piece
from coach.library.lexical import LexicalSearch, terms
from coach.library.linear import ScopeHead, Vectors

Numbers = npt.NDArray[np.float64]

PIECE_WEIGHTS = {"ask": 1.0, "head": 1.0, "body": 0.97}
"""What a piece's cosine counts by its kind."""
VOTES, SIDE = 3, 5
"""Pieces that speak for an entry; pieces of the library, and messages from elsewhere, that a text lies between."""
_NEAREST, _WORDS = 1.5, 0.4
_SCOPE_NEAREST, _SCOPE_WORDS, _SCOPE_BETWEEN = 0.6, 0.3, 3.0
_AGAIN, _BEHIND, _LEVEL = 1.2, 0.2, 0.07
_SCOPE_AGAIN, _SCOPE_LEVEL = 6.0, 0.8
"""What the larger encoder counts beside all that; the levels are put on and taken off so that one threshold serves with
it and without."""


@dataclass(frozen=True)
class Near:
    """What lies nearest to one text.

    Attributes:
        entries: the mean cosine of the best pieces of each entry, weighted by their kind; of those far away, none.
        far: what the others have at most.
        between: how much nearer the library is than what lies elsewhere; 0 where none of that is near.
        behind: how far each entry lies behind the one that a linear head takes the text for; empty where there is none.
    """

    entries: dict[str, float]
    far: float
    between: float
    behind: Mapping[str, float] = field(default_factory=dict)


def near(hits: Iterable[tuple[str, float]], sizes: Mapping[str, int]) -> Near:
    """What lies nearest.

    Where one ask is worded by chance like the message, one nearest piece would decide; several have to agree.

    Args:
        hits: the nearest pieces, each with its entry, or "" for a message from elsewhere, and its weighted cosine.
        sizes: how many pieces each entry has.
    """
    cosines: dict[str, list[float]] = defaultdict(list)
    for entry, cosine in sorted(hits, key=lambda hit: -hit[1]):
        cosines[entry].append(cosine)
    elsewhere = cosines.pop("", [])
    here = sorted((one for some in cosines.values() for one in some[:SIDE]), reverse=True)
    far = min((some[-1] for some in (*cosines.values(), elsewhere) if some), default=0.0)
    entries = {id: _mean(some, min(VOTES, sizes[id]), far) for id, some in cosines.items()}
    return Near(entries, far, _mean(here, SIDE, far) - _mean(elsewhere, SIDE, far) if elsewhere else 0.0)


def _mean(cosines: Sequence[float], count: int, far: float) -> float:
    """Of the first so many; those that are missing lie farther away than all that was found."""
    some = cosines[:count]
    return (sum(some) + far * (count - len(some))) / count


@dataclass(frozen=True)
class Ranked:
    """One text: the score of each entry (1 at most), in the library's order; and how surely the text is about what the
    library is about."""

    scores: Numbers
    scope: float


class Ranker:
    """Fitted on a library's pieces and their vectors."""

    def __init__(
        self, library: Library, pieces: Sequence[Piece], vectors: Vectors, elsewhere: Vectors, words: LexicalSearch
    ) -> None:
        """Fit.

        Args:
            library: what is ranked.
            pieces: its pieces, one for each row of `vectors`.
            vectors: their embeddings, each of length 1.
            elsewhere: the embeddings of `library.elsewhere`.
            words: the search by words over the same library.
        """
        self._place = {entry.id: number for number, entry in enumerate(library)}
        self._words = words
        self._bayes = of_entries(pieces)
        self._of_bayes = [self._place[id] for id in self._bayes.labels]
        asks = [row for row, piece in enumerate(pieces) if piece.kind != "body"]
        self._scope = ScopeHead(vectors[asks], elsewhere)

    def rank(self, texts: Sequence[str], vectors: Vectors, nearest: Sequence[Near]) -> list[Ranked]:
        """Rank the entries for each text.

        Args:
            texts: what was embedded.
            vectors: one row a text.
            nearest: what lies nearest to each.
        """
        rows = zip(texts, nearest, self._scope.scores(vectors).tolist(), strict=True)
        return [self._one(text, close, scope) for text, close, scope in rows]

    def again(self, ranked: Ranked, close: Near) -> Ranked:
        """What it comes to where a larger encoder has read the text as well.

        Args:
            ranked: without it.
            close: what lies nearest to the text as that encoder has it.
        """
        behind = np.full(len(self._place), close.far)
        for id, cosine in close.entries.items():
            behind[self._place[id]] = cosine
        behind -= behind.max(initial=close.far)
        by_head = np.array([close.behind.get(id, 0.0) for id in self._place])
        scope = _SCOPE_AGAIN * close.between - _SCOPE_LEVEL if close.between else 0.0
        return Ranked(
            np.minimum(1.0, ranked.scores + _AGAIN * behind + _BEHIND * by_head + _LEVEL), ranked.scope + scope
        )

    def _one(self, text: str, close: Near, scope: float) -> Ranked:
        totals = np.full(len(self._place), _NEAREST * close.far)
        for id, cosine in close.entries.items():
            totals[self._place[id]] = _NEAREST * cosine
        totals += _WORDS * self._words.shares(terms(text))
        totals[self._of_bayes] += WEIGHT * self._bayes.behind(text)
        closest = _SCOPE_NEAREST * max(close.entries.values(), default=0.0)
        words = _SCOPE_WORDS * tanh(self._words.scope(text))
        return Ranked(
            np.minimum(1.0, totals / (_NEAREST + _WORDS)), scope + closest + words + _SCOPE_BETWEEN * close.between
        )
