"""The classifier: a linear head on sentence vectors beside one on words, fitted by `training/guard_classifier.py`.

Where there is a larger encoder, a head on its vectors (`training/guard_larger.py`) reads as well. A long message is
read whole and in parts, so that one sentence in three pages is heard.
"""

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from safetensors import SafetensorError, safe_open

from coach.errors import LibraryError
from coach.guard import grams
from coach.guard.base import Kind
from coach.guard.opinion import Opinion
from coach.guard.words import content
from coach.heads import Encoder, Shares, Vectors, softmax

FITTED = Path(__file__).with_name("fitted") / "classifier.safetensors"
FITTED_LARGER = FITTED.with_name("larger.safetensors")
_QUOTE = 160
_SHORT, _PART, _MOST_PARTS = 8, 25, 64
"""Words of a message that is read with the one before it; words that a part has at least; the most parts."""
_ANSWERS = frozenset("yes yeah yep yea no nope nah not maybe sometimes kind sort kinda sorta probably i'm im".split())
"""First words of an answer to what the page asked."""
_OWN_SUBJECT, _UNWORRIED, _MORE = 2, 0.4, 0.15
"""Words of meaning from which a short message is about something itself; where it alone is no more dangerous than
this, it must make the message before it so much worse to be heard with it."""
_TOO_FEW = 3
"""Words that are too few to be uneasy about ("no idea"); a crisis can be said in as many."""
_PART_CAUTION = 0.6
"""A part says less than a whole message, and there are many: its certainty counts this much at most."""
_BY_WORDS, _BY_LARGER = 0.4, 0.45
"""What the words count beside the sentence's vector; and what the larger encoder counts beside both."""
_CRISIS_LEVEL, _DANGER_LEVEL = 1.0, 0.8
_CRISIS_LEVEL_LARGER, _DANGER_LEVEL_LARGER = 0.75, -0.45
"""Added to the log odds of what the first two say together, and of what all three do, so that one operating point
serves with the larger encoder and without. Chosen on our own set and on what is typed here."""
_MOST_AGAIN = 8
"""The most texts that the larger encoder reads: those in which the others hear most."""
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_LONGEST, _BEFORE = 40_000, 400
"""Letters of a message that are read; of one before it, its last."""


class Head:
    """A linear head on an encoder's vectors."""

    def __init__(self, encoder: Encoder, fitted: Path) -> None:
        """Read it; `encoder` must carry the low-rank changes of the same file.

        Raises:
            LibraryError: the file is missing or broken.
        """
        self._encoder = encoder
        try:
            with safe_open(fitted, "np") as file:
                facts = file.metadata()
                self.levels, self.kinds = facts["levels"].split(), facts["kinds"].split()
                self._weights, self._bias = file.get_tensor("head.weight"), file.get_tensor("head.bias")
        except (OSError, KeyError, SafetensorError) as error:
            raise _broken(fitted) from error

    def read(self, texts: Sequence[str]) -> tuple[Shares, Shares]:
        """One row a text: the share of each level, and of each kind."""
        logits: Vectors = self._encoder.encode(texts) @ self._weights.T + self._bias
        return softmax(logits[:, : len(self.levels)]), softmax(logits[:, len(self.levels) :])


class Classifier:
    """A `Listener` in the process that holds the encoder."""

    def __init__(self, head: Head, larger: Head | None = None, fitted: Path = FITTED) -> None:
        """Put the readers together.

        Args:
            head: on the encoder that is always there.
            larger: on the larger one, with the same levels and kinds; None goes without.
            fitted: has the model over words.

        Raises:
            LibraryError: the file is missing or broken.
        """
        self._head, self._larger = head, larger
        self._crisis, self._clear = head.levels.index("crisis"), head.levels.index("clear")
        try:
            with safe_open(fitted, "np") as file:
                self._grams = file.get_tensor("grams.weight").astype(np.float32), file.get_tensor("grams.bias")
        except (OSError, SafetensorError) as error:
            raise _broken(fitted) from error

    def listen(self, text: str, recent: Sequence[str] = ()) -> Opinion:
        """What a message says of danger."""
        texts = readings(text, recent)
        if not texts:
            return Opinion(0.0, 0.0, "none", "")
        kinds, crisis, danger = self._judge(texts)
        if recent and _apart(texts) and danger[0] < _UNWORRIED:
            _, worse, worried = self._judge([recent[-1][-_BEFORE:]])
            crisis[1:] *= crisis[1:] >= worse + _MORE
            danger[1:] = np.maximum(danger[1:] * (danger[1:] >= worried + _MORE), crisis[1:])
        if len(texts[0].split()) <= _TOO_FEW:
            danger[0] = crisis[0]
        at = int(np.argmax(crisis + danger))
        return Opinion(float(crisis.max()), float(danger.max()), self._kind(kinds[at]), texts[at][:_QUOTE])

    def _judge(self, texts: Sequence[str]) -> tuple[Shares, Shares, Shares]:
        """One row of kinds a text, its certainty of a crisis, and of any danger; parts after the first count less."""
        levels, kinds = self._head.read(texts)
        by_words = softmax(grams.logits(texts, *self._grams))
        crisis = _together(levels[:, self._crisis], by_words[:, self._crisis], _BY_WORDS, _CRISIS_LEVEL)
        danger = _together(1.0 - levels[:, self._clear], 1.0 - by_words[:, self._clear], _BY_WORDS, _DANGER_LEVEL)
        if self._larger:
            most = np.argsort(-(crisis + danger) - 2.0 * (np.arange(len(texts)) == 0))[:_MOST_AGAIN]
            levels, again = self._larger.read([texts[at] for at in most])
            told = np.zeros((2, len(texts)))
            told[0, most] = _together(crisis[most], levels[:, self._crisis], _BY_LARGER, _CRISIS_LEVEL_LARGER)
            told[1, most] = _together(danger[most], 1.0 - levels[:, self._clear], _BY_LARGER, _DANGER_LEVEL_LARGER)
            kinds[most] += again
            crisis, danger = told[0], told[1]
        caution = np.where(np.arange(len(texts)) == 0, 1.0, _PART_CAUTION if len(texts) > 2 else 1.0)
        return kinds, crisis * caution, np.maximum(danger, crisis) * caution

    def _kind(self, shares: Shares) -> Kind:
        shares = shares.copy()
        shares[self._head.kinds.index("none")] = -1.0
        kind: Kind = self._head.kinds[int(np.argmax(shares))]
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


def _together(ones: Shares, others: Shares, weight: float, level: float = 0.0) -> Shares:
    """Both readings as one: the mean of their log odds, the others with this weight of 1; `level` is added."""
    odds = (1.0 - weight) * _odds(ones) + weight * _odds(others) + level
    return np.asarray(1 / (1 + np.exp(-odds)))


def _odds(shares: Shares) -> Shares:
    held = np.clip(shares, 1e-4, 1 - 1e-4)
    return np.asarray(np.log(held / (1 - held)))


def _broken(fitted: Path) -> LibraryError:
    return LibraryError("The classifier could not be loaded", f"The rules listen alone. Look at {fitted.name}.")
