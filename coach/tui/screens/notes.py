"""Notes between sessions: written down as they come, put on the card, and saved only on command."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import DescendantFocus
from textual.screen import Screen
from textual.widgets import Footer

from coach.errors import NotesError
from coach.rehearsal.card_file import HEADS
from coach.rehearsal.notebook import NotesCopy
from coach.tui.actions import NOTES, bindings
from coach.tui.practice import Practice
from coach.tui.saving import save_notes
from coach.tui.screens.ask_path import AskPathScreen
from coach.tui.screens.choice import ChoiceScreen
from coach.tui.session import Session
from coach.tui.text import shown
from coach.tui.widgets.help_beside import HelpBeside
from coach.tui.widgets.line import Line
from coach.tui.widgets.message_input import MessageInput
from coach.tui.widgets.note_list import NoteList
from coach.tui.widgets.top_line import TopLine

_WHICH = "The card is full. Which line should make way?"
_OPEN = "Which notes? A file that was saved here, or any text."
_OPENED = "Opened. What no file has yet stands below."
_FOREIGN = "Read as notes, paragraph by paragraph. The file stays as it is; saving asks for another name."


class NoteInput(MessageInput):
    """Where the next note is written; nothing is sent."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "send", "Put down")]


class NotesScreen(Screen[None]):
    """The card's step, the notes, and the field for the next one."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(NOTES)
    AUTO_FOCUS = ""

    def __init__(self, session: Session, practice: Practice, copy: NotesCopy) -> None:
        super().__init__()
        self._session, self._practice, self._copy = session, practice, copy
        self._book = practice.notebook

    def compose(self) -> ComposeResult:
        """Top line, the step, the notes, the field, the footer."""
        yield TopLine(self._session, "Notes")
        yield Line(id="step")
        with VerticalScroll(id="notes", can_focus=False):
            yield Line(classes="quiet notes-empty")
            yield NoteList(self._book)
            yield HelpBeside(self._session)
        yield NoteInput()
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Where it was left, ready to write."""
        self._field().text = self._book.draft
        self._list().fill()
        self.action_write()

    def on_screen_resume(self) -> None:
        """The card's step, what stood in the field, and the notes may have changed on another screen."""
        if self._field().text != self._book.draft:
            self._field().text = self._book.draft
        if len(self._list().views) != len(self._book.notes):
            self._list().fill()
        self._show()

    # What is shown

    @on(NoteList.Counted)
    def _show(self) -> None:
        self.query_one(".notes-empty", Line).put("" if self._book.notes else self._copy.empty)
        self.query_one("#step", Line).put("\n".join(self._told()))
        self.refresh_bindings()

    def _told(self) -> Iterator[str]:
        """The card's step, and a quiet sentence once it is done."""
        if self._step:
            done = self._practice.steps_done
            yield self._copy.step.format(step=" ".join(self._step.split()))
            if self._step in done:
                yield self._copy.done[done.index(self._step) % len(self._copy.done)]

    @property
    def _step(self) -> str:
        return self._practice.after.get("next", "").strip()

    def _end(self) -> None:
        self.query_one("#notes", VerticalScroll).scroll_end(animate=False)

    def _list(self) -> NoteList:
        return self.query_one(NoteList)

    def _field(self) -> MessageInput:
        return self.query_one(MessageInput)

    # What is typed

    @on(MessageInput.Changed)
    def _typed(self, event: MessageInput.Changed) -> None:
        self._book.draft = event.text_area.text

    @on(MessageInput.Sent)
    def _sent(self, event: MessageInput.Sent) -> None:
        if self._list().add(event.text):
            self._field().take(event.text)
            self.call_after_refresh(self._end)

    @on(NoteList.Written)
    def _written(self, event: NoteList.Written) -> None:
        self.query_one(HelpBeside).listen(event.text)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Who goes elsewhere has finished with a note."""
        for view in self._list().views:
            if view not in event.widget.ancestors_with_self:
                view.finish()
        self.refresh_bindings()

    # What a person can do

    def action_write(self) -> None:
        """To the field, for another note."""
        self._field().focus()
        self.call_after_refresh(self._end)

    async def action_edit(self) -> None:
        """Change the note in its place."""
        if view := self._list().selected:
            await view.edit()

    def action_keep(self) -> None:
        """Put the note on the card; where that is full, ask which line makes way."""
        view = self._list().selected
        if not view:
            return
        text, card = view.text, self._practice.card
        if place := self._practice.put(text):
            self._kept(place)
            return

        def instead(name: str | None) -> None:
            if name:
                self._practice.card = replace(self._practice.card, **{name: text})
                self._kept(name)

        lines = {name: f"{head}: {' '.join(shown(getattr(card, name)).split())}" for name, head in HEADS.items()}
        self.app.push_screen(ChoiceScreen(_WHICH, lines), instead)

    def _kept(self, place: str) -> None:
        self.notify(f"On the card, under “{HEADS[place]}”. F9 shows it.")

    def action_remove(self) -> None:
        """Delete the note; it can be brought back."""
        if self._list().selected:
            self._list().remove_note()
            self._go(0)
            self.notify("Deleted. u brings it back.")

    def action_bring_back(self) -> None:
        """Undo the last deletion."""
        if self._book.removed:
            self._list().bring_back()
            self._go(0)

    def action_done(self) -> None:
        """The card's step is done; once more takes that back."""
        done = self._practice.steps_done
        if self._step in done:
            done.remove(self._step)
        elif self._step:
            done.append(self._step)
        self._show()

    def action_save(self) -> None:
        """Ask where, and save."""
        if self._book.notes or self._book.file:
            save_notes(self.app, self._book)
        else:
            self.notify("There is nothing to save yet.")

    def action_open(self) -> None:
        """Ask for a file, and take its notes."""
        self.app.push_screen(AskPathScreen(_OPEN, example=self._book.place), self._opened)

    def _opened(self, path: str | None) -> None:
        if not path:
            return
        try:
            own = self._book.open(Path(path))
        except NotesError as error:
            self.notify(error.msg, title=error.title, severity="error", timeout=10)
            return
        self._list().fill()
        self.action_write()
        self.notify(_OPENED if own else _FOREIGN, timeout=8)

    def action_up(self) -> None:
        """Change places with the note above."""
        self._list().move_note(-1)
        self._go(0)

    def action_down(self) -> None:
        """Change places with the note below."""
        self._list().move_note(1)
        self._go(0)

    def action_older(self) -> None:
        """To the note above."""
        self._go(-1)

    def action_newer(self) -> None:
        """To the note below; after the last one comes the field."""
        self._go(1)

    def _go(self, step: int) -> None:
        """To the note at which one is, or so many further; the field comes after the last."""
        stops = [*self._list().views, self._field()]
        at = len(stops) - 1 if step and self._field().has_focus else self._list().at
        stops[max(0, min(at + step, len(stops) - 1))].focus()

    def action_back(self) -> None:
        """Out of the field; from there, back."""
        view = self._list().selected
        if view and view.editing:
            view.finish()
        elif self._field().has_focus:
            self.set_focus(view)
            self.refresh_bindings()
        else:
            self.app.pop_screen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what works now; letters act where nothing is being written."""
        _ = parameters
        if not self.is_mounted:
            return True
        still = not self._field().has_focus and not self._list().editing
        works = {
            "write": still,
            "bring_back": still and bool(self._book.removed),
            "done": still and bool(self._step),
            **dict.fromkeys(("edit", "keep", "remove", "up", "down"), still and bool(self._book.notes)),
        }
        return works.get(action, True)
