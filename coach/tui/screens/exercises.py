"""The exercises, to choose from. Role-play leads to the rehearsal."""

from itertools import chain
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer
from textual.widgets.option_list import Option

from coach.rehearsal.exercises import Exercise, Exercises
from coach.tui.actions import EXERCISES, bindings
from coach.tui.screens.breathing import BreathingScreen
from coach.tui.screens.grounding import GroundingScreen
from coach.tui.session import Session
from coach.tui.widgets.choices import Choices
from coach.tui.widgets.line import Line
from coach.tui.widgets.top_line import TopLine


class ExercisesScreen(Screen[None]):
    """One line on each. Enter opens it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(EXERCISES)

    def __init__(self, session: Session, exercises: Exercises) -> None:
        super().__init__()
        self._session, self._exercises = session, exercises

    def compose(self) -> ComposeResult:
        """What they are, the list, the footer."""
        yield TopLine(self._session, "Exercises")
        yield Line(self._exercises.top, id="exercises-top", classes="quiet", markup=False)
        options = [(Option(_prompt(one), id=one.name), Option("", disabled=True)) for one in self._exercises.all]
        yield Choices(*chain.from_iterable(options), id="exercises", compact=True)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin at the first."""
        shown = self.query_one("#exercises", Choices)
        shown.highlighted = 0
        shown.focus()

    @on(Choices.OptionSelected, "#exercises")
    async def _selected(self) -> None:
        await self.action_open()

    async def action_open(self) -> None:
        """Open the exercise."""
        at = self.query_one("#exercises", Choices).highlighted_option
        chosen = next((one for one in self._exercises.all if at and one.name == at.id), None)
        if not chosen:
            return
        if chosen.pace:
            self.app.push_screen(BreathingScreen(self._session, chosen))
        elif chosen.steps:
            self.app.push_screen(GroundingScreen(self._session, chosen))
        else:
            await self.run_action("app.talk")
            await self.run_action("app.rehearse")

    def action_back(self) -> None:
        """Back to where one was."""
        self.app.pop_screen()


def _prompt(one: Exercise) -> Content:
    return Content.assemble(Content.styled(one.title, "bold"), "\n", one.about)
