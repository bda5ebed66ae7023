"""A line of the person's own: shown, selected, and changed in its place."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Key
from textual.message import Message
from textual.widgets import TextArea

from coach.tui.widgets.line import Line
from coach.tui.widgets.safe_area import SafeArea


class OwnField(SafeArea):
    """The line, while it is changed. Enter ends it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape", "done", "Done"),
        Binding("ctrl+j", "new_line", "New line", show=False),
    ]

    class Done(Message):
        """The person has finished with it."""

    def __init__(self, text: str) -> None:
        super().__init__(text, soft_wrap=True, show_line_numbers=False, tab_behavior="focus", compact=True)

    async def _on_key(self, event: Key) -> None:
        """Enter ends it, once all that was typed before it has arrived."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.action_done()

    def action_done(self) -> None:
        """Leave it as it is now."""
        self.post_message(self.Done())

    def action_new_line(self) -> None:
        """Begin a new line where the cursor is."""
        self.insert("\n")


class OwnLine(Vertical, can_focus=True):
    """A line with a word above it and one below, either of which may be missing. Arrows go to the next one.

    `editing` is whether it is being changed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "screen.older", show=False),
        Binding("down", "screen.newer", show=False),
    ]

    @dataclass
    class Changed(Message):
        """The line is another one now; the person may still be typing."""

        view: "OwnLine"
        text: str

    @dataclass
    class Finished(Message):
        """The person has finished with the line; `before` is what it was when they began."""

        view: "OwnLine"
        before: str
        text: str

    def __init__(self, text: str, classes: str = "") -> None:
        super().__init__(classes=f"own {classes}")
        self._text, self._before, self._around = text, text, ("", "")
        self.editing = self._made = False

    def compose(self) -> ComposeResult:
        """What stands above, the line, what stands below."""
        yield Line(classes="own-head")
        yield Line(classes="own-text")
        yield Line(classes="own-foot")

    def on_mount(self) -> None:
        """As it is."""
        self._made = True
        self._show()

    @property
    def text(self) -> str:
        """The line as it is now."""
        return self._text

    def put(self, text: str) -> None:
        """Show another line."""
        self._text = text
        self._show()

    def around(self, head: str = "", foot: str = "") -> None:
        """What stands above and below."""
        self._around = (head, foot)
        self._show()

    async def edit(self, selected: tuple[int, int] | None = None) -> None:
        """Begin to change it, with the cursor at its end, or with a stretch of it selected to be written over."""
        if self.editing:
            return
        self.editing, self._before = True, self._text
        field = await self._field()
        field.load_text(self._text)
        field.display = True
        self._show()
        field.focus()
        field.move_cursor(field.document.end)
        if selected:
            field.move_cursor(_place(self._text, selected[0]))
            field.move_cursor(_place(self._text, selected[1]), select=True)

    def finish(self) -> None:
        """End the change; what was typed stays."""
        if not self.editing:
            return
        field = self.query_one(OwnField)
        if field.has_focus:
            self.focus()
        field.display = self.editing = False
        self._text = field.text
        self._show()
        self.post_message(self.Finished(self, self._before, self._text))

    async def _field(self) -> OwnField:
        """Made when it is first needed; then it is hidden and shown, since one that goes may be drawn once more."""
        if not self.query(OwnField):
            await self.mount(OwnField(self._text), before=self.query_one(".own-foot"))
        return self.query_one(OwnField)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Each letter counts, so that closing the screen loses nothing."""
        event.stop()
        if self.editing and event.text_area.text != self._text:
            self._text = event.text_area.text
            self.post_message(self.Changed(self, self._text))

    def on_own_field_done(self, event: OwnField.Done) -> None:
        """Enter."""
        event.stop()
        self.finish()

    def on_click(self) -> None:
        """A click selects."""
        if not self.editing:
            self.focus()

    def _show(self) -> None:
        if self._made:
            head, foot = self._around
            self.query_one(".own-head", Line).put(head)
            self.query_one(".own-text", Line).put(self._text)
            self.query_one(".own-foot", Line).put(foot)
            if self.editing:
                self.query_one(".own-text", Line).put("")


def _place(text: str, at: int) -> tuple[int, int]:
    """The row and the column of a character."""
    rows = text[:at].split("\n")
    return len(rows) - 1, len(rows[-1])
