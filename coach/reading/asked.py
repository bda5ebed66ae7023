"""Which question about the telling itself a sentence asks: whether it is rude, what if they are angry, by email or not.

Such questions come in a talk about anything, and the answers of `knowledge/answers` fit any. A linear head on the
sentence vectors of both encoders of the search and on words and pairs of words, fitted by `training/asked.py` on
questions that people wrote for it.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import HashingVectorizer

from coach.errors import LibraryError
from coach.heads import Encoder, Vectors, read_head, read_labels, softmax

FITTED = Path(__file__).with_name("fitted") / "asked.safetensors"
NONE = "none"
"""The label of a sentence that asks none of them."""
_WORDS = 0.7
"""How long the words are, beside vectors of length 1."""
_HASHED = HashingVectorizer(n_features=4096, ngram_range=(1, 2))


class Asked:
    """Tells which answer a sentence asks for."""

    def __init__(self, encoders: Sequence[Encoder], fitted: Path = FITTED) -> None:
        """Read the head; `encoders` are those of the search, the smaller one first.

        Raises:
            LibraryError: the file is missing or broken.
        """
        without = LibraryError("Questions on the way cannot be told apart", f"The search does it. See {fitted.name}.")
        self._encoders = encoders
        self._weights, self._bias = read_head(fitted, without)
        self._labels = read_labels(fitted, without)

    def likeliest(self, sentences: Sequence[str]) -> list[tuple[str, float]]:
        """For each sentence the name of its likeliest answer, or `NONE`, and how likely it is, 0 to 1."""
        if not sentences:
            return []
        shares = softmax(features(sentences, self._encoders) @ self._weights.T + self._bias)
        best = shares.argmax(axis=1).tolist()
        return [(self._labels[at], float(row[at])) for at, row in zip(best, shares, strict=True)]


def features(sentences: Sequence[str], encoders: Sequence[Encoder]) -> Vectors:
    """What the head reads of sentences, a row each."""
    words = _HASHED.transform(sentences).toarray()
    return np.hstack([*(encoder.encode(sentences) for encoder in encoders), _WORDS * words], dtype=np.float32)
