"""The classifier: a linear head on sentence vectors beside one on words, fitted by `training/guard_classifier.py`.

A long message is read whole and in parts, so that one sentence in three pages is heard.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError, safe_open

from coach.errors import LibraryError
from coach.guard import grams
from coach.guard.base import Kind
from coach.guard.opinion import Opinion
from coach.guard.words import content

FITTED = Path(__file__).with_name("fitted") / "classifier.safetensors"
_QUOTE = 160
_SHORT, _PART, _MOST_PARTS = 8, 25, 64
"""Words of a message that is read with the one before it; words that a part has at least; the most parts."""
_ANSWERS = frozenset("yes yeah yep yea no nope nah not maybe sometimes kind sort kinda sorta probably i'm im".split())
"""First words of an answer to what the page asked."""
_OWN_SUBJECT, _UNWORRIED, _MORE = 2, 0.3, 0.15
"""Words of meaning from which a short message is about something itself; where it alone is no more dangerous than
this, it must make the message before it so much worse to be heard with it."""
_TOO_FEW = 3
"""Words that are too few to be uneasy about ("no idea"); a crisis can be said in as many."""
_PART_CAUTION = 0.6
"""A part says less than a whole message, and there are many: its certainty counts this much at most."""
_BY_WORDS = 0.4
"""What the words count beside the sentence's vector."""
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_LONGEST, _BEFORE = 40_000, 400
"""Letters of a message that are read; of one before it, its last."""

Vectors = npt.NDArray[np.float32]
Shares = npt.NDArray[np.float64]


class Encoder(Protocol):
    """Turns texts into vectors of length 1, one row a text."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text."""


class Classifier:
    """A `Listener` in the process that holds the encoder."""

    def __init__(self, encoder: Encoder, fitted: Path = FITTED) -> None:
        """Read the head; `encoder` must carry the low-rank changes of the same file.

        Raises:
            LibraryError: the file is missing or broken.
        """
        self._encoder = encoder
        try:
            with safe_open(fitted, "np") as file:
                facts = file.metadata()
                self._levels, self._kinds = facts["levels"].split(), facts["kinds"].split()
                self._weights, self._bias = file.get_tensor("head.weight"), file.get_tensor("head.bias")
                self._grams = file.get_tensor("grams.weight").astype(np.float32), file.get_tensor("grams.bias")
        except (OSError, KeyError, SafetensorError) as error:
            raise LibraryError(
                "The classifier could not be loaded", f"The rules listen alone. Look at {fitted.name}."
            ) from error

    def listen(self, text: str, recent: Sequence[str] = ()) -> Opinion:
        """What a message says of danger."""
        texts = readings(text, recent)
        if not texts:
            return Opinion(0.0, 0.0, "none", "")
        logits, crisis, danger = self._judge(texts)
        if recent and _apart(texts) and danger[0] < _UNWORRIED:
            _, worse, worried = self._judge([recent[-1][-_BEFORE:]])
            crisis[1:] *= crisis[1:] >= worse + _MORE
            danger[1:] = np.maximum(danger[1:] * (danger[1:] >= worried + _MORE), crisis[1:])
        if len(texts[0].split()) <= _TOO_FEW:
            danger[0] = crisis[0]
        at = int(np.argmax(crisis + danger))
        return Opinion(float(crisis.max()), float(danger.max()), self._kind(logits[at]), texts[at][:_QUOTE])

    def _judge(self, texts: Sequence[str]) -> tuple[Vectors, Shares, Shares]:
        """One row of logits a text, its certainty of a crisis, and of any danger; parts after the first count less."""
        logits: Vectors = self._encoder.encode(texts) @ self._weights.T + self._bias
        shares = _softmax(logits[:, : len(self._levels)]), _softmax(grams.logits(texts, *self._grams))
        caution = np.where(np.arange(len(texts)) == 0, 1.0, _PART_CAUTION if len(texts) > 2 else 1.0)
        at_crisis, at_clear = self._levels.index("crisis"), self._levels.index("clear")
        crisis = _together(*(levels[:, at_crisis] for levels in shares)) * caution
        danger = _together(*(1.0 - levels[:, at_clear] for levels in shares)) * caution
        return logits, crisis, np.maximum(danger, crisis)

    def _kind(self, logits: Vectors) -> Kind:
        kinds = logits[len(self._levels) :].copy()
        kinds[self._kinds.index("none")] = -np.inf
        kind: Kind = self._kinds[int(np.argmax(kinds))]
        return kind


def readings(text: str, recent: Sequence[str] = ()) -> list[str]:
    """The texts to judge: the message; it with the one before, where it is short; its parts, where it is long."""
    whole = " ".join(text[:_LONGEST].split())
    words = whole.split()
    if not words:
        return []
    if len(words) <= _SHORT and recent and recent[-1].strip():
        return [whole, " ".join(f"{recent[-1][-_BEFORE:]} {whole}".split())]
    return [whole, *(_parts(text[:_LONGEST]) if len(words) > 2 * _PART else ())]


def _apart(texts: Sequence[str]) -> bool:
    """Whether a short message, read with the one before it, is about something itself and answers nothing."""
    words = texts[0].lower().split()
    return len(texts) == 2 and words[0].strip(".,!") not in _ANSWERS and len(set(content(texts[0]))) >= _OWN_SUBJECT


def _parts(text: str) -> list[str]:
    """Sentences, short ones joined and endless ones cut; of more than enough, the first and the last."""
    found: list[list[str]] = [[]]
    for sentence in _SENTENCE.split(text):
        words = sentence.split()
        for at in range(0, len(words), 2 * _PART):
            if len(found[-1]) >= _PART:
                found.append([])
            found[-1] += words[at : at + 2 * _PART]
    if len(found) > _MOST_PARTS:
        found = found[: _MOST_PARTS // 2] + found[-_MOST_PARTS // 2 :]
    return [" ".join(part) for part in found if part]


def _together(vectors: Shares, words: Shares) -> Shares:
    """Both readings as one: the mean of their log odds, weighted."""
    odds = [np.log(np.clip(share, 1e-4, 1 - 1e-4) / (1 - np.clip(share, 1e-4, 1 - 1e-4))) for share in (vectors, words)]
    return np.asarray(1 / (1 + np.exp(-((1 - _BY_WORDS) * odds[0] + _BY_WORDS * odds[1]))))


def _softmax(logits: Vectors | Shares) -> Shares:
    raised = np.exp(logits - logits.max(axis=1, keepdims=True), dtype=np.float64)
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float64)
