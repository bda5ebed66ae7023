"""Slow breathing: starts when asked, stops with any key, and ends quietly by itself."""

from collections.abc import Callable
from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.events import Key
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Footer

from coach.rehearsal.exercises import Exercise, Pace, breath_at
from coach.tui.actions import BREATHING, bindings
from coach.tui.session import Session
from coach.tui.widgets.breath_bar import BreathBar
from coach.tui.widgets.line import Line
from coach.tui.widgets.top_line import TopLine

_TICK_S, _STILL_TICK_S = 0.1, 1.0
_STOPS = "Any key stops."


class BreathingScreen(Screen[None]):
    """The words, then the breath alone, then a word at the end."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(BREATHING)

    def __init__(self, session: Session, exercise: Exercise, clock: Callable[[], float] = monotonic) -> None:
        """Nothing runs yet.

        Args:
            session: for the line at the top.
            exercise: one with a pace.
            clock: seconds that only grow.
        """
        super().__init__()
        self._session, self._exercise, self._clock = session, exercise, clock
        self._timer: Timer | None = None
        self._start = 0.0

    @property
    def runs(self) -> bool:
        """Whether somebody is breathing along."""
        return self._timer is not None

    @property
    def _still(self) -> bool:
        return self.app.animation_level == "none"

    def compose(self) -> ComposeResult:
        """The words and the breath, one of them at a time."""
        one = self._exercise
        yield TopLine(self._session, "Exercises")
        with VerticalScroll(id="exercise"):
            yield Line(one.title, classes="entry-title", markup=False)
            for text in (*one.how, one.still if self._still else one.moving):
                yield Line(text, markup=False)
            yield Line(one.care, classes="quiet", markup=False)
            yield Line(classes="exercise-end")
        yield BreathBar()
        yield Line(classes="breath-stop quiet")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """The words first."""
        self._turn(under_way=False)

    def action_begin(self) -> None:
        """Begin with an in-breath."""
        if self._exercise.pace and not self.runs:
            self._start = self._clock()
            self._timer = self.set_interval(_STILL_TICK_S if self._still else _TICK_S, self._tick)
            self._turn(under_way=True)
            self._tick()

    def action_back(self) -> None:
        """Back to the exercises."""
        self.app.pop_screen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While it runs every key stops it, and does nothing else."""
        _ = action, parameters
        return not self.runs

    def on_key(self, event: Key) -> None:
        """Any key stops."""
        if self.runs:
            event.stop()
            event.prevent_default()
            self._stop()

    def on_click(self) -> None:
        """So does a click."""
        self._stop()

    def on_screen_suspend(self) -> None:
        """Nothing runs behind another screen."""
        self._stop()

    def _tick(self) -> None:
        pace = self._exercise.pace
        if pace and self.runs and not self._show(self._clock() - self._start, pace):
            self._stop()
            self.query_one(".exercise-end", Line).put(self._exercise.end)
            self.query_one("#exercise").scroll_end(animate=False)

    def _show(self, seconds: float, pace: Pace) -> bool:
        """Show this moment; False once all breaths are done. Where nothing moves, whole seconds are all there is."""
        breath = breath_at(round(seconds) if self._still else seconds, pace)
        if breath:
            word = self._exercise.word(breath.phase)
            told = (f"{word}  {breath.second}", None) if self._still else (word, breath.full)
            self.query_one(BreathBar).show(*told)
        return breath is not None

    def _stop(self) -> None:
        if self._timer:
            self._timer.stop()
            self._timer = None
            self._turn(under_way=False)

    def _turn(self, *, under_way: bool) -> None:
        """The words, or the breath in their place."""
        self.query_one(".exercise-end", Line).put("")
        self.query_one("#exercise").set_class(under_way, "hidden")
        self.query_one(BreathBar).set_class(not under_way, "hidden")
        self.query_one(".breath-stop", Line).put(_STOPS if under_way else "")
        if not under_way:
            self.query_one("#exercise").focus()
        self.refresh_bindings()
