"""A line of text."""

from textual.content import Content
from textual.widgets import Static

from coach.tui.text import shown


class Line(Static):
    """Text that is never read as markup."""

    def put(self, text: str) -> None:
        """Show this text, or take no room where there is none."""
        self.update(Content(shown(text)))
        self.display = bool(text)
