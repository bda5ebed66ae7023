"""The examples that the language models learn to word replies from: `training/words/*.jsonl`.

A reply's row is `{"entry", "message", "before", "heard", "say"}`; a row of the stand-in's is
`{"style", "beat", "goal", "you", "like", "line"}`.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "words"
STAND_IN = "stand_in"


@dataclass(frozen=True)
class ReplyRow:
    """A message, the entry that answers it, and what should be told back and said; `before` are earlier messages."""

    entry: str
    message: str
    heard: str
    say: str
    before: list[str] = field(default_factory=list)
    place: str = ""


@dataclass(frozen=True)
class LineRow:
    """A line of the stand-in's: `like` is what people wrote for the moment, `line` is that, fitted to `you`."""

    style: str
    beat: str
    goal: str
    you: str
    like: str
    line: str
    place: str = ""


def read(path: Path) -> Iterator[ReplyRow | LineRow]:
    """The rows of one file.

    Raises:
        ValueError: a line is not such a row; the message names the place.
    """
    kind = LineRow if path.stem == STAND_IN else ReplyRow
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            place = f"{path.name}:{number}"
            try:
                yield kind(**json.loads(line), place=place)
            except (ValueError, TypeError) as error:
                raise ValueError(f"{place}: {error}") from error


def replies() -> list[ReplyRow]:
    """All rows of replies."""
    return [row for path in sorted(FOLDER.glob("*.jsonl")) for row in read(path) if isinstance(row, ReplyRow)]


def lines() -> list[LineRow]:
    """All rows of the stand-in's."""
    return [row for row in read(FOLDER / f"{STAND_IN}.jsonl") if isinstance(row, LineRow)]
