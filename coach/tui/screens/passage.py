"""One entry of the library, to read."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer, Label

from coach.library.base import Entry
from coach.library.entries import paragraphs
from coach.papers.base import Paper
from coach.tui.actions import PASSAGE, bindings
from coach.tui.session import Session
from coach.tui.widgets.line import Line
from coach.tui.widgets.top_line import TopLine
from coach.tui.widgets.words import Keep, Practise

_MOST_EXCERPTS = 60
"""How much of a long paper is laid out to read."""


class EntryText(VerticalScroll):
    """The text of an entry, or of one of the person's own papers."""

    def __init__(self, entry: Entry | None = None) -> None:
        super().__init__(classes="entry")
        self._shown: Entry | Paper | None = entry

    def compose(self) -> ComposeResult:
        """What was chosen, if anything was."""
        if isinstance(self._shown, Entry):
            yield from self._of_entry(self._shown)
        elif self._shown:
            yield from self._of_paper(self._shown)

    async def show(self, chosen: Entry | Paper | None) -> None:
        """Another one, from its beginning."""
        self._shown = chosen
        await self.recompose()
        self.scroll_home(animate=False)

    def _of_paper(self, paper: Paper) -> ComposeResult:
        """Where each excerpt stands, and what it says."""
        yield Line(paper.name, classes="entry-title", markup=False)
        yield Line(f"Your own paper, added {paper.added}. Delete removes it.", classes="entry-foot", markup=False)
        for n, excerpt in enumerate(paper.excerpts[:_MOST_EXCERPTS]):
            before = paper.excerpts[n - 1] if n else None
            if (excerpt.heading, excerpt.page) != (before and before.heading, before and before.page):
                page = f"page {excerpt.page}" if excerpt.page else ""
                place = " · ".join(part for part in (page, excerpt.heading) if part)
                yield Line(place, classes="say-head", markup=False)
            yield Line(excerpt.text, classes="entry-text", markup=False)

    def _of_entry(self, entry: Entry) -> ComposeResult:
        """Title, body, what to say and bring, sources."""
        yield Line(entry.title, classes="entry-title", markup=False)
        for text in (entry.help, *paragraphs(entry)):
            yield Line(text, classes="entry-text", markup=False)
        yield Line("You could say", classes="say-head")
        for size in (entry.say.hint, entry.say.headline, entry.say.detail):
            yield Line(size, classes="entry-say", markup=False)
        yield Line(f"To bring   {entry.bring}", classes="entry-text", markup=False)
        told = [f"Source: {source}" for source in entry.sources] + [f"{entry.id} · reviewed {entry.reviewed}"]
        yield Line("\n".join(told), classes="entry-foot", markup=False)


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

    def action_keep(self) -> None:
        """Put the entry's words to say on the card."""
        self.post_message(Keep(self._entry.say.headline))

    def action_practise(self) -> None:
        """Practise the entry's words."""
        self.post_message(Practise(self._entry.say.headline))

    def action_copy(self) -> None:
        """Copy the entry's words to say."""
        self.app.copy_to_clipboard(self._entry.say.headline)
        self.notify("Handed to the terminal's clipboard.")
