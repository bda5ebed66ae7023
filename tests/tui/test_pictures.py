"""A few screens, compared picture by picture; a change of one must be meant. To accept it: pytest --snapshot-update."""

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from coach.settings import Settings
from coach.tui.app import CoachApp
from coach.tui.screens import talk
from coach.tui.screens.help_now import HelpNowScreen
from coach.tui.screens.library import LibraryScreen
from coach.tui.screens.welcome import WelcomeScreen
from tests.tui.conftest import HOMEWORK, Make, field, ready, say, until

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["small", "large"])
Snap = Callable[..., bool]
Before = Callable[[Pilot[None]], Awaitable[None]]


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    """One clock, one language, no cursor that blinks."""

    class Clock:
        @staticmethod
        def now() -> "Clock":
            return Clock()

        def strftime(self, _: str) -> str:
            return "21:04"

    monkeypatch.setattr(talk, "datetime", Clock)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)


def compare(snap_compare: Snap, app: CoachApp, size: tuple[int, int], before: Before) -> None:
    async def still(pilot: Pilot[None]) -> None:
        field(app).cursor_blink = False
        await before(pilot)
        await pilot.pause(0.3)

    assert snap_compare(app, terminal_size=size, run_before=still)


@SIZES
def test_first_start(snap_compare: Snap, make_app: Make, size: tuple[int, int]) -> None:
    app = make_app(Settings())

    async def before(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        await until(pilot, lambda: app.session.doing == "ready")

    compare(snap_compare, app, size, before)


@SIZES
@pytest.mark.parametrize("message", [HOMEWORK, "i want to kill myself"], ids=["reply", "crisis"])
def test_talk(snap_compare: Snap, make_app: Make, size: tuple[int, int], message: str) -> None:
    app = make_app()

    async def before(pilot: Pilot[None]) -> None:
        await ready(pilot, app)
        await say(pilot, app, message)

    compare(snap_compare, app, size, before)


@SIZES
def test_help_now(snap_compare: Snap, make_app: Make, size: tuple[int, int]) -> None:
    app = make_app()

    async def before(pilot: Pilot[None]) -> None:
        await ready(pilot, app)
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpNowScreen))

    compare(snap_compare, app, size, before)


@SIZES
def test_library(snap_compare: Snap, make_app: Make, size: tuple[int, int]) -> None:
    app = make_app()

    async def before(pilot: Pilot[None]) -> None:
        await ready(pilot, app)
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))

    compare(snap_compare, app, size, before)
