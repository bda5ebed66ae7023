"""The screens of a rehearsal and what lies beside it, picture by picture; `--snapshot-update` accepts a change."""

from datetime import date

import pytest
from textual.pilot import Pilot

from coach.tui.app import CoachApp
from coach.tui.screens.card import CardScreen
from coach.tui.screens.exercises import ExercisesScreen
from coach.tui.screens.ladder import LadderScreen
from coach.tui.screens.notes import NotesScreen
from coach.tui.screens.read_aloud import ReadAloudScreen
from coach.tui.screens.rehearse import RehearseScreen
from coach.tui.screens.signs import SignsScreen
from coach.tui.widgets import note_list
from coach.tui.widgets.feedback_view import FeedbackView
from coach.tui.widgets.message_input import MessageInput
from tests.tui.conftest import Make, ready, until
from tests.tui.test_pictures import SIZES, Snap, compare

GOAL = "tell her the homework isn't helping"
LINES = ("sorry, its probably just me but the homework isnt really helping", "i do it on the bus every tuesday")


async def to_sizes(pilot: Pilot[None], app: CoachApp) -> None:
    """As far as the first sentence in three sizes."""
    await ready(pilot, app)
    await pilot.press("f8")
    await until(pilot, lambda: isinstance(app.screen, RehearseScreen) and app.screen.query(MessageInput))
    await send(pilot, app, GOAL)
    await until(pilot, lambda: app.session.practice.sizes)


async def to_practice(pilot: Pilot[None], app: CoachApp) -> None:
    """As far as two lines, and the answers to them."""
    await to_sizes(pilot, app)
    await pilot.press("enter")
    await pilot.pause(0.1)
    await pilot.press("down", "enter")
    await until(pilot, lambda: app.session.practice.play)
    for n, line in enumerate(LINES, 1):
        await send(pilot, app, line)
        await until(pilot, lambda n=n: len(app.session.practice.play.exchanges) == n)  # type: ignore[misc, union-attr]
    await pilot.pause(0.2)


async def to_feedback(pilot: Pilot[None], app: CoachApp) -> None:
    """As far as what is said about it."""
    await to_practice(pilot, app)
    await pilot.press("escape", "q")
    await until(pilot, lambda: app.session.practice.feedback and app.screen.query_one(FeedbackView).has_focus)


async def to_card(pilot: Pilot[None], app: CoachApp) -> None:
    """As far as the card that comes of it."""
    await to_feedback(pilot, app)
    await pilot.press("f9")
    await until(pilot, lambda: isinstance(app.screen, CardScreen))


async def to_aloud(pilot: Pilot[None], app: CoachApp) -> None:
    """As far as the card in large letters."""
    await to_card(pilot, app)
    await pilot.press("v")
    await until(pilot, lambda: isinstance(app.screen, ReadAloudScreen))


async def to_steps(pilot: Pilot[None], app: CoachApp) -> None:
    """As far as the same thing in small steps."""
    await to_sizes(pilot, app)
    await pilot.press("l")
    await until(pilot, lambda: isinstance(app.screen, LadderScreen))


async def to_notes(pilot: Pilot[None], app: CoachApp) -> None:
    """As far as two notes."""
    await ready(pilot, app)
    await pilot.press("f10")
    await until(pilot, lambda: isinstance(app.screen, NotesScreen))
    for note in ("i said no to my brother on sunday", "slept badly before the session, again"):
        await send(pilot, app, note)
        await until(pilot, lambda note=note: note in [one.text for one in app.session.practice.notebook.notes])


async def to_signs(pilot: Pilot[None], app: CoachApp) -> None:
    """As far as the eight signs, the first of them marked."""
    await ready(pilot, app)
    await pilot.press("f11")
    await until(pilot, lambda: isinstance(app.screen, SignsScreen))
    await pilot.press("space")


async def to_exercises(pilot: Pilot[None], app: CoachApp) -> None:
    """As far as the short exercises."""
    await ready(pilot, app)
    await pilot.press("f12")
    await until(pilot, lambda: isinstance(app.screen, ExercisesScreen))


async def send(pilot: Pilot[None], app: CoachApp, line: str) -> None:
    """Type a line and send it."""
    field = app.screen.query_one(MessageInput)
    field.cursor_blink = False
    field.focus()
    field.text = line
    await pilot.press("enter")


SCREENS = [to_sizes, to_practice, to_feedback, to_card, to_aloud, to_steps, to_notes, to_signs, to_exercises]


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Notes are always of the same day."""

    class Day(date):
        @classmethod
        def today(cls) -> "Day":
            return cls(2026, 11, 25)

    monkeypatch.setattr(note_list, "date", Day)


@SIZES
@pytest.mark.parametrize("to", SCREENS)
def test_rehearsal(snap_compare: Snap, make_app: Make, size: tuple[int, int], to: object) -> None:
    app = make_app(model=False)

    async def before(pilot: Pilot[None]) -> None:
        await to(pilot, app)  # type: ignore[operator]

    compare(snap_compare, app, size, before)
