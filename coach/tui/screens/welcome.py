"""The first start, and the pages again later: what this is, where help is, what is kept."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Button, ContentSwitcher, Footer, Label, Markdown, OptionList
from textual.widgets.option_list import Option

from coach.guard.base import Country

_PAGES = ("what", "where", "kept")


class WelcomeScreen(Screen[str]):
    """Three short pages, each one thing; Enter goes on. Ends with the code of the country that was chosen.

    Leaving it before the last page ends with "": nothing has been agreed to.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back"),
        Binding("enter", "on", "Go on", priority=True),
    ]

    def __init__(
        self, texts: tuple[str, str, str], countries: Sequence[Country], chosen: str, model: str, agreed: bool
    ) -> None:
        """Show these pages.

        Args:
            texts: what this is; where help is; what is kept. Markdown.
            countries: to choose from.
            chosen: the code of the one that is chosen already, or "".
            model: a sentence about the model's state.
            agreed: whether the person has agreed before.
        """
        super().__init__()
        self._texts, self._countries, self._chosen = texts, countries, chosen
        self._model, self._agreed = model, agreed

    def compose(self) -> ComposeResult:
        """The pages, and the way on."""
        what, where, kept = self._texts
        with ContentSwitcher(initial=_PAGES[0], id="pages"):
            with VerticalScroll(id="what", can_focus=False):
                yield Markdown(what)
            with Vertical(id="where"):
                yield Markdown(where)
                yield OptionList(*(Option(one.name, id=one.code) for one in self._countries), id="countries")
            with VerticalScroll(id="kept", can_focus=False):
                yield Markdown(kept)
                yield Label(self._model, id="model-state", markup=False)
        yield Label("1 of 3", id="page-number")
        yield Button("Go on", id="on", variant="primary", compact=True)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """The first page, once its parts are there."""
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self.query_one("#countries", OptionList).highlighted = self._at
        self._turn_to(0)

    @property
    def _at(self) -> int:
        codes = [one.code for one in self._countries]
        return codes.index(self._chosen) if self._chosen in codes else len(codes) - 1

    @on(Button.Pressed, "#on")
    @on(OptionList.OptionSelected, "#countries")
    def _pressed(self) -> None:
        self.action_on()

    def action_on(self) -> None:
        """The next page, or in."""
        at = _PAGES.index(self._page)
        if at + 1 < len(_PAGES):
            self._turn_to(at + 1)
        else:
            self.dismiss(self._country)

    def action_back(self) -> None:
        """The page before; from the first one back, or out where nothing was agreed yet."""
        at = _PAGES.index(self._page)
        if at:
            self._turn_to(at - 1)
        else:
            self.dismiss("")

    @property
    def _page(self) -> str:
        return self.query_one("#pages", ContentSwitcher).current or _PAGES[0]

    @property
    def _country(self) -> str:
        highlighted = self.query_one("#countries", OptionList).highlighted
        return self._countries[self._at if highlighted is None else highlighted].code

    def _turn_to(self, at: int) -> None:
        self.query_one("#pages", ContentSwitcher).current = _PAGES[at]
        self.query_one("#page-number", Label).update(f"{at + 1} of {len(_PAGES)}")
        last = "Agree and begin" if not self._agreed else "Back to the conversation"
        self.query_one("#on", Button).label = last if at + 1 == len(_PAGES) else "Go on"
        self.query_one("#countries" if _PAGES[at] == "where" else "#on").focus()
