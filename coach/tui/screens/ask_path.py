"""Ask for one line, such as the path of a file."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label


class AskPathScreen(ModalScreen[str]):
    """Ends with what was typed, or with "" when it is to be left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "keep", "Leave it")]

    def __init__(self, question: str, suggested: str = "", example: str = "", note: str = "") -> None:
        super().__init__()
        self._question, self._suggested, self._example, self._note = question, suggested, example, note

    def compose(self) -> ComposeResult:
        """One line for the path."""
        with Vertical(id="choose"):
            yield Label(self._question)
            yield Input(self._suggested, placeholder=self._example, id="path")
            if self._note:
                yield Label(self._note, classes="quiet")
            yield Label("Enter goes on · Esc leaves it", classes="quiet")

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one("#path").focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """This file; quotes around a dragged path are not part of it."""
        self.dismiss(event.value.strip().strip("'\""))

    def action_keep(self) -> None:
        """None."""
        self.dismiss("")
