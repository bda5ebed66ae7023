"""Notes between sessions, and the file that they are kept in when the person says so: Markdown that anybody can read.

Each note is an item of a list, under the heading of its day. Any other text is read paragraph by paragraph, and nothing
in it is followed or run.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from coach.errors import NotesError
from coach.rehearsal.files import fill, write_new

TITLE = "# Notes for my therapy"
MOST_BYTES = 1_000_000
"""The largest file that is read or written."""
MOST_FOREIGN = 500
"""The most notes that are made of a file that is none of notes."""
_ENDING = ".md"
_UNDATED = "## No day"
_DAY = re.compile(r"## (\d{4}-\d{2}-\d{2})")
_AS_BEFORE = "Your notes are as they were."
_ITEM, _INDENT = "- ", "  "
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SIGNS = {n: chr(0x2400 + n) for n in range(0x20) if chr(n) not in "\n\t"} | {0x7F: "\u2421"}
_CONTROLS = _SIGNS | dict.fromkeys([*range(0x80, 0xA0), *range(0xD800, 0xE000)], "\ufffd")
"""What a terminal would obey, or no file can hold, as a sign that can be seen."""


@dataclass(frozen=True)
class Note:
    """Something that the person wrote down; `day` is None where a file does not tell it."""

    text: str
    day: date | None = None


@dataclass(frozen=True)
class NotesFile:
    """A file of notes as it was last read or written; only where it still is so may it be written over."""

    path: Path
    digest: str


def cleaned(text: str) -> str:
    """A text as a note holds it: plain line ends, no space at the ends, no control characters."""
    plain = _LINE_ENDS.sub("\n", text).translate(_CONTROLS)
    return "\n".join(line.rstrip() for line in plain.split("\n")).strip()


def paragraphs(text: str) -> list[str]:
    """The paragraphs of what was typed, each of which is a note of its own."""
    return [part for part in (cleaned(part) for part in re.split(r"\n\s*\n", cleaned(text))) if part]


def to_markdown(notes: Sequence[Note]) -> str:
    """The notes as they are kept; `from_markdown` reads the same notes again."""
    blocks, day = [TITLE], None
    for note in notes:
        if note.day != day:
            blocks.append(f"## {note.day.isoformat()}" if note.day else _UNDATED)
            day = note.day
        first, *more = cleaned(note.text).split("\n")
        blocks.append("\n".join([_ITEM + first, *(_INDENT + line if line else "" for line in more)]))
    return "\n\n".join(blocks) + "\n"


def from_markdown(text: str) -> tuple[Note, ...]:
    """The notes of a text: each item of a list, and each paragraph of anything else."""
    lines = _LINE_ENDS.sub("\n", text.removeprefix("\ufeff")).translate(_CONTROLS).split("\n")
    reader = _Reader()
    for n, line in enumerate(lines):
        if n or not _is_title(line):
            reader.take(line)
    return tuple(reader.notes())


def read(path: Path) -> tuple[tuple[Note, ...], NotesFile | None]:
    """The notes of a file, and the file, where it is one of notes; None for another, which is not to be written over.

    Raises:
        NotesError: it is not there, holds no text, is too long, or cannot be read.
    """
    path = _expanded(path)
    raw = _bytes(path)
    text = _decoded(raw, path.name)
    notes = from_markdown(text)
    if _is_title(text.split("\n", 1)[0]):
        return notes, NotesFile(path.resolve(), _digest(raw))
    if len(notes) > MOST_FOREIGN:
        raise _too_long(path.name)
    if not notes:
        raise NotesError(f"There is nothing to read in {path.name}", _AS_BEFORE)
    return notes, None


def write(notes: Sequence[Note], path: Path, over: NotesFile | None = None) -> NotesFile:
    """Write the notes where the person said, for their eyes alone; in one step, where they were there before.

    Args:
        notes: the notes.
        path: where; its name ends in `.md`.
        over: the one file that may be written over, as it was when it was last read or written.

    Raises:
        NotesError: another file is there, that file has changed since, or it cannot be written.
    """
    path = _expanded(path)
    if path.suffix.lower() != _ENDING:
        raise NotesError(f"“{path.name}” is no name for notes", f"Let it end in {_ENDING}, and try once more.")
    text = to_markdown(notes)
    raw = text.encode()
    if len(raw) > MOST_BYTES:
        raise NotesError("That is more than one file of notes holds", "Move some of them to a file of their own.")
    try:
        if over and path.exists() and path.resolve() == over.path:
            _write_over(over, text)
        else:
            write_new(path, text)
    except FileExistsError:
        raise NotesError(f"{path.name} is there already", "Nothing was changed. Choose another name.") from None
    except (OSError, ValueError, RuntimeError) as error:
        told = error.strerror if isinstance(error, OSError) else None
        raise NotesError(
            f"{path.name} could not be saved", f"The notes are still on the screen. ({told or error})"
        ) from error
    return NotesFile(path.resolve(), _digest(raw))


def suggested() -> str:
    """A name for a new file."""
    return f"~/notes-{date.today().isoformat()}{_ENDING}"


@dataclass
class _Reader:
    """Takes a text line by line; `gap` counts the empty lines since the last one of the block."""

    found: list[Note] = field(default_factory=list)
    block: list[str] = field(default_factory=list)
    day: date | None = None
    item: bool = False
    gap: int = 0

    def take(self, line: str) -> None:
        """The next line."""
        if not line.strip():
            self.gap += 1
        elif self.item and line.startswith(_INDENT):
            self.block += [""] * self.gap + [line.removeprefix(_INDENT)]
            self.gap = 0
        elif line.startswith(_ITEM):
            self._begin(line.removeprefix(_ITEM), item=True)
        elif self._is_day(line):
            self._end()
        elif self.gap or not self.block:
            self._begin(line, item=False)
        else:
            self.block.append(line)

    def notes(self) -> Iterator[Note]:
        """All that were found, without those that are empty."""
        self._end()
        return (note for note in self.found if note.text)

    def _is_day(self, line: str) -> bool:
        dated = _DAY.fullmatch(line.rstrip())
        try:
            day = date.fromisoformat(dated[1]) if dated else None
        except ValueError:
            return False
        if dated or line.rstrip() == _UNDATED:
            self._end()
            self.day = day
            return True
        return False

    def _begin(self, line: str, *, item: bool) -> None:
        self._end()
        self.block, self.item = [line], item

    def _end(self) -> None:
        self.found.append(Note(cleaned("\n".join(self.block)), self.day))
        self.block, self.item, self.gap = [], False, 0


def _is_title(line: str) -> bool:
    return line.rstrip() == TITLE


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise NotesError(f"There is no file {path}", f"Check the name. {_AS_BEFORE}")
        if path.stat().st_size > MOST_BYTES:
            raise _too_long(path.name)
        return path.read_bytes()
    except OSError as error:
        raise NotesError(f"{path.name} cannot be read", f"{_AS_BEFORE} ({error.strerror or error})") from error


def _decoded(raw: bytes, name: str) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise NotesError(f"{name} is no text", f"Notes are read from Markdown or plain text. {_AS_BEFORE}")
    return text


def _too_long(name: str) -> NotesError:
    return NotesError(f"{name} is longer than notes are", f"Open a shorter file. {_AS_BEFORE}")


def _expanded(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise NotesError(f"There is no folder {path}", "Nothing was changed. Choose another one.") from error


def _write_over(over: NotesFile, text: str) -> None:
    if _digest(over.path.read_bytes()) != over.digest:
        raise NotesError(
            f"{over.path.name} has changed since", "Nothing was written. Choose another name, or open it again."
        )
    handle, partial = tempfile.mkstemp(dir=over.path.parent, prefix=f".{over.path.name}.")
    fill(handle, Path(partial), text)
    try:
        os.replace(partial, over.path)
    except OSError:
        Path(partial).unlink(missing_ok=True)
        raise


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
