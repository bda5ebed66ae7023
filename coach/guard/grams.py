"""The classifier's second reading: which words and which runs of letters a text holds, whatever their order.

Sentence vectors generalise, and now and then see danger in a harmless subject; the words themselves keep them honest.
A linear model over hashed n-grams, fitted by `training/guard_classifier.py`.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import hstack
from sklearn.feature_extraction.text import HashingVectorizer

BITS = 17
"""Each of the two kinds of n-gram is hashed to so many bits."""
Logits = npt.NDArray[np.float64]

_SHAPE: dict[str, Any] = {"n_features": 2**BITS, "alternate_sign": False, "binary": True, "norm": "l2"}
_WORDS = HashingVectorizer(ngram_range=(1, 3), token_pattern=r"[^\W_]+(?:'\w+)?", **_SHAPE)
_LETTERS = HashingVectorizer(analyzer="char_wb", ngram_range=(2, 5), **_SHAPE)


def features(texts: Sequence[str]) -> Any:
    """One sparse row a text: its one to three words in a row, and its two to five letters."""
    return hstack([_WORDS.transform(texts), _LETTERS.transform(texts)]).tocsr()


def logits(texts: Sequence[str], weights: npt.NDArray[np.float32], bias: npt.NDArray[np.float32]) -> Logits:
    """One row a text, one column a level."""
    return np.asarray(features(texts) @ weights.T + bias, dtype=np.float64)
