"""The card: at most three lines, edited in place, saved only on command; after the session three questions."""

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.events import DescendantBlur, DescendantFocus
from textual.screen import Screen
from textual.widgets import Footer, TextArea

from coach.errors import CardError
from coach.rehearsal.card_file import AFTER, HEADS, suggested, write
from coach.tui.actions import CARD, bindings
from coach.tui.practice import Practice
from coach.tui.screens.ask_path import AskPathScreen
from coach.tui.screens.read_aloud import ReadAloudScreen
from coach.tui.session import Session
from coach.tui.widgets.help_beside import HelpBeside
from coach.tui.widgets.line import Line
from coach.tui.widgets.safe_area import SafeArea
from coach.tui.widgets.top_line import TopLine

_EMPTY = "Nothing is on the card yet. Write here, or bring a line from a rehearsal."


class CardField(SafeArea):
    """One line of the card, as long as it needs to be."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(
            text, id=f"card-{name}", soft_wrap=True, show_line_numbers=False, tab_behavior="focus", compact=True
        )


class CardScreen(Screen[None]):
    """Looks like the card it will be."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(CARD)
    AUTO_FOCUS = ""

    def __init__(self, session: Session, practice: Practice) -> None:
        super().__init__()
        self._session, self._practice = session, practice
        self._before = ""

    def compose(self) -> ComposeResult:
        """Three fields, and three more for afterwards."""
        yield TopLine(self._session, "Card")
        with VerticalScroll(id="card", can_focus=False):
            yield Line("For my session", classes="entry-title")
            for name, head in HEADS.items():
                yield Line(head, classes="card-head")
                yield CardField(name, getattr(self._practice.card, name))
            with Vertical(id="afterwards", classes="" if any(self._practice.after.values()) else "hidden"):
                yield Line("After the session", classes="entry-title")
                for name, head in AFTER.items():
                    yield Line(head, classes="card-head")
                    yield CardField(name, self._practice.after.get(name, ""))
            yield Line("" if any(vars(self._practice.card).values()) else _EMPTY, classes="quiet")
            yield HelpBeside(self._session)
        yield Footer(show_command_palette=False)

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        name = (event.text_area.id or "").removeprefix("card-")
        if name in HEADS:
            self._practice.card = replace(self._practice.card, **{name: event.text_area.text})
        elif name in AFTER:
            self._practice.after[name] = event.text_area.text

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """What stands in the field before it is changed."""
        if isinstance(event.widget, CardField):
            self._before = event.widget.text

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """What was written there is screened, like all that the person writes."""
        if isinstance(event.widget, CardField) and event.widget.text != self._before:
            self.query_one(HelpBeside).listen(event.widget.text)

    def action_edit(self) -> None:
        """Begin with the first line."""
        self.query(CardField).first().focus()

    def action_up(self) -> None:
        """Change places with the line above."""
        self._move(-1)

    def action_down(self) -> None:
        """Change places with the line below."""
        self._move(1)

    def action_read(self) -> None:
        """In large letters, to read out."""
        self.app.push_screen(ReadAloudScreen([text for text in self._lines() if text.strip()]))

    def action_save(self) -> None:
        """Ask where, and save."""
        self.app.push_screen(
            AskPathScreen("Where should the card be saved? .md, .txt or .html", suggested()), self._save
        )

    def action_afterwards(self) -> None:
        """The three questions for after the session."""
        self.query_one("#afterwards").remove_class("hidden")
        self.query_one("#card-said").focus()

    def action_copy(self) -> None:
        """Copy the card."""
        self.app.copy_to_clipboard("\n".join(text for text in self._lines() if text.strip()))
        self.notify("Handed to the terminal's clipboard.")

    def action_back(self) -> None:
        """Out of the field; from there, back."""
        if isinstance(self.focused, CardField):
            self.set_focus(None)
        else:
            self.app.pop_screen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters act where no field has the focus."""
        _ = parameters
        typing = isinstance(self.focused, CardField)
        return not typing if action in {"edit", "read", "afterwards", "copy"} else True

    def _lines(self) -> list[str]:
        return [getattr(self._practice.card, name) for name in HEADS]

    def _move(self, step: int) -> None:
        fields = [self.query_one(f"#card-{name}", CardField) for name in HEADS]
        if self.focused not in fields:
            return
        at = fields.index(self.focused)
        to = at + step
        if 0 <= to < len(fields):
            fields[at].text, fields[to].text = fields[to].text, fields[at].text
            fields[to].focus()

    def _save(self, path: str | None) -> None:
        if not path:
            return
        try:
            written = write(self._practice.card, Path(path), self._practice.after)
        except CardError as error:
            self.notify(error.msg, title=error.title, severity="error", timeout=10)
            return
        self.notify(f"Saved as {written}. Nothing else was kept.")
