"""One entry of the library, to read."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer, Label

from coach.library.base import Entry
from coach.library.entries import paragraphs
from coach.tui.actions import PASSAGE, bindings
from coach.tui.session import Session
from coach.tui.widgets.reply_view import Line
from coach.tui.widgets.top_line import TopLine


class EntryText(VerticalScroll):
    """The text of an entry."""

    def __init__(self, entry: Entry | None = None) -> None:
        super().__init__(classes="entry")
        self._entry = entry

    def compose(self) -> ComposeResult:
        """Title, body, what to say and bring, sources."""
        if self._entry is None:
            return
        entry = self._entry
        yield Line(entry.title, classes="entry-title", markup=False)
        for text in (entry.help, *paragraphs(entry)):
            yield Line(text, classes="entry-text", markup=False)
        yield Line("You could say", classes="say-head")
        for size in (entry.say.hint, entry.say.headline, entry.say.detail):
            yield Line(size, classes="entry-say", markup=False)
        yield Line(f"To bring   {entry.bring}", classes="entry-text", markup=False)
        told = [f"Source: {source}" for source in entry.sources] + [f"{entry.id} · reviewed {entry.reviewed}"]
        yield Line("\n".join(told), classes="entry-foot", markup=False)

    async def show(self, entry: Entry) -> None:
        """Another entry, from its beginning."""
        self._entry = entry
        await self.recompose()
        self.scroll_home(animate=False)


class PassageScreen(Screen[None]):
    """A passage that a reply rests on."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(PASSAGE)

    def __init__(self, session: Session, entry: Entry) -> None:
        super().__init__()
        self._session, self._entry = session, entry

    def compose(self) -> ComposeResult:
        """The text, and nothing else."""
        yield TopLine(self._session, "Passage")
        yield EntryText(self._entry)
        yield Label("", classes="air")
        yield Footer(show_command_palette=False)

    def action_back(self) -> None:
        """Back to the conversation."""
        self.app.pop_screen()

    def action_copy(self) -> None:
        """Copy the entry's words to say."""
        self.app.copy_to_clipboard(self._entry.say.headline)
        self.notify("Handed to the terminal's clipboard.")
