"""The sentence encoder, on the CPU: the one place that imports it. Nothing here opens a socket."""

import os

os.environ |= {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}

import functools
import hashlib
import threading
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
_LONGEST = 256


class Embedder:
    """A sentence encoder from a folder on this machine, with low-rank changes where an adapter is named.

    Those of one folder share its weights: one that is loaded is changed as it reads for each of them.
    """

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
            self._base = _base(folder)
            self._changes = self._base.changes(adapter) if adapter else {}
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
        return self._base.encode(texts, self._changes)


Changes = dict[str, tuple[torch.Tensor, torch.Tensor]]
"""For each layer that is changed, the two factors of what is added to its weights."""


class _Base:
    """The encoder as it comes, and what is added to its layers while it reads."""

    def __init__(self, folder: Path) -> None:
        self._model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        self._model.max_seq_length = _LONGEST
        self._layers = dict(self._model[0].auto_model.named_modules())
        self._hooked: set[str] = set()
        self._now: Changes = {}
        self._busy = threading.Lock()

    def changes(self, adapter: Path) -> Changes:
        """The factors that a file holds.

        Raises:
            KeyError: they are of other layers.
            RuntimeError: they are of another size.
        """
        tensors = load_file(adapter)
        names = [name.removesuffix(".lora_A") for name in tensors if name.endswith(".lora_A")]
        found = {name: (tensors[f"{name}.lora_A"].float(), tensors[f"{name}.lora_B"].float()) for name in names}
        for name, (a, b) in found.items():
            layer = self._layers[name]
            if (b.shape[0], a.shape[1]) != tuple(layer.weight.shape):
                raise RuntimeError(f"{name}: {b.shape[0]} by {a.shape[1]}")
            if name not in self._hooked:
                self._hooked.add(name)
                layer.register_forward_hook(functools.partial(self._changed, name))
        return found

    def _changed(self, name: str, _: torch.nn.Module, given: tuple[torch.Tensor], got: torch.Tensor) -> torch.Tensor:
        factors = self._now.get(name)
        return got if factors is None else got + (given[0] @ factors[0].T) @ factors[1].T

    def encode(self, texts: Sequence[str], changes: Changes) -> Vectors:
        """One row a text, read with these changes."""
        if not texts:
            return np.zeros((0, self._model.get_embedding_dimension() or 0), dtype=np.float32)
        with self._busy:
            self._now = changes
            encoded = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(encoded, dtype=np.float32)


@functools.cache
def _base(folder: Path) -> _Base:
    return _Base(folder)


def _identity(folder: Path, adapter: Path | None) -> str:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix in {".json", ".safetensors"})
    whole = hashlib.sha256()
    for path in (*files, *((adapter,) if adapter else ())):
        with path.open("rb") as file:
            whole.update(path.name.encode() + hashlib.file_digest(file, "sha256").digest())
    return whole.hexdigest()[:32]
