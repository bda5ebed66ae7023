"""The notes, one below the other, each day's under its name; what is done to one here is done in the notebook."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from textual import on
from textual.containers import Vertical
from textual.events import DescendantFocus
from textual.message import Message

from coach.rehearsal.notebook import Notebook
from coach.rehearsal.notes import Note
from coach.tui.widgets.own_line import OwnLine

_UNDATED = "no day"


class NoteList(Vertical):
    """Shows a notebook.

    Attributes:
        views: the notes as they are shown, in their order.
        at: counts to the one at which the person is; it stays when the focus goes elsewhere.
    """

    @dataclass
    class Written(Message):
        """The person has written a note, or changed it."""

        text: str

    @dataclass
    class Counted(Message):
        """There are other notes now, or they stand in another order."""

    def __init__(self, book: Notebook) -> None:
        super().__init__()
        self._book = book
        self.views: list[OwnLine] = []
        self.at = 0

    @property
    def selected(self) -> OwnLine | None:
        """The note at which the person is; None where there is none."""
        return self.views[self.at] if self.views else None

    @property
    def editing(self) -> bool:
        """Whether a note is being changed."""
        return any(view.editing for view in self.views)

    def fill(self) -> None:
        """Show the notes as they are; the newest is the one at which the person is."""
        for view in self.views:
            self._drop(view)
        self.views = []
        self._show(self._book.notes, 0)
        self._counted(len(self._book.notes) - 1)

    def add(self, text: str) -> bool:
        """Put down what was typed; returns whether there was anything in it."""
        count = self._book.add(text, date.today())
        if count:
            self._show(self._book.notes[-count:], len(self.views))
            self._counted(len(self._book.notes) - 1)
            self.post_message(self.Written(text))
        return bool(count)

    def remove_note(self) -> None:
        """Delete the note at which the person is; the next one, or the one before, is it from now on."""
        if self.views:
            self._book.remove(self.at)
            self._drop(self.views.pop(self.at))
            self._counted(min(self.at, len(self.views) - 1))

    def bring_back(self) -> None:
        """Undo the last deletion."""
        at = self._book.bring_back()
        if at is not None:
            self._show([self._book.notes[at]], at)
            self._counted(at)

    def move_note(self, step: int) -> None:
        """The note at which the person is changes places with one above or below."""
        if not self.views:
            return
        at, to = self.at, self._book.move(self.at, step)
        if to < at:
            self.move_child(self.views[at], before=self.views[to])
        elif to > at:
            self.move_child(self.views[at], after=self.views[to])
        self.views.insert(to, self.views.pop(at))
        self._counted(to)

    def _show(self, notes: Sequence[Note], at: int) -> None:
        new = [OwnLine(note.text, classes="note") for note in notes]
        self.mount_all(new, before=self.views[at] if at < len(self.views) else None)
        self.views[at:at] = new

    def _drop(self, view: OwnLine) -> None:
        """Out of sight now, and away once the screen is drawn without it."""
        view.display = False
        self.call_after_refresh(view.remove)

    def _counted(self, at: int) -> None:
        self.at = max(at, 0)
        day: object = ""
        for view, note in zip(self.views, self._book.notes, strict=True):
            view.around(_named(note) if note.day != day else "")
            day = note.day
        self.post_message(self.Counted())

    @on(OwnLine.Changed)
    def _changed(self, event: OwnLine.Changed) -> None:
        event.stop()
        if event.view in self.views and event.text.strip():
            self._book.reword(self.views.index(event.view), event.text)

    @on(OwnLine.Finished)
    def _finished(self, event: OwnLine.Finished) -> None:
        event.stop()
        if event.view not in self.views:
            return
        at = self.views.index(event.view)
        if event.text.strip():
            self._book.reword(at, event.text)
            event.view.put(self._book.notes[at].text)
            if event.text != event.before:
                self.post_message(self.Written(event.text))
        else:
            self._book.reword(at, event.before)
            self.at = at
            self.remove_note()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """This is the note at which the person is."""
        here = [n for n, view in enumerate(self.views) if view in event.widget.ancestors_with_self]
        self.at = here[0] if here else self.at


def _named(note: Note) -> str:
    return f"{note.day:%A} {note.day.day} {note.day:%B %Y}" if note.day else _UNDATED
