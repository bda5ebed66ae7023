"""Choose the country whose help lines are shown."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from coach.guard.base import Country


class CountryScreen(ModalScreen[str]):
    """Ends with the code of a country, or with "" when nothing was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "keep", "Keep as it is")]

    def __init__(self, countries: Sequence[Country], chosen: str) -> None:
        super().__init__()
        self._countries, self._chosen = countries, chosen

    def compose(self) -> ComposeResult:
        """The list."""
        with Vertical(id="choose"):
            yield Label("Whose help lines should be shown?")
            yield OptionList(*(Option(one.name, id=one.code) for one in self._countries), id="countries")
            yield Label("Enter chooses · Esc keeps it as it is", classes="quiet")

    def on_mount(self) -> None:
        """Begin at the one that is chosen."""
        codes = [one.code for one in self._countries]
        options = self.query_one("#countries", OptionList)
        options.highlighted = codes.index(self._chosen) if self._chosen in codes else len(codes) - 1
        options.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """This one."""
        self.dismiss(event.option_id or "")

    def action_keep(self) -> None:
        """None of them."""
        self.dismiss("")
