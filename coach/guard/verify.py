"""The verifier: how likely a sentence keeps what a message says, fitted by `training/verifier.py`.

It reads both as one text with the sentence encoder, and a linear head judges the vector. It can only refuse.
"""

from pathlib import Path

import numpy as np

from coach.errors import LibraryError
from coach.guard.base import Part
from coach.heads import Encoder, read_head

FITTED = Path(__file__).with_name("fitted") / "verifier.safetensors"
_LONGEST = 600


def joined(message: str, part: Part | str, sentence: str) -> str:
    """Both as the one text that the encoder reads; what a message holds cannot pass for the border between them."""
    told = " ".join(message.replace("[", "(").replace("]", ")").split())
    return f"{told[-_LONGEST:]} [SEP] {part}: {sentence}"


class Verifier:
    """In the process that holds the encoder."""

    def __init__(self, encoder: Encoder, fitted: Path = FITTED) -> None:
        """Read the head; `encoder` must carry the low-rank changes of the same file.

        Raises:
            LibraryError: the file is missing or broken.
        """
        without = LibraryError("The verifier could not be loaded", f"The other checks read alone. See {fitted.name}.")
        self._encoder = encoder
        self._weights, self._bias = read_head(fitted, without)

    def keeps(self, message: str, part: Part, sentence: str) -> float:
        """How likely the sentence keeps what the message says, 0 to 1."""
        vector = self._encoder.encode([joined(message, part, sentence)])[0]
        logit = float(vector @ self._weights[0] + self._bias[0])
        return float(1 / (1 + np.exp(-logit)))
