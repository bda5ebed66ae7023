"""Find what the person's own papers say about a message, by sentence vectors kept beside each paper."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from coach.papers.base import Paper, Quote
from coach.papers.store import Papers

NEAR = 0.45
"""The likeness from which an excerpt is worth quoting."""
_MOST = 2
Vectors = npt.NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into vectors of length 1, one row a text."""

    @property
    def identity(self) -> str:
        """Changes when the encoder does."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text."""


class PaperSearch:
    """Searches the papers as they are at that moment: one that was just added is found, one removed is gone."""

    def __init__(self, encoder: Encoder, papers: Papers | None = None) -> None:
        self._encoder, self._papers = encoder, papers or Papers()
        self._known: dict[str, tuple[Paper, Vectors]] = {}

    def search(self, text: str) -> list[Quote]:
        """The nearest excerpts, best first; none where nothing is near.

        Raises:
            PaperError: a paper cannot be read.
        """
        self._refresh()
        if not self._known or not text.strip():
            return []
        (asked,) = self._encoder.encode([text])
        quotes = [
            Quote(paper.id, paper.name, paper.excerpts[at], float(score))
            for paper, vectors in self._known.values()
            for at, score in enumerate(vectors @ asked)
            if score >= NEAR
        ]
        return sorted(quotes, key=lambda quote: -quote.score)[:_MOST]

    def _refresh(self) -> None:
        ids = {path.parent.name for path in self._papers.folder.glob("*/paper.json")}
        if ids != self._known.keys():
            self._known = {
                paper.id: self._known.get(paper.id) or (paper, self._vectors(paper)) for paper in self._papers
            }

    def _vectors(self, paper: Paper) -> Vectors:
        """Kept beside the paper, so that a long one is embedded once; made anew where the encoder has changed."""
        path = self._papers.folder_of(paper.id) / f"{self._encoder.identity}.npy"
        with suppress(OSError, ValueError):
            kept: Vectors = np.load(path, allow_pickle=False)
            if len(kept) == len(paper.excerpts):
                return kept
        vectors = self._encoder.encode(
            [f"{one.heading}. {one.text}" if one.heading else one.text for one in paper.excerpts]
        )
        with suppress(OSError):
            _save(path, vectors)
        return vectors


def _save(path: Path, vectors: Vectors) -> None:
    for old in path.parent.glob("*.npy"):
        old.unlink()
    np.save(path, vectors)
