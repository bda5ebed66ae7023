"""Help now: where help is, one question, two ways on. No model, and no scrolling at 80×24."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Button, Footer

from coach.guard.base import HelpPage
from coach.tui.actions import HELP_NOW, bindings
from coach.tui.widgets.line import Line

_MOST = 3


class HelpNowScreen(Screen[None]):
    """The country's lines, in words that are large for a terminal: bold, with air around them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(HELP_NOW)

    def __init__(self, page: HelpPage, country: str, question: str) -> None:
        super().__init__()
        self._page, self._country, self._question = page, country, question

    def compose(self) -> ComposeResult:
        """Emergency first, then those who answer, then the question."""
        with VerticalScroll(id="help-now"):
            yield Line(f"Help now · {self._country}", classes="help-title", markup=False)
            yield Line(f"In immediate danger: {self._page.emergency}", classes="help-emergency", markup=False)
            for line in self._page.lines[:_MOST]:
                hours = f"   {line.hours}" if line.hours else ""
                yield Line(f"{line.name}: {line.how}{hours}", classes="help-number", markup=False)
                yield Line(line.private, classes="help-private", markup=False)
            yield Line(self._question, classes="help-question", markup=False)
        with Horizontal(id="ways"):
            yield Button("Stay and talk", id="stay", variant="primary", compact=True)
            yield Button("Leave", id="leave", compact=True)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Staying is the nearer way."""
        self.query_one("#stay").focus()

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """One of the two ways."""
        if event.button.id == "leave":
            await self.action_go()
        else:
            self.action_stay()

    def action_stay(self) -> None:
        """Back to where one was."""
        self.app.pop_screen()

    async def action_go(self) -> None:
        """Close the coach."""
        await self.run_action("app.leave")
