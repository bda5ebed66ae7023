"""Vectors of the library that ships, from `training/search_vectors.py`, so that the first start need not embed it."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from safetensors import SafetensorError, safe_open

from coach.library.linear import Vectors

KNOWN = Path(__file__).with_name("fitted") / "vectors.safetensors"
KNOWN_LARGER = KNOWN.with_name("vectors_larger.safetensors")
"""Of the larger encoder, which reads beside the fitted one."""


class KnownVectors:
    """What is known of pieces, by their keys; nothing, where the file is missing, broken or of another encoder."""

    def __init__(self, encoder: str, path: Path = KNOWN) -> None:
        """Read the file; `encoder` is the identity of the encoder in use."""
        self._row: dict[str, int] = {}
        self._vectors = np.zeros((0, 1), dtype=np.int8)
        try:
            with safe_open(path, "np") as file:
                if (file.metadata() or {}).get("encoder") == encoder:
                    self._vectors = file.get_tensor("vectors")
                    self._row = {raw.tobytes().hex(): row for row, raw in enumerate(file.get_tensor("keys"))}
        except (OSError, SafetensorError):
            self._row = {}

    def __contains__(self, key: str) -> bool:
        return key in self._row

    def rows(self, keys: Sequence[str]) -> Vectors:
        """One row of length 1 a key; all of them must be known."""
        found = self._vectors[[self._row[key] for key in keys]].astype(np.float32)
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), dtype=np.float32)
