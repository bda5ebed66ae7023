"""Model files on this machine: where they lie, and whether they may be loaded.

A file is loaded only after its SHA-256 has been seen to hold. That is written into a small stamp beside it,
with the file's size and time of change, so that a gigabyte is not read again at each start; a file that
was touched since is read again.
"""

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from coach import paths
from coach.errors import CoachError, ModelMissing, ModelUnverified, UnknownModel
from coach.models import catalog as catalogue
from coach.models.catalog import Catalog, ModelCard, ModelFile

State = Literal["absent", "partial", "present"]
OnBytes = Callable[[int], None]
_BLOCK = 1 << 20
_GGUF = b"GGUF"


@dataclass(frozen=True)
class ModelRef:
    """A model that can be loaded: one of the catalogue, or (with `id` None) a GGUF of the person's own.

    `adapter` is what it has learnt for the coach; `fits_lines`, whether that is good for the stand-in's lines
    as well; `problem` is why it must do without, where it should have one.
    """

    id: str | None
    label: str
    path: Path
    context: int | None = None
    adapter: Path | None = None
    fits_lines: bool = False
    problem: CoachError | None = None


def sha256(path: Path, on_bytes: OnBytes | None = None) -> str:
    """The SHA-256 of a file, in hex; `on_bytes` is told of each block's length."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            if on_bytes:
                on_bytes(len(block))
    return digest.hexdigest()


class Store:
    """The models of one folder."""

    def __init__(self, root: Path | None = None, catalog: Catalog | None = None) -> None:
        self.root = root or paths.models_dir()
        self.catalog = catalog or catalogue.load()

    def folder(self, card: ModelCard) -> Path:
        """Where this model's files lie, whether they are there or not."""
        return self.root / card.id

    def state(self, card: ModelCard) -> State:
        """Whether all files are there, some of them, or none. Says nothing of their hashes."""
        there = [self._is_there(card, file) for file in card.files]
        if all(there):
            return "present"
        begun = any(there) or any(self.folder(card).rglob("*.partial"))
        return "partial" if begun else "absent"

    def _is_there(self, card: ModelCard, file: ModelFile) -> bool:
        path = self.folder(card) / file.path
        return path.is_file() and path.stat().st_size == file.size

    def path(self, card: ModelCard) -> Path:
        """What a loader takes: the GGUF file, or the embedder's folder.

        Raises:
            ModelMissing: it is not, or not wholly, on this machine.
        """
        if self.state(card) != "present":
            raise ModelMissing(
                f"The model {card.label} is not on this machine",
                f"Without it the library's own words serve. To get it: coach models fetch {card.id}",
            )
        return self.folder(card) / card.files[0].path if card.kind == "gguf" else self.folder(card)

    def trusted_path(self, card: ModelCard) -> Path:
        """As `path`, after seeing that each file is the one whose hash held.

        Raises:
            ModelMissing: it is not on this machine.
            ModelUnverified: a file is not what its publisher states.
        """
        path = self.path(card)
        for file in card.files:
            if not self._stamped(card, file):
                self._verify_file(card, file, None)
        return path

    def verify(self, card: ModelCard, on_bytes: OnBytes | None = None) -> None:
        """Read every file and compare its hash.

        Raises:
            ModelMissing: it is not on this machine.
            ModelUnverified: a file is not what its publisher states.
        """
        self.path(card)
        for file in card.files:
            self._verify_file(card, file, on_bytes)

    def _verify_file(self, card: ModelCard, file: ModelFile, on_bytes: OnBytes | None) -> None:
        path = self.folder(card) / file.path
        if sha256(path, on_bytes) != file.sha256:
            raise ModelUnverified(
                f"A file of the model {card.label} is not what its publisher states",
                "It was not loaded, and nothing of yours is lost. "
                f"Run: coach models remove {card.id}, then fetch it anew.",
            )
        self.stamp(card, file)

    def stamp(self, card: ModelCard, file: ModelFile) -> None:
        """Write down that this file's hash held just now."""
        path = self.folder(card) / file.path
        stat = path.stat()
        stamp = {"sha256": file.sha256, "size": stat.st_size, "mtime_ns": stat.st_mtime_ns}
        _stamp_of(path).write_text(json.dumps(stamp))

    def _stamped(self, card: ModelCard, file: ModelFile) -> bool:
        path = self.folder(card) / file.path
        try:
            stamp = json.loads(_stamp_of(path).read_text())
        except (OSError, ValueError):
            return False
        stat = path.stat()
        return bool(stamp == {"sha256": file.sha256, "size": stat.st_size, "mtime_ns": stat.st_mtime_ns})

    def remove(self, card: ModelCard) -> int:
        """Delete a model's files, begun ones too; returns the bytes freed."""
        folder = self.folder(card)
        freed = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        shutil.rmtree(folder, ignore_errors=True)
        return freed

    def resolve(self, name: str) -> ModelRef:
        """The model that a person means by an id, a label, or the path of a GGUF file.

        Raises:
            UnknownModel: no such name and no such file.
            ModelMissing: known, and not on this machine.
            ModelUnverified: the file is not a GGUF, or not the publisher's.
        """
        if name.lower().endswith(".gguf") or "/" in name or "\\" in name:
            return _own(Path(name).expanduser())
        card = self.catalog.get(name)
        if card.kind != "gguf":
            raise UnknownModel(
                f"{card.name} does not write", "It finds entries in the library. Choose a model that writes."
            )
        path = self.trusted_path(card)
        adapter, problem = _adapter(card)
        fits_lines = bool(adapter and card.adapter and card.adapter.lines)
        return ModelRef(card.id, card.label, path, card.context, adapter, fits_lines, problem)


def _adapter(card: ModelCard) -> tuple[Path | None, CoachError | None]:
    """The adapter that ships for a model, once its hash has been seen to hold; being small, it is read each time."""
    if card.adapter is None:
        return None, None
    path = paths.shipped("models") / card.adapter.path
    if path.is_file() and sha256(path) == card.adapter.sha256:
        return path, None
    return None, ModelUnverified(
        f"What the model {card.label} has learnt for the coach is not there, or not whole",
        "It writes without it, and more of the words are the library's own. Install the coach anew to have it back.",
    )


def _stamp_of(path: Path) -> Path:
    return path.with_name(path.name + ".stamp")


def _own(path: Path) -> ModelRef:
    if not path.is_file():
        raise UnknownModel(f"There is no file {path}", "Check the path, or see the names with: coach models list")
    with path.open("rb") as file:
        start = file.read(len(_GGUF))
    if start != _GGUF:
        raise ModelUnverified(
            f"{path.name} is not a GGUF file", "The coach loads models in the GGUF format of llama.cpp."
        )
    return ModelRef(None, path.stem, path.resolve())
