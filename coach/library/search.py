"""The search that needs no model and no process: by words alone, at once."""

from collections.abc import Sequence

from coach.library import abstain
from coach.library.base import Found
from coach.library.entries import Library
from coach.library.lexical import LexicalSearch
from coach.library.message import query
from coach.spelling import corrected


class LexicalSearcher:
    """A `Searcher` that needs no model and no process."""

    def __init__(self, library: Library, words: LexicalSearch | None = None) -> None:
        self._words = words or LexicalSearch(library)

    def search(self, text: str, recent: Sequence[str] = (), limit: int = 3) -> Found:
        """Find the entries that share the most telling words with a message, or with the one it follows."""
        asked = query(corrected(text), [corrected(one) for one in recent])
        whole = asked.joined or asked.whole
        telling = [part for part in asked.parts if self._words.scope(part) >= abstain.ENOUGH_WORDS_PART]
        passages = self._words.search(" ".join(telling) or whole, limit)
        enough = bool(telling) or self._words.scope(whole) >= abstain.ENOUGH_WORDS
        return Found(enough and bool(passages), passages)

    def close(self) -> None:
        """Nothing to let go of."""
