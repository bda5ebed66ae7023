"""Words to say, wherever they stand: messages that send them on, and a field to change them in."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Key
from textual.message import Message
from textual.widgets import TextArea


@dataclass
class Keep(Message):
    """These words belong on the card."""

    words: str


@dataclass
class Practise(Message):
    """These words are to be rehearsed."""

    words: str


class WordsField(TextArea):
    """Words to say, while the person changes them."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter", "done", "Done")]

    @dataclass
    class Done(Message):
        """The person has finished with them."""

        words: str

    def __init__(self, words: str) -> None:
        super().__init__(words, soft_wrap=True, show_line_numbers=False, tab_behavior="focus", compact=True)

    async def _on_key(self, event: Key) -> None:
        """Enter ends it, once all that was typed before it has arrived."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.action_done()

    def action_done(self) -> None:
        """Leave them as they are now."""
        self.post_message(self.Done(" ".join(self.text.split())))
