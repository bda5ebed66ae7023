"""Weigh what is known of a message against each entry: the nearest piece, the whole entry, words and pairs of words."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import tanh

from coach.library.bayes import WEIGHT, of_entries
from coach.library.entries import Library, Piece
from coach.library.lexical import LexicalSearch, terms
from coach.library.linear import EntryHead, ScopeHead, Vectors

PIECE_WEIGHTS = {"ask": 1.0, "head": 1.0, "body": 0.97}
"""What a piece's cosine counts by its kind."""
_HEAD, _NEAREST, _WORDS = 1.0, 0.5, 0.4
_SCOPE_NEAREST, _SCOPE_WORDS = 0.6, 0.3


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
        self._head = EntryHead(vectors, [piece.entry for piece in pieces])
        asks = [row for row, piece in enumerate(pieces) if piece.kind != "body"]
        self._scope = ScopeHead(vectors[asks], elsewhere)

    def rank(self, texts: Sequence[str], vectors: Vectors, nearest: Sequence[dict[str, float]]) -> list[Ranked]:
        """Rank the entries for each text.

        Args:
            texts: what was embedded.
            vectors: one row a text.
            nearest: for each text the best weighted cosine of each entry; those far away may be left out.
        """
        heads, scopes = self._head.scores(vectors), self._scope.scores(vectors)
        rows = zip(texts, nearest, heads, scopes, strict=True)
        return [
            self._one(text, near, dict(zip(self._head.ids, head.tolist(), strict=True)), float(scope))
            for text, near, head, scope in rows
        ]

    def _one(self, text: str, near: dict[str, float], head: dict[str, float], scope: float) -> Ranked:
        far = min(near.values(), default=0.0)
        shared, behind = self._words.entry_scores(terms(text)), self._bayes.behind(text)
        totals = {
            id: _HEAD * head[id] + _NEAREST * near.get(id, far) + _WORDS * shared.get(id, 0.0) + WEIGHT * behind[id]
            for id in self._ids
        }
        scores = {id: min(1.0, total / (_HEAD + _NEAREST + _WORDS)) for id, total in totals.items()}
        closeness = _SCOPE_NEAREST * max(near.values(), default=0.0)
        return Ranked(scores, scope + closeness + _SCOPE_WORDS * tanh(self._words.scope(text)))
