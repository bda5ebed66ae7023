"""Which model writes on this machine."""

from pathlib import Path

import psutil

from coach.models.catalog import ModelCard
from coach.models.store import ModelRef, Store

_SPARE = 1_500_000_000


def default_card(store: Store, memory: int | None = None) -> ModelCard:
    """The first model of the catalogue that this machine has room for, else the smallest.

    Args:
        memory: bytes of memory, if not this machine's own.
    """
    total = psutil.virtual_memory().total if memory is None else memory
    writers = [card for card in store.catalog.all() if card.kind == "gguf"]
    fitting = (card for card in writers if card.memory + _SPARE <= total)
    return next(fitting, min(writers, key=lambda card: card.memory))


def pick(choice: str, store: Store, memory: int | None = None) -> ModelRef | None:
    """The model to load for a setting: `none` is none, an empty choice is the default of this machine.

    Where the default is not there and a smaller one is, the smaller one serves.

    Raises:
        ModelError: what was asked for by name cannot be had.
    """
    if choice.lower() == "none":
        return None
    if choice:
        return store.resolve(choice)
    default = default_card(store, memory)
    others = [card for card in store.catalog.all() if card.kind == "gguf" and card.memory <= default.memory]
    there = [card for card in (default, *others) if store.state(card) == "present"]
    return store.resolve(there[0].id) if there else store.resolve(default.id)


def kept(choice: str, store: Store) -> str:
    """A choice as the settings keep it: an id, the whole path of a file, `none`, or nothing for the default.

    Raises:
        ModelError: there is no such model.
    """
    if choice.lower() in {"", "default", "none"}:
        return "none" if choice.lower() == "none" else ""
    ref = store.resolve(choice)
    return ref.id or str(Path(ref.path))
