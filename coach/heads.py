"""A linear head on an encoder's vectors, as training writes it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError, safe_open

from coach.errors import LibraryError

Vectors = npt.NDArray[np.float32]
Shares = npt.NDArray[np.float64]


class Encoder(Protocol):
    """Turns texts into vectors of length 1, one row a text."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text."""


def read_head(fitted: Path, otherwise: LibraryError) -> tuple[Vectors, Vectors]:
    """The weights, a row an outcome, and the biases.

    Raises:
        LibraryError: the file is missing or broken; it is `otherwise`, which says what does without it.
    """
    try:
        with safe_open(fitted, "np") as file:
            weight, bias = (file.get_tensor(f"head.{name}").astype(np.float32) for name in ("weight", "bias"))
            return weight, bias
    except (OSError, SafetensorError) as error:
        raise otherwise from error


def read_labels(fitted: Path, otherwise: LibraryError) -> list[str]:
    """The names of the outcomes, in the order of the rows.

    Raises:
        LibraryError: as in `read_head`.
    """
    try:
        with safe_open(fitted, "np") as file:
            labels: str = file.metadata()["labels"]
            return labels.split()
    except (OSError, SafetensorError, KeyError, TypeError) as error:
        raise otherwise from error


def softmax(logits: Vectors | Shares) -> Shares:
    """Each row as shares of 1."""
    raised = np.exp(logits - logits.max(axis=1, keepdims=True), dtype=np.float64)
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float64)
