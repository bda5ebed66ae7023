"""Vectors of the library that ships, from `training/search_vectors.py`, so that the first start need not embed it."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from safetensors import SafetensorError, safe_open

from coach.library.entries import Library, Piece, case_pieces, pieces
from coach.library.linear import Vectors

KNOWN = Path(__file__).with_name("fitted") / "vectors.safetensors"
KNOWN_LARGER = KNOWN.with_name("vectors_larger.safetensors")
"""Of the larger encoder, which reads beside the fitted one."""


def hashed(value: object) -> str:
    """Tells values apart, the same on every machine."""
    return hashlib.sha256(repr(value).encode()).hexdigest()[:32]


def key_of(piece: Piece) -> str:
    """The hash of all that a piece is."""
    return hashed((piece.entry, piece.kind, piece.text))


def keyed(library: Library, *, cases: bool = False) -> dict[str, Piece]:
    """Every piece that is embedded, what lies elsewhere too, under its key; and what cases say, where wanted."""
    own = dict.fromkeys(piece for entry in library for piece in pieces(entry))
    elsewhere = (Piece("", "ask", text) for text in dict.fromkeys(library.elsewhere))
    of_cases = (piece for entry in library for piece in case_pieces(entry)) if cases else ()
    return {key_of(piece): piece for piece in (*own, *elsewhere, *of_cases)}


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
