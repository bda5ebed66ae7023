"""The search that needs no model and no process: by words alone, at once."""

from collections.abc import Sequence
from functools import cached_property

from coach.library import abstain
from coach.library.base import Found, Passage, near_first
from coach.library.bayes import WEIGHT, Bayes, of_entries
from coach.library.entries import Library, pieces
from coach.library.lexical import LexicalSearch, terms
from coach.library.message import query
from coach.spelling import corrected

_AS_NEAR = 1.9
"""What a score by words counts, so that it means about what one by the embedder does: just above `base.NEAR` the first
entry is right in some three of four of what the search is measured with."""


class LexicalSearcher:
    """A `Searcher` that needs no model and no process."""

    def __init__(self, library: Library, words: LexicalSearch | None = None) -> None:
        self._library, self._words = library, words or LexicalSearch(library)

    @cached_property
    def _bayes(self) -> Bayes:
        """Fitted when first needed: where the embedder is there, it never is."""
        return of_entries([piece for entry in self._library for piece in pieces(entry)])

    def search(self, text: str, recent: Sequence[str] = (), limit: int = 3) -> Found:
        """Find the entries that share the most telling words with a message, or with the one it follows."""
        asked = query(corrected(text), [corrected(one) for one in recent])
        whole = asked.joined or asked.whole
        telling = [part for part in asked.parts if self._words.scope(part) >= abstain.ENOUGH_WORDS_PART]
        passages = self._ranked(" ".join(telling) or whole)[:limit]
        enough = bool(telling) or self._words.scope(whole) >= abstain.ENOUGH_WORDS
        return Found(enough and bool(passages), near_first(passages))

    def _ranked(self, text: str) -> tuple[Passage, ...]:
        """The entries that share a telling word with the text, best first."""
        shared = self._words.entry_scores(terms(text))
        behind = dict(zip(self._bayes.labels, self._bayes.behind(text).tolist(), strict=True))
        scores = {id: share + WEIGHT * behind[id] for id, share in shared.items()}
        best = sorted(scores.items(), key=lambda item: -item[1])
        return tuple(Passage(self._library.get(id), min(1.0, max(0.0, _AS_NEAR * score))) for id, score in best)

    def close(self) -> None:
        """Nothing to let go of."""
