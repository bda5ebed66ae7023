"""A field to type in that takes nothing from a paste which a terminal would obey."""

from textual.events import Paste
from textual.widgets import TextArea

from coach.tui.text import shown


class SafeArea(TextArea):
    """A text area; control characters in what is pasted become signs that can be seen."""

    async def _on_paste(self, event: Paste) -> None:
        """Before the area itself takes it."""
        event.text = shown(event.text)
