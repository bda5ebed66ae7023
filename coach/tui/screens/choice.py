"""A question with a few answers."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label, OptionList, Static
from textual.widgets.option_list import Option


class ChoiceScreen(ModalScreen[str]):
    """Ends with the name of the answer that was chosen, or with "" when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "keep", "Leave it")]

    def __init__(self, question: str, answers: Mapping[str, str], *, alone: bool = False, name: str = "") -> None:
        """Ask.

        Args:
            question: plain text, with nothing in it that a terminal would obey.
            answers: by their names; plain text.
            alone: nothing of the screen below is to be seen.
            name: by which it is known.
        """
        super().__init__(name=name or None, classes="alone" if alone else "")
        self._question, self._answers = question, answers

    def compose(self) -> ComposeResult:
        """The question, then the answers."""
        with Vertical(id="choose"):
            with VerticalScroll(id="asked", can_focus=False):
                yield Static(Content(self._question))
            yield OptionList(*(Option(Content(text), id=f"to:{name}") for name, text in self._answers.items()))
            yield Label("Enter chooses · Esc leaves it as it is", classes="quiet")

    def on_mount(self) -> None:
        """The first answer is the nearest."""
        options = self.query_one(OptionList)
        options.highlighted = 0
        options.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """This one."""
        self.dismiss((event.option_id or "").removeprefix("to:"))

    def action_keep(self) -> None:
        """None of them."""
        self.dismiss("")
