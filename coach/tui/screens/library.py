"""The library: search on top, entries by kind on the left, the entry on the right."""

from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Input, OptionList
from textual.widgets.option_list import Option

from coach.errors import PaperError
from coach.library.base import Entry
from coach.library.entries import Library
from coach.library.lexical import LexicalSearch
from coach.papers.base import Paper
from coach.papers.store import Papers
from coach.tui.actions import LIBRARY, bindings
from coach.tui.screens.ask_path import AskPathScreen
from coach.tui.screens.passage import EntryText
from coach.tui.session import Session
from coach.tui.text import shown
from coach.tui.widgets.top_line import TopLine
from coach.tui.widgets.words import Keep, Practise

_HEADS = {"sign": "Signs of holding back", "tip": "Tips", "faq": "Questions", "about": "About trust", "guide": "Guides"}
_MOST = 12
_ADD = "add-a-paper"
_KEPT = "It is kept on this machine, apart from the library."


class LibraryScreen(Screen[None]):
    """Browse and search. Enter on an entry opens it; the same key goes back."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(LIBRARY)

    def __init__(self, session: Session, library: Library, words: LexicalSearch) -> None:
        super().__init__()
        self._session = session
        self._library, self._words = library, words
        self._entry: Entry | None = None
        self._papers: dict[str, Paper] = {}
        self._paper: Paper | None = None
        self._sure = ""

    def compose(self) -> ComposeResult:
        """Search, list and entry."""
        yield TopLine(self._session, "Library")
        yield Input(placeholder="Search the library", id="find", compact=True)
        with Horizontal(id="shelves"):
            with Vertical(id="list"):
                yield OptionList(id="entries", compact=True)
            yield EntryText()
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """All entries, the first one open."""
        self._fill("")
        self.query_one("#entries").focus()

    @on(Input.Changed, "#find")
    def _typed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    @on(Input.Submitted, "#find")
    def _submitted(self) -> None:
        self.query_one("#entries").focus()

    @on(OptionList.OptionHighlighted, "#entries")
    async def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        id = event.option_id or ""
        self._sure = ""
        self._paper = self._papers.get(id)
        self._entry = None if self._paper or id in {"", _ADD} else self._library.get(id)
        self.refresh_bindings()
        await self.query_one(EntryText).show(self._paper or self._entry)

    @on(OptionList.OptionSelected, "#entries")
    def _selected(self, event: OptionList.OptionSelected) -> None:
        if event.option_id == _ADD:
            self.app.push_screen(
                AskPathScreen("Which file? Markdown, text, PDF or DOCX.", example="~/Documents/letter.pdf", note=_KEPT),
                self._chosen,
            )
        else:
            self.query_one(EntryText).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Words to say are an entry's, and letters act where nothing is typed."""
        _ = parameters
        if action in {"keep", "practise", "copy"}:
            return self._entry is not None and not isinstance(self.focused, Input)
        return True

    def action_find(self) -> None:
        """Go to the search."""
        self.query_one("#find").focus()

    def action_back(self) -> None:
        """From the entry to the list; from there to the conversation."""
        if self.focused is self.query_one("#entries"):
            self.app.pop_screen()
        else:
            self.query_one("#entries").focus()

    def action_keep(self) -> None:
        """Put the entry's words to say on the card."""
        if self._entry:
            self.post_message(Keep(self.query_one(EntryText).words))

    def action_practise(self) -> None:
        """Practise the entry's words."""
        if self._entry:
            self.post_message(Practise(self.query_one(EntryText).words))

    def action_copy(self) -> None:
        """Copy the open entry's words to say."""
        if self._entry:
            self.app.copy_to_clipboard(self.query_one(EntryText).words)
            self.notify("Handed to the terminal's clipboard.")

    def action_remove(self) -> None:
        """Delete the open paper, once it was asked for twice."""
        if not self._paper:
            return
        if self._sure != self._paper.id:
            self._sure = self._paper.id
            self.notify(f"Press Delete again to remove {self._paper.name} and all that was made of it.")
            return
        try:
            Papers().remove(self._paper.id)
        except PaperError as error:
            self.notify(error.msg, title=error.title, severity="error")
        else:
            self.notify(f"{self._paper.name} is deleted. The file that it came from is where it was.")
        self._fill("")

    def _chosen(self, path: str | None) -> None:
        if path:
            self._add(path)

    @work(thread=True)
    def _add(self, path: str) -> None:
        try:
            paper = Papers().add(Path(path).expanduser())
        except PaperError as error:
            self.app.call_from_thread(self.notify, error.msg, title=error.title, severity="error", timeout=10)
            return
        self.app.call_from_thread(self._added, paper)

    def _added(self, paper: Paper) -> None:
        self.notify(f"{paper.name} is added. The coach quotes from it where it fits.")
        self._fill("")
        entries = self.query_one("#entries", OptionList)
        entries.highlighted = entries.get_option_index(paper.id)

    def _fill(self, text: str) -> None:
        entries = self.query_one("#entries", OptionList)
        entries.clear_options()
        entries.add_options(self._found(text) if text.strip() else self._by_kind())
        first = next((n for n, option in enumerate(entries.options) if not option.disabled), None)
        entries.highlighted = first

    def _found(self, text: str) -> list[Option]:
        found = self._words.search_prefix(text, _MOST)
        if not found:
            return [Option("Nothing has these words.", disabled=True)]
        return [Option(Content(passage.entry.title), id=passage.entry.id) for passage in found]

    def _by_kind(self) -> list[Option]:
        options: list[Option] = []
        for kind, head in _HEADS.items():
            entries = self._library.by_kind(kind)
            if entries:
                options.append(Option(Content.styled(head, "bold"), disabled=True))
                options += [Option(Content(f"  {entry.title}"), id=entry.id) for entry in entries]
        options.append(Option(Content.styled("Your own papers", "bold"), disabled=True))
        options += [Option(Content(f"  {shown(paper.name)}"), id=paper.id) for paper in self._own()]
        return [*options, Option(Content("  Add a paper…"), id=_ADD)]

    def _own(self) -> list[Paper]:
        try:
            self._papers = {paper.id: paper for paper in Papers()}
        except PaperError as error:
            self.notify(error.msg, title=error.title, severity="error", timeout=10)
        return list(self._papers.values())
