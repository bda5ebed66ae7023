"""One entry of the library, to read."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Label, OptionList
from textual.widgets.option_list import Option

from coach.library.base import Case, Entry
from coach.library.entries import paragraphs
from coach.papers.base import Paper
from coach.tui.actions import PASSAGE, bindings
from coach.tui.session import Session
from coach.tui.widgets.line import Line
from coach.tui.widgets.top_line import TopLine
from coach.tui.widgets.words import Keep, Practise

_CLOSER = "Or closer to you: Tab goes to these, Enter puts one on the card"
_MOST_EXCERPTS = 60
"""How much of a long paper is laid out to read."""


class EntryText(VerticalScroll):
    """The text of an entry, or of one of the person's own papers."""

    def __init__(self, entry: Entry | None = None, nearest: Sequence[Case] = ()) -> None:
        """Show an entry, if one is chosen already; `nearest` are the cases that come first."""
        super().__init__(classes="entry")
        self._shown: Entry | Paper | None = entry
        self._nearest = tuple(nearest)

    @property
    def words(self) -> str:
        """What the person would say: the words for a case where one is chosen, else the entry's; empty for a paper."""
        if not isinstance(self._shown, Entry):
            return ""
        lists = self.query(OptionList)
        chosen = lists.first().highlighted if lists and lists.first().has_focus else None
        return self._shown.say.headline if chosen is None else self._cases(self._shown)[chosen].say

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

    @on(OptionList.OptionSelected, ".cases")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(Keep(self.words))

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
        if entry.cases:
            yield Line(_CLOSER, classes="say-head", markup=False)
            yield OptionList(*(Option(Content(f"{case.say}\n")) for case in self._cases(entry)), classes="cases")
        yield Line(f"To bring   {entry.bring}", classes="entry-text", markup=False)
        told = [f"Source: {source}" for source in entry.sources] + [f"{entry.id} · reviewed {entry.reviewed}"]
        yield Line("\n".join(told), classes="entry-foot", markup=False)

    def _cases(self, entry: Entry) -> tuple[Case, ...]:
        return tuple(dict.fromkeys((*self._nearest, *entry.cases)))


class PassageScreen(Screen[None]):
    """A passage that a reply rests on."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(PASSAGE)

    def __init__(self, session: Session, entry: Entry, nearest: Sequence[Case] = ()) -> None:
        """Show an entry; `nearest` are those of its cases that are nearest to the message."""
        super().__init__()
        self._session, self._entry, self._nearest = session, entry, nearest

    def compose(self) -> ComposeResult:
        """The text, and nothing else."""
        yield TopLine(self._session, "Passage")
        yield EntryText(self._entry, self._nearest)
        yield Label("", classes="air")
        yield Footer(show_command_palette=False)

    def action_back(self) -> None:
        """Back to the conversation."""
        self.app.pop_screen()

    def action_keep(self) -> None:
        """Put the entry's words to say on the card."""
        self.post_message(Keep(self.query_one(EntryText).words))

    def action_practise(self) -> None:
        """Practise the entry's words."""
        self.post_message(Practise(self.query_one(EntryText).words))

    def action_copy(self) -> None:
        """Copy the entry's words to say."""
        self.app.copy_to_clipboard(self.query_one(EntryText).words)
        self.notify("Handed to the terminal's clipboard.")
