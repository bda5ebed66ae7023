"""The notes of one session with the coach: in memory, until the person saves them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import frontmatter

from coach import paths
from coach.rehearsal.copy import form, line
from coach.rehearsal.notes import Note, NotesFile, cleaned, paragraphs, read, suggested, write


@dataclass(frozen=True)
class NotesCopy:
    """The words around notes: where there are none yet, before the card's step, and once a step is done."""

    empty: str
    step: str
    done: tuple[str, ...]


@dataclass
class Notebook:
    """Notes in the person's order, the newest at the bottom.

    Attributes:
        notes: all of them.
        draft: what stands in the field, and is no note yet.
        file: where they were last opened from or saved.
        kept: the notes as that file has them.
        removed: what was deleted, the last one last, each with its place.
    """

    notes: list[Note] = field(default_factory=list)
    draft: str = ""
    file: NotesFile | None = None
    kept: tuple[Note, ...] = ()
    removed: list[tuple[int, Note]] = field(default_factory=list)

    @property
    def unsaved(self) -> bool:
        """Whether something was written, changed or deleted that no file has."""
        return tuple(self.notes) != self.kept or bool(self.draft.strip())

    @property
    def place(self) -> str:
        """Where they would be saved, to be changed by the person."""
        return str(self.file.path) if self.file else suggested()

    def add(self, text: str, day: date) -> int:
        """Put what was typed below, each paragraph as a note of its own; returns how many there were."""
        found = [Note(part, day) for part in paragraphs(text)]
        self.notes += found
        return len(found)

    def take_draft(self, day: date) -> None:
        """What stands in the field becomes a note."""
        self.add(self.draft, day)
        self.draft = ""

    def reword(self, at: int, text: str) -> None:
        """A note in other words; its day stays. One without words is deleted."""
        text = cleaned(text)
        if text:
            self.notes[at] = replace(self.notes[at], text=text)
        else:
            self.remove(at)

    def remove(self, at: int) -> None:
        """Delete a note; `bring_back` undoes it."""
        self.removed.append((at, self.notes.pop(at)))

    def bring_back(self) -> int | None:
        """Undo the last deletion; returns where the note stands, or None where there is none."""
        if not self.removed:
            return None
        at, note = self.removed.pop()
        at = min(at, len(self.notes))
        self.notes.insert(at, note)
        return at

    def move(self, at: int, step: int) -> int:
        """A note changes places with one above or below; returns where it stands."""
        to = max(0, min(at + step, len(self.notes) - 1))
        self.notes.insert(to, self.notes.pop(at))
        return to

    def open(self, path: Path) -> bool:
        """Take the notes of a file; below them stays what no file has.

        Returns:
            Whether it is a file of notes, which may be saved over.

        Raises:
            NotesError: it cannot be read; the notes are as they were.
        """
        found, file = read(path)
        own = [note for note in self.notes if note not in self.kept and note not in found]
        self.notes = [*found, *own]
        self.file, self.kept = file, found if file else ()
        return file is not None

    def save(self, path: Path) -> Path:
        """Write them where the person said; over another file only where it is their own.

        Raises:
            NotesError: they could not be written.
        """
        self.file = write(self.notes, path, self.file)
        self.kept = tuple(self.notes)
        return self.file.path


def load_notes_copy(folder: Path | None = None) -> NotesCopy:
    """Read the words of a folder, or of the one that ships with the program.

    Raises:
        LibraryError: the file is missing or not of its form.
    """
    return form((folder or paths.shipped("knowledge")) / "rehearsal" / "notes.md", _copy, "the notes")


def _copy(post: frontmatter.Post) -> NotesCopy:
    done: Sequence[str] = post["done"]
    if not done or "{step}" not in post["step"]:
        raise ValueError("`done` is empty, or `step` has no {step}")
    return NotesCopy(line(post["empty"]), line(post["step"]), tuple(line(text) for text in done))
