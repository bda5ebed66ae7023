"""The card in large letters, one line at a time, to read out."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer

from coach.tui.widgets.line import Line


class ReadAloudScreen(Screen[None]):
    """One line a page: few words a row, with air between them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,v", "back", "Back"),
        Binding("space,enter,right,down", "on", "Next line"),
        Binding("left,up", "before", "Line before"),
    ]

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self._lines, self._at = lines or ["Nothing is on the card yet."], 0

    def compose(self) -> ComposeResult:
        """The line, and nothing else."""
        with VerticalScroll(id="aloud", can_focus=False):
            yield Line(classes="aloud-count")
            yield Line(classes="aloud-text")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """The first line."""
        self._show()

    def action_back(self) -> None:
        """Back to the card."""
        self.app.pop_screen()

    def action_on(self) -> None:
        """The next line."""
        self._at = min(self._at + 1, len(self._lines) - 1)
        self._show()

    def action_before(self) -> None:
        """The line before."""
        self._at = max(self._at - 1, 0)
        self._show()

    def _show(self) -> None:
        self.query_one(".aloud-count", Line).put(f"{self._at + 1} of {len(self._lines)}")
        self.query_one(".aloud-text", Line).put(spaced(self._lines[self._at]))


def spaced(text: str, words: int = 5) -> str:
    """Large in a terminal is few words a row, an empty row between them, and a wide letter where the font allows it."""
    said = text.split()
    rows = [" ".join(said[at : at + words]) for at in range(0, len(said), words)]
    return "\n\n".join(" ".join(row) if len(row) <= 34 else row for row in rows)
