"""Weigh what is known of a message against each entry: its nearest pieces, words and pairs of words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import tanh

from coach.library.bayes import WEIGHT, of_entries
from coach.library.entries import Library, Piece
from coach.library.lexical import LexicalSearch, terms
from coach.library.linear import ScopeHead, Vectors

PIECE_WEIGHTS = {"ask": 1.0, "head": 1.0, "body": 0.97}
"""What a piece's cosine counts by its kind."""
VOTES, SIDE = 3, 5
"""Pieces that speak for an entry; pieces of the library, and messages from elsewhere, that a text lies between."""
_NEAREST, _WORDS = 1.5, 0.4
_SCOPE_NEAREST, _SCOPE_WORDS, _SCOPE_BETWEEN = 0.6, 0.3, 3.0


@dataclass(frozen=True)
class Near:
    """What lies nearest to one text.

    Attributes:
        entries: the mean cosine of the best pieces of each entry, weighted by their kind; of those far away, none.
        far: what the others have at most.
        between: how much nearer the library is than what lies elsewhere.
    """

    entries: dict[str, float]
    far: float
    between: float


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
    """One text: each entry's score (at most 1), and how surely the text is about what the library is about."""

    scores: dict[str, float]
    scope: float

    def best(self) -> list[tuple[str, float]]:
        """Ids with their scores, best first."""
        return sorted(self.scores.items(), key=lambda item: -item[1])


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
        self._ids = [entry.id for entry in library]
        self._words = words
        self._bayes = of_entries(pieces)
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

    def _one(self, text: str, close: Near, scope: float) -> Ranked:
        shared, behind = self._words.entry_scores(terms(text)), self._bayes.behind(text)
        totals = {
            id: _NEAREST * close.entries.get(id, close.far) + _WORDS * shared.get(id, 0.0) + WEIGHT * behind[id]
            for id in self._ids
        }
        scores = {id: min(1.0, total / (_NEAREST + _WORDS)) for id, total in totals.items()}
        closest = _SCOPE_NEAREST * max(close.entries.values(), default=0.0)
        words = _SCOPE_WORDS * tanh(self._words.scope(text))
        return Ranked(scores, scope + closest + words + _SCOPE_BETWEEN * close.between)
