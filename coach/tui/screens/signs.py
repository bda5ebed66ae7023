"""A look at the signs of holding back: which feel familiar, and a sentence to begin with. Nobody is scored."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer
from textual.widgets.option_list import Option

from coach.rehearsal.signs import Sign, Signs
from coach.tui.actions import SIGNS, bindings
from coach.tui.screens.passage import PassageScreen
from coach.tui.session import Session
from coach.tui.widgets.choices import Choices
from coach.tui.widgets.line import Line
from coach.tui.widgets.top_line import TopLine
from coach.tui.widgets.words import Keep, Practise

_MARK = "familiar"
_SAY = "say:"
_ROOMY, _AIRY = 26, 36
"""From how many rows on there is air above the list, and between the signs."""


class SignsScreen(Screen[None]):
    """The signs, and below them the sentences of those that are marked."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(SIGNS)

    def __init__(self, session: Session, signs: Signs) -> None:
        super().__init__()
        self._session, self._practice, self._signs = session, session.practice, signs
        self._by_id = {sign.entry.id: sign for sign in signs.all}
        self._airy, self._rows = False, 0

    def compose(self) -> ComposeResult:
        """What this is, the signs, the footer."""
        yield TopLine(self._session, "Eight signs")
        yield Line(self._signs.top, id="signs-top", classes="quiet", markup=False)
        yield Choices(id="signs", compact=True)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin at the first."""
        self._fill()
        self._list().focus()

    def on_resize(self) -> None:
        """As much air as there is room for."""
        self.set_class(self.app.size.height < _ROOMY, "low")
        if self._airy != (self.app.size.height >= _AIRY):
            self._fill()

    @on(Choices.OptionHighlighted, "#signs")
    def _highlighted(self) -> None:
        self.refresh_bindings()

    @on(Choices.OptionSelected, "#signs")
    def _selected(self) -> None:
        self.action_open()

    # What a person can do

    def action_mark(self) -> None:
        """Mark the sign, or take the mark away."""
        sign = self._sign()
        if sign:
            self._practice.familiar ^= {sign.entry.id}
            self._list().replace_option_prompt(sign.entry.id, self._prompt(sign))
            self._offer()

    def action_open(self) -> None:
        """Read the entry."""
        sign = self._sign()
        if sign:
            self.app.push_screen(PassageScreen(self._session, sign.entry))

    def action_keep(self) -> None:
        """Put its words to say on the card."""
        sign = self._sign()
        if sign:
            self.post_message(Keep(sign.entry.say.headline))

    def action_practise(self) -> None:
        """Practise its words to say."""
        sign = self._sign()
        if sign:
            self.post_message(Practise(sign.entry.say.headline))

    def action_back(self) -> None:
        """Back to where one was."""
        self.app.pop_screen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A sentence below is not marked; its sign above is."""
        _ = parameters
        return not self._at().startswith(_SAY) if action == "mark" else True

    # What is shown

    def _fill(self) -> None:
        """Show the signs with as much air as there is room for, and stay at the same place."""
        shown, at = self._list(), self._at()
        self._airy = self.app.size.height >= _AIRY
        shown.clear_options()
        for sign in self._signs.all:
            shown.add_option(Option(self._prompt(sign), id=sign.entry.id))
            if self._airy:
                shown.add_option(Option("", disabled=True))
        self._rows = shown.option_count
        self._offer()
        shown.highlighted = shown.get_option_index(at) if at else 0

    def _offer(self) -> None:
        """Below the signs, the sentences of those that are marked; nothing above them moves."""
        shown = self._list()
        while shown.option_count > self._rows:
            shown.remove_option_at_index(shown.option_count - 1)
        marked = [sign for sign in self._signs.all if sign.entry.id in self._practice.familiar]
        if marked:
            head = self._signs.begin_one if len(marked) == 1 else self._signs.begin_more
            shown.add_option(Option(Content(f"\n{head}"), disabled=True))
            says = {sign.entry.id: f"“{sign.entry.say.headline}”" for sign in marked}
            shown.add_options([Option(Content(say), id=f"{_SAY}{id}") for id, say in says.items()])

    def _prompt(self, sign: Sign) -> Content:
        title = Content.styled(sign.entry.title, "bold")
        if sign.entry.id in self._practice.familiar:
            title = Content.assemble(title, "  ·  ", (_MARK, "bold italic"))
        return Content.assemble(title, "\n", sign.line)

    def _sign(self) -> Sign | None:
        """The sign at which one is, or whose sentence that is."""
        return self._by_id.get(self._at().removeprefix(_SAY))

    def _at(self) -> str:
        """The id of the line at which one is; empty where there is none yet."""
        option = self._list().highlighted_option if self.is_mounted else None
        return option.id or "" if option else ""

    def _list(self) -> Choices:
        return self.query_one("#signs", Choices)
