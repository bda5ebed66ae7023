"""The guard's examples: rows of `training/guard/*.tsv`, and what people type here, which is harmless for the most part.

What is typed is what the library is asked, and the messages of `training/words`. Readers went through those that come
near danger, and through all of the messages: `training/typed.tsv` has what is not plainly clear, as level, kind and
text; where it says `doubt`, readers may differ, and nothing is learnt from it.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from coach.guard.base import Kind, Level
from coach.library.entries import Library, load_library
from training.words import replies

LEVELS: tuple[Level, ...] = get_args(Level)
KINDS: tuple[Kind, ...] = get_args(Kind)
FOLDER = Path(__file__).with_name("guard")
TYPED = Path(__file__).with_name("typed.tsv")


@dataclass(frozen=True)
class Example:
    """One message, what it says of danger, and its situation; messages of one situation stay on one side of a split."""

    situation: str
    level: Level
    kind: Kind
    text: str


def read(path: Path) -> list[Example]:
    """The rows of one file.

    Raises:
        ValueError: a row is not of the form; the message names it.
    """
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        cells = line.split("\t")
        if len(cells) != 4 or cells[1] not in LEVELS or cells[2] not in KINDS or not cells[3].strip():
            raise ValueError(f"{path.name}, line {number}: not situation, level, kind and text")
        if (cells[1] == "clear") != (cells[2] == "none"):
            raise ValueError(f"{path.name}, line {number}: clear goes with none, and nothing else does")
        found.append(Example(f"{path.stem}/{cells[0]}", cells[1], cells[2], cells[3].strip()))  # type: ignore[arg-type]
    return found


def everything() -> list[Example]:
    """All examples."""
    return written() + typed(load_library())


def written() -> list[Example]:
    """What was written for the guard."""
    return [example for path in sorted(FOLDER.glob("*.tsv")) for example in read(path)]


def typed(library: Library) -> list[Example]:
    """What people type here: clear, but for what readers marked; what they doubted is left out."""
    marked = _marked()
    texts = {f"{entry.id}/{n}": ask for entry in library for n, ask in enumerate((*entry.asks, *entry.also))}
    texts |= {f"elsewhere/{n}": text for n, text in enumerate(library.elsewhere)}
    texts |= {f"{row.entry}/typed/{n}": " ".join(row.message.split()) for n, row in enumerate(replies())}
    found = []
    for situation, text in texts.items():
        level, kind = marked.get(text, ("clear", "none"))
        if level != "doubt":
            found.append(Example(situation, level, kind, text))  # type: ignore[arg-type]
    return found


def is_of(example: Example, names: Sequence[str]) -> bool:
    """Whether an example is of one of some files, by their names, or of one of some entries of the library."""
    return example.situation.startswith(tuple(f"{name}/" for name in names))


def _marked() -> dict[str, tuple[str, str]]:
    rows = (line.split("\t") for line in TYPED.read_text("utf-8").splitlines())
    return {text: (level, kind) for level, kind, text in rows}


def split(examples: Iterable[Example], share: float = 0.15, seed: int = 1) -> tuple[list[Example], list[Example]]:
    """Examples to learn from and a share to measure on, whole situations on either side."""
    examples = list(examples)
    situations = sorted({example.situation for example in examples})
    random.Random(seed).shuffle(situations)
    held = set(situations[: int(len(situations) * share)])
    return [one for one in examples if one.situation not in held], [one for one in examples if one.situation in held]


def roughened(text: str, chance: random.Random) -> str:
    """The text as a hurried thumb types it: now and then lower case, no stops, a letter lost, doubled or swapped."""
    if chance.random() < 0.3:
        text = text.lower() if chance.random() < 0.85 else text.upper()
    if chance.random() < 0.25:
        text = text.replace("'", "").replace(".", "").replace(",", "")
    if chance.random() < 0.3:
        for _ in range(max(1, len(text) // 40)):
            at = chance.randrange(max(1, len(text) - 1))
            text = chance.choice((text[:at] + text[at + 1 :], text[:at] + text[at : at + 1] + text[at:],
                                  text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]))  # fmt: skip
    return text or "x"


def going_on(
    examples: Sequence[Example], names: Sequence[str], chance: random.Random, others: float, times: int
) -> list[Example]:
    """What an epoch has where it goes on for some files or entries: theirs so many times, and of the others a share."""
    new = [one for one in examples if is_of(one, names)]
    old = [one for one in examples if not is_of(one, names)]
    return [*new * times, *(one for one in old if chance.random() < others)] if names else old
