"""Back in the room: one thing at a time, sense by sense, at one's own speed."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer

from coach.rehearsal.exercises import Exercise, step_at
from coach.tui.actions import GROUNDING, bindings
from coach.tui.session import Session
from coach.tui.widgets.line import Line
from coach.tui.widgets.top_line import TopLine


class GroundingScreen(Screen[None]):
    """What to find, and a row with a place for each; nothing is typed, timed or kept."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(GROUNDING)

    def __init__(self, session: Session, exercise: Exercise) -> None:
        """Nothing is found yet; `exercise` is one with steps."""
        super().__init__()
        self._session, self._exercise = session, exercise
        self._found = 0

    def compose(self) -> ComposeResult:
        """The words, the step, the row."""
        one = self._exercise
        yield TopLine(self._session, "Exercises")
        with VerticalScroll(id="exercise"):
            yield Line(one.title, classes="entry-title", markup=False)
            for text in one.how:
                yield Line(text, classes="while", markup=False)
            yield Line(classes="step-find")
            yield Line(classes="step-such quiet")
            yield Line(classes="step-row")
            yield Line(classes="exercise-end")
            yield Line(one.care, classes="while quiet", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """The first thing."""
        self.query_one("#exercise").focus()
        self._to(0)

    def action_found(self) -> None:
        """On to the next thing."""
        self._to(self._found + 1)

    def action_skip(self) -> None:
        """On to the next sense."""
        at = step_at(self._exercise.steps, self._found)
        if at:
            self._to(sum(step.count for step in self._exercise.steps[: at[0] + 1]))

    def action_before(self) -> None:
        """Back to the thing before."""
        self._to(self._found - 1)

    def action_again(self) -> None:
        """From the beginning."""
        self._to(0)

    def action_back(self) -> None:
        """Back to the exercises."""
        self.app.pop_screen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """At the end there is nothing left to find."""
        _ = parameters
        left = step_at(self._exercise.steps, self._found) is not None
        works = {"found": left, "skip": left, "before": self._found > 0, "again": not left}
        return works.get(action, True)

    def _to(self, found: int) -> None:
        self._found = max(found, 0)
        at = step_at(self._exercise.steps, self._found)
        step = self._exercise.steps[at[0]] if at else None
        row = " ".join("●" * at[1] + "○" * (step.count - at[1])) if at and step else ""
        for place, text in (
            (".step-find", step.find if step else ""),
            (".step-such", step.such if step else ""),
            (".step-row", row),
            (".exercise-end", "" if step else self._exercise.end),
        ):
            self.query_one(place, Line).put(text)
        self.query(".while").set_class(step is None, "hidden")
        self.refresh_bindings()
