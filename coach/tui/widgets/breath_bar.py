"""A word for the breath, and a line that grows and shrinks with it."""

from textual.app import ComposeResult
from textual.containers import Vertical

from coach.tui.widgets.line import Line

_HALF = 24
"""How many cells the line grows to either side of its middle, where there is room."""


class BreathBar(Vertical):
    """Repaints only what changes; where nothing may move the word is all there is."""

    def __init__(self) -> None:
        super().__init__(classes="breath")
        self.told = ""

    def compose(self) -> ComposeResult:
        """The word, and the line below it."""
        yield Line(classes="breath-word")
        yield Line(classes="breath-line")

    def show(self, word: str, full: float | None) -> None:
        """Show this word over a line that is so full, or over none."""
        line = "" if full is None else drawn(full, max(1, min(_HALF, self.app.size.width // 2 - 2)))
        if self.told != f"{word}\n{line}":
            self.told = f"{word}\n{line}"
            self.query_one(".breath-word", Line).put(word)
            self.query_one(".breath-line", Line).put(line)


def drawn(full: float, half: int = _HALF) -> str:
    """A line as long as the breath is full, from the middle outwards, on a thinner line of constant length."""
    long = round(max(0.0, min(full, 1.0)) * half)
    side = "─" * (half - long)
    return f"{side}{'━' * (2 * long + 1)}{side}"
