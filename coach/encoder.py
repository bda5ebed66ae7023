"""The sentence encoder, on the CPU: the one place that imports it. Nothing here opens a socket."""

import os

os.environ |= {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from safetensors.torch import load_file
from sentence_transformers import SentenceTransformer

from coach.errors import LibraryError

Vectors = npt.NDArray[np.float32]
"""One row of length 1 a text."""


class Embedder:
    """A sentence encoder from a folder on this machine, with low-rank changes where an adapter is named."""

    def __init__(self, folder: Path, adapter: Path | None = None) -> None:
        """Load it.

        Args:
            folder: the encoder's files, already checked.
            adapter: a safetensors file with `LAYER.lora_A` and `LAYER.lora_B` (Hu and others 2021), scale included.

        Raises:
            LibraryError: the folder does not hold an encoder, or the adapter is not of it.
        """
        try:
            self._files = (folder, adapter)
            self._model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
            if adapter:
                _adapt(self._model[0].auto_model, adapter)
        except (OSError, ValueError, KeyError, RuntimeError, AttributeError) as error:
            raise LibraryError(
                "The sentence embedder could not be loaded",
                "Search goes on by words alone. To see what is wrong with its files: coach models verify",
            ) from error

    @cached_property
    def identity(self) -> str:
        """A hash of the encoder's files and the adapter: the same on every machine that has the same ones."""
        return _identity(*self._files)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 a text; what is beyond 256 word pieces of a text is not read."""
        if not texts:
            return np.zeros((0, self._model.get_embedding_dimension() or 0), dtype=np.float32)
        encoded = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(encoded, dtype=np.float32)


def _adapt(model: torch.nn.Module, adapter: Path) -> None:
    tensors = load_file(adapter)
    for name, a in tensors.items():
        if not name.endswith(".lora_A"):
            continue
        layer = name.removesuffix(".lora_A")
        weight = model.get_submodule(layer).weight
        assert isinstance(weight, torch.nn.Parameter)
        with torch.no_grad():
            weight += tensors[f"{layer}.lora_B"].float() @ a.float()


def _identity(folder: Path, adapter: Path | None) -> str:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix in {".json", ".safetensors"})
    whole = hashlib.sha256()
    for path in (*files, *((adapter,) if adapter else ())):
        with path.open("rb") as file:
            whole.update(path.name.encode() + hashlib.file_digest(file, "sha256").digest())
    return whole.hexdigest()[:32]
