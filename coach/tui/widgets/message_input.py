"""Where the person types: as many lines as they like; Enter sends."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Key
from textual.message import Message

from coach.tui.widgets.safe_area import SafeArea


class MessageInput(SafeArea):
    """A text field that grows to a few lines and keeps what was typed until it has been taken."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "send", "Send"),
        Binding("ctrl+j", "new_line", "New line"),
        Binding("shift+enter", "new_line", "New line", show=False),
    ]

    @dataclass
    class Sent(Message):
        """The person pressed Enter; whoever takes the text clears the field."""

        text: str

    def __init__(self) -> None:
        super().__init__(
            id="message",
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            compact=True,
            placeholder="Write as it comes.",
        )

    async def _on_key(self, event: Key) -> None:
        """Enter sends, once all that was typed before it has arrived: a priority binding would overtake it."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.action_send()

    def action_send(self) -> None:
        """Hand the text over."""
        self.post_message(self.Sent(self.text))

    def action_new_line(self) -> None:
        """Begin a new line where the cursor is."""
        self.insert("\n")

    def take(self, text: str) -> None:
        """Remove what has been taken; what was typed since stays."""
        rest = self.text.removeprefix(text) if self.text.startswith(text) else ""
        self.load_text(rest)
        self.move_cursor(self.document.end)
