"""What each sentence of a later message does: tells, asks, puts right, or speaks to the program about its reply.

A linear head on the search's sentence vectors and a few marks of the wording, fitted by `training/acts.py` on messages
that people wrote for it. What speaks to the program must not become words for a therapist.
"""

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from coach.errors import LibraryError
from coach.heads import Encoder, Shares, Vectors, read_head, softmax
from coach.reading.base import ACTS

FITTED = Path(__file__).with_name("fitted") / "acts.safetensors"
_MARK = 0.3
"""How long a mark is, beside a vector of length 1."""
_MARKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:you|your|u|ur|you['’]?re|youre|yours|app|program(?:me)?|computer|machine)\b",
        r"\?\s*$",
        r"\b(?:i|my|me|im|ive|mine|i['’]\w+)\b",
        r"\A\W*(?:no+|not|nah|nope|never)\b",
        r"\b(?:he|she|him|her|they|them|his)\b",
        r"\A\W*(?:how|what|can|should|do|is|will|would|when|where|why|could|am|if|are|does|who)\b",
        r"\A\W*(?:ok(?:ay)?|yes|yeah|yep|thanks?|thank you|right|fine|good|great|well|sorry|please|pls)\b",
        r"\b(?:sentence|words?|reply|answer|line|short(?:er)?|page|number|question|library|card)\b",
        r"\b(?:said|meant|asked|told you|mean)\b",
    )
)
_SIZES = (2, 5, 11)
"""Words up to which a sentence is short, in three degrees."""


class Acts:
    """Tells what each sentence of a message does."""

    def __init__(self, encoder: Encoder, fitted: Path = FITTED) -> None:
        """Read the head; `encoder` is that of the search.

        Raises:
            LibraryError: the file is missing or broken.
        """
        without = LibraryError("What is said to the program cannot be told apart", f"Rules do it. See {fitted.name}.")
        self._encoder = encoder
        self._weights, self._bias = read_head(fitted, without)

    def shares(self, sentences: Sequence[str]) -> Shares:
        """One row a sentence: the share of each of `ACTS`."""
        if not sentences:
            return np.zeros((0, len(ACTS)))
        return softmax(marked(sentences, self._encoder.encode(sentences)) @ self._weights.T + self._bias)


def marked(sentences: Sequence[str], vectors: Vectors) -> Vectors:
    """What the head reads of the sentences of one message, a row each: the vector, and the marks."""
    rows = [
        [
            *(pattern.search(sentence) is not None for pattern in _MARKS),
            at == 0,
            at == len(sentences) - 1,
            *(len(sentence.split()) <= most for most in _SIZES),
        ]
        for at, sentence in enumerate(sentences)
    ]
    return np.concatenate([vectors, _MARK * np.array(rows, dtype=np.float32)], axis=1, dtype=np.float32)
