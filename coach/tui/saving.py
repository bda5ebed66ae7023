"""Notes go to a file when the person says so, from their screen or on leaving; both take the same way."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from textual.app import App

from coach.errors import NotesError
from coach.rehearsal.notebook import Notebook
from coach.tui.screens.ask_path import AskPathScreen
from coach.tui.screens.choice import ChoiceScreen

_WHERE = "Where should the notes be saved? .md"
_ALONE = "Only your account on this machine can read the file."
_UNSAVED = "Your notes are not saved as they are now."
_ANSWERS = {"save": "Save them", "leave": "Leave without saving them", "": "Stay"}
UNSAVED = "unsaved"
"""The name of the question before leaving."""


def save_notes(app: App[None], notebook: Notebook, then: Callable[[], object] | None = None) -> None:
    """Ask where, and save; `then` follows where that was done, and nothing where it was not."""

    def save(path: str | None) -> None:
        if not path:
            return
        try:
            written = notebook.save(Path(path))
        except NotesError as error:
            app.notify(error.msg, title=error.title, severity="error", timeout=10)
            return
        app.notify(f"Saved as {written}. Nothing else was kept.")
        if then:
            then()

    app.push_screen(AskPathScreen(_WHERE, notebook.place, note=_ALONE), save)


def leave(app: App[None], notebook: Notebook) -> None:
    """Close the coach; where notes are not saved, ask once. Who leaves again instead of answering has answered."""
    if not notebook.unsaved or app.screen.name == UNSAVED:
        app.exit()
        return

    def answered(answer: str | None) -> None:
        if answer == "save":
            notebook.take_draft(date.today())
            save_notes(app, notebook, app.exit)
        elif answer == "leave":
            app.exit()

    question = ChoiceScreen(_UNSAVED, _ANSWERS, alone=True, name=UNSAVED)
    app.push_screen(question, answered)
