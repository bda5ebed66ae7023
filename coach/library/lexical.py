"""Search by words alone: instant, for looking while one types, and where the embedder is missing.

`Bm25` ranks; `WordScope` tells whether a message is about what the library is about at all.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
import snowballstemmer

from coach.library.base import Passage
from coach.library.entries import Library, Piece, pieces

Numbers = npt.NDArray[np.float32]
Places = npt.NDArray[np.int32]
_K1, _B = 1.2, 0.75
_MOST_ENDINGS = 20
_STOP = frozenset(
    """a an the and or but so if i im ive me my to of in on at for with is it its be been was were are am do does did
    have has had that this he she hes shes him her they them we us you your not dont just about as what how why
    can""".split()
)


_stemmer = cache(snowballstemmer.stemmer)


@cache
def _stem(word: str) -> str:
    return str(_stemmer("english").stemWord(word))


def stems(text: str) -> list[str]:
    """The stems of all of a text's words."""
    return [_stem(word) for word in _words(text)]


def terms(text: str) -> list[str]:
    """The stems of a text's words, without those that say nothing of its subject."""
    return [_stem(word) for word in _words(text) if word not in _STOP]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower().replace("'", "").replace("’", ""))


class Bm25:
    """Okapi BM25 (Robertson and Zaragoza 2009); what a term adds to each text is worked out once."""

    def __init__(self, texts: Sequence[str]) -> None:
        counted = [Counter(terms(text)) for text in texts]
        self._size = len(counted)
        lengths = np.array([counts.total() for counts in counted], dtype=np.float32)
        norms = _K1 * (1 - _B + _B * lengths / (float(lengths.mean()) or 1.0)) if counted else lengths
        postings: dict[str, list[tuple[int, int]]] = {}
        for number, counts in enumerate(counted):
            for term, count in counts.items():
                postings.setdefault(term, []).append((number, count))
        self._postings = {term: self._posting(found, norms) for term, found in postings.items()}

    def _posting(self, found: list[tuple[int, int]], norms: Numbers) -> tuple[Places, Numbers]:
        """The texts with a term, and its part in each one's score."""
        at, counts = np.array(found, dtype=np.int32).T
        return at, (_weight(self._size, len(at)) * counts * (_K1 + 1) / (counts + norms[at])).astype(np.float32)

    def known(self, prefix: str) -> list[str]:
        """The terms that begin so, shortest first."""
        return sorted((term for term in self._postings if term.startswith(prefix)), key=len)

    def weight(self, term: str) -> float:
        """How telling a term is: its inverse document frequency; an unknown one counts as the rarest."""
        return _weight(self._size, len(self._postings[term][0]) if term in self._postings else 0.5)

    def shares(self, query: Sequence[str]) -> dict[int, float]:
        """For each text with a term of the query, its score as a share (0 to 1) of the most it could have."""
        scores = self.scores(query)
        found = np.flatnonzero(scores)
        return dict(zip(found.tolist(), scores[found].tolist(), strict=True))

    def scores(self, query: Sequence[str]) -> Numbers:
        """The same for every text, 0 where it has no term of the query."""
        asked = set(query)
        most = sum(self.weight(term) for term in asked) * (_K1 + 1)
        scores = np.zeros(self._size, dtype=np.float32)
        for at, parts in (self._postings[term] for term in asked if term in self._postings):
            scores[at] += parts
        return scores / np.float32(most or 1.0)


def _weight(size: int, seen: float) -> float:
    return math.log(1 + (size - seen + 0.5) / (seen + 0.5))


class WordScope:
    """Naive Bayes over words: do they speak as the library's asks do, or as messages from elsewhere do?

    Small words count here: who says "she", "him" and "told" speaks of people.
    """

    def __init__(self, here: Sequence[str], elsewhere: Sequence[str]) -> None:
        self._here = Counter(stem for text in here for stem in stems(text))
        self._there = Counter(stem for text in elsewhere for stem in stems(text))
        known = len(self._here | self._there)
        self._lean = math.log((self._there.total() + known + 1) / (self._here.total() + known + 1))

    def score(self, text: str) -> float:
        """Above 0 the words are the library's: the mean log odds of a word, times the root of their number."""
        if not self._there:
            return 1.0
        words = set(stems(text))
        odds = (math.log((self._here[word] + 1) / (self._there[word] + 1)) + self._lean for word in words)
        return sum(odds) / math.sqrt(len(words) or 1)


class LexicalSearch:
    """Ranks entries by the words that they share with a text: in their best piece, and over the whole entry."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._pieces: list[Piece] = [piece for entry in library for piece in pieces(entry)]
        self._by_piece = Bm25([piece.text for piece in self._pieces])
        self._ids = [entry.id for entry in library]
        place = {id: number for number, id in enumerate(self._ids)}
        self._owners = np.array([place[piece.entry] for piece in self._pieces], dtype=np.int32)
        self._by_entry = Bm25([" ".join(piece.text for piece in pieces(entry)) for entry in library])
        asks = [piece.text for piece in self._pieces if piece.kind == "ask"]
        self._scope = WordScope(asks, library.elsewhere)

    def search_prefix(self, text: str, limit: int = 10) -> tuple[Passage, ...]:
        """Entries for words still being typed: the last one may be unfinished."""
        query = terms(text)
        last = re.findall(r"[^\W_]+$", text.lower())
        if last:
            query += self._by_piece.known(last[0])[:_MOST_ENDINGS]
        best = sorted(self.entry_scores(query).items(), key=lambda found: -found[1])[:limit]
        return tuple(Passage(self._library.get(id), score) for id, score in best)

    def scope(self, text: str) -> float:
        """Above 0 the text speaks of what the library is about."""
        return self._scope.score(text)

    def entry_scores(self, query: Sequence[str]) -> dict[str, float]:
        """The share, 0 to 1, of each entry that has one of these terms."""
        both = self.shares(query)
        found = np.flatnonzero(both)
        return dict(zip([self._ids[at] for at in found], both[found].tolist(), strict=True))

    def shares(self, query: Sequence[str]) -> Numbers:
        """The same for every entry, in the library's order; 0 where it has none of them."""
        best = np.zeros(len(self._ids), dtype=np.float32)
        np.maximum.at(best, self._owners, self._by_piece.scores(query))
        return (best + self._by_entry.scores(query)) / np.float32(2)
