"""In small steps: what is hard to say in one go, rung by rung; the person may stop at any of them."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.events import DescendantFocus
from textual.screen import Screen
from textual.widgets import Footer

from coach.rehearsal.ladder import Ladder, LadderCopy, Rung, gap_in
from coach.tui.actions import LADDER, bindings
from coach.tui.practice import Practice
from coach.tui.screens.choice import ChoiceScreen
from coach.tui.session import Session
from coach.tui.text import shown
from coach.tui.widgets.help_beside import HelpBeside
from coach.tui.widgets.line import Line
from coach.tui.widgets.own_line import OwnLine
from coach.tui.widgets.top_line import TopLine

_REPLACES = "These lines of yours are on the card now, and would make way:"
_UNDER_WAY = "The talk has come to its end. See first what is said about it: Esc, then Enter."


class LadderScreen(Screen[str]):
    """The rungs, from least to most. Ends with the sentence that is to be rehearsed."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(LADDER)
    AUTO_FOCUS = ""

    def __init__(self, session: Session, practice: Practice, copy: LadderCopy) -> None:
        """Show the ladder that `practice` has for its goal."""
        super().__init__()
        self._session, self._practice, self._copy = session, practice, copy
        self._at = self._ladder.mark or 0

    @property
    def _ladder(self) -> Ladder:
        return self._practice.ladders[self._practice.goal]

    @_ladder.setter
    def _ladder(self, ladder: Ladder) -> None:
        self._practice.ladders[self._practice.goal] = ladder

    def compose(self) -> ComposeResult:
        """What it is, the rungs, and help where it is needed."""
        yield TopLine(self._session, "In small steps")
        with VerticalScroll(id="ladder", can_focus=False):
            yield Line(self._copy.about, classes="quiet ladder-about", markup=False)
            for rung in self._ladder.rungs:
                yield OwnLine(rung.text, classes="rung")
            yield HelpBeside(self._session)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin where it was left."""
        self._show()
        self._views()[self._at].focus()

    # What is shown

    def _show(self) -> None:
        """Each rung as it is."""
        for n, (view, rung) in enumerate(zip(self._views(), self._ladder.rungs, strict=True)):
            view.put(rung.text)
            view.around(self._head(n, rung), f"── {self._copy.here} ──" if n == self._ladder.mark else "")
        self.refresh_bindings()

    def _head(self, n: int, rung: Rung) -> str:
        said = f" · {self._copy.said}" if rung.said else ""
        return f"{n + 1}  {rung.title}{said}"

    def _views(self) -> list[OwnLine]:
        return list(self.query(OwnLine))

    # What is typed

    @on(OwnLine.Changed)
    def _changed(self, event: OwnLine.Changed) -> None:
        self._ladder = self._ladder.reworded(self._views().index(event.view), event.text)

    @on(OwnLine.Finished)
    def _finished(self, event: OwnLine.Finished) -> None:
        if event.text != event.before:
            self.query_one(HelpBeside).listen(event.text)
        self.refresh_bindings()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Who goes to another rung has finished with the last one."""
        views = self._views()
        here = next((n for n, view in enumerate(views) if view in event.widget.ancestors_with_self), self._at)
        self._at = here
        for view in views:
            if view is not views[here]:
                view.finish()
        self.refresh_bindings()

    # What a person can do

    async def action_edit(self) -> None:
        """Change the line in its place; a gap is written over."""
        await self._views()[self._at].edit(gap_in(self._ladder.rungs[self._at].text))

    def action_another(self) -> None:
        """Another way to put it."""
        self._ladder = self._ladder.turned(self._at)
        self._show()

    def action_here(self) -> None:
        """Today only as far as this one."""
        self._ladder = self._ladder.marked(self._at)
        self._show()

    def action_said(self) -> None:
        """This one has been said, or not yet."""
        self._ladder = self._ladder.told(self._at)
        self._show()

    async def action_keep(self) -> None:
        """The marked rung on the card, and the next one below it."""
        if not await self._whole():
            return
        made, lost = self._ladder.on_card(self._practice.card, self._practice.played)

        def put(answer: str | None) -> None:
            if answer == "yes":
                self._practice.card = made
                self.notify("On the card. F9 shows it.")

        if not lost:
            put("yes")
            return
        lines = "\n\n".join(shown(text) for text in lost)
        ways = {"yes": "Put these steps in their place", "": "Leave the card as it is"}
        self.app.push_screen(ChoiceScreen(f"{_REPLACES}\n\n{lines}", ways), put)

    async def action_practise(self) -> None:
        """Practise the marked rung's sentence."""
        play = self._practice.play
        if self._practice.under_way and play and play.over:
            self.notify(_UNDER_WAY, severity="warning")
        elif line := await self._whole():
            self.dismiss(line)

    def action_older(self) -> None:
        """To the rung above."""
        self._views()[max(self._at - 1, 0)].focus()

    def action_newer(self) -> None:
        """To the rung below."""
        self._views()[min(self._at + 1, len(self._views()) - 1)].focus()

    def action_back(self) -> None:
        """Out of the field; from there, back."""
        view = self._views()[self._at]
        if view.editing:
            view.finish()
        else:
            self.app.pop_screen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters act where no line is being changed."""
        _ = parameters
        if action not in {"edit", "another", "here", "said", "keep", "practise"}:
            return True
        return not any(view.editing for view in self._views())

    async def _whole(self) -> str:
        """The marked rung's line, where it can be said; where none is marked, this one is from now on."""
        if self._ladder.mark is None:
            self.action_here()
        rung = self._ladder.here
        if rung and rung.whole:
            return " ".join(rung.text.split())
        self._at = self._ladder.mark or 0
        self.notify(self._copy.gap if rung and rung.text.strip() else self._copy.blank, severity="warning")
        await self.action_edit()
        return ""
