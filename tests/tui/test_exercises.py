from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from coach.rehearsal.exercises import Exercise, Pace, load_exercises
from coach.tui.app import CoachApp
from coach.tui.screens.breathing import BreathingScreen
from coach.tui.screens.exercises import ExercisesScreen
from coach.tui.screens.grounding import GroundingScreen
from coach.tui.screens.help_now import HelpNowScreen
from coach.tui.screens.rehearse import RehearseScreen
from coach.tui.widgets.breath_bar import BreathBar, drawn
from coach.tui.widgets.line import Line
from tests.tui.conftest import Make, ready, until

SMALL, LARGE = (80, 24), (120, 40)


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def breathing() -> Exercise:
    return next(one for one in load_exercises().all if one.pace)


def seen(app: CoachApp) -> str:
    lines = (line for line in app.screen.query(Line) if line.display and line.size.height)
    return "\n".join(str(line.render()) for line in lines)


async def open_list(pilot: Pilot[None], app: CoachApp) -> OptionList:
    await ready(pilot, app)
    await pilot.press("f12")
    await until(pilot, lambda: isinstance(app.screen, ExercisesScreen) and app.screen.query("#exercises"))
    shown = app.screen.query_one("#exercises", OptionList)
    await until(pilot, lambda: shown.has_focus)
    return shown


async def open_breathing(pilot: Pilot[None], app: CoachApp, clock: Clock, pace: Pace | None = None) -> BreathingScreen:
    await ready(pilot, app)
    one = replace(breathing(), pace=pace) if pace else breathing()
    screen = BreathingScreen(app.session, one, clock)
    await app.push_screen(screen)
    await until(pilot, lambda: screen.query("#exercise") and screen.query_one("#exercise").has_focus)
    return screen


async def told(pilot: Pilot[None], screen: BreathingScreen, text: str) -> None:
    await until(pilot, lambda: screen.query_one(BreathBar).told == text)


async def test_the_list_says_what_they_are_and_leads_to_each(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        shown = await open_list(pilot, app)
        assert "None of them treats anything" in " ".join(seen(app).split())
        names = [str(option.prompt).split("\n")[0] for option in shown.options if not option.disabled]
        assert names == [one.title for one in load_exercises().all]
        for presses, screen in ((0, BreathingScreen), (1, GroundingScreen), (2, RehearseScreen)):
            await pilot.press("home", *["down"] * presses, "enter")
            await until(pilot, lambda screen=screen: isinstance(app.screen, screen))  # type: ignore[misc]
            await pilot.press("escape")
        assert len(app.screen_stack) <= 3


@pytest.mark.parametrize("name", ["breathing", "grounding"])
async def test_the_words_fit_a_small_terminal(make_app: Make, name: str) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await open_list(pilot, app)
        await pilot.press(*["down"] * (name == "grounding"), "enter")
        await until(pilot, lambda: app.screen.query("#exercise"))
        await pilot.pause()
        assert app.screen.query_one("#exercise").max_scroll_y == 0 and "stop" in seen(app)


@pytest.mark.parametrize("size", [SMALL, LARGE, (30, 10)], ids=["small", "large", "tiny"])
async def test_the_line_grows_and_shrinks_and_then_it_ends_quietly(make_app: Make, size: tuple[int, int]) -> None:
    app, clock = make_app(model=False), Clock()
    async with app.run_test(size=size) as pilot:
        screen = await open_breathing(pilot, app, clock)
        assert not screen.runs
        clock.now += 50
        await pilot.pause()
        assert not screen.runs and not screen.query_one(BreathBar).display
        await pilot.press("enter")
        await until(pilot, lambda: screen.runs and screen.query_one(BreathBar).size.height)
        half = min(24, size[0] // 2 - 2)
        for seconds, word, full in ((0, "in", 0), (4, "out", 1), (10, "in", 0), (12, "in", 0.5)):
            clock.now = 150 + seconds
            await told(pilot, screen, f"{word}\n{drawn(full, half)}")
        assert screen.query_one(".breath-line", Line).size.height == 1
        clock.now = 150 + 121
        await until(pilot, lambda: not screen.runs)
        await pilot.pause()
        assert "Breathe as you like now" in " ".join(seen(app).split()) and not screen.query_one(BreathBar).display


@pytest.mark.parametrize("key", ["x", "enter", "escape", "space", "q", "down", "ctrl+a"])
async def test_any_key_stops_it_and_does_nothing_else(make_app: Make, key: str) -> None:
    app, clock = make_app(model=False), Clock()
    async with app.run_test(size=SMALL) as pilot:
        screen = await open_breathing(pilot, app, clock)
        await pilot.press("space")
        await until(pilot, lambda: screen.runs)
        await pilot.press(key)
        await pilot.pause()
        assert not screen.runs and app.screen is screen and screen.query_one("#exercise").display
        await pilot.press("escape")
        assert app.screen is app.talk


async def test_a_click_stops_it(make_app: Make) -> None:
    app, clock = make_app(model=False), Clock()
    async with app.run_test(size=SMALL) as pilot:
        screen = await open_breathing(pilot, app, clock)
        await pilot.press("enter")
        await until(pilot, lambda: screen.runs and screen.query_one(BreathBar).size.height)
        await pilot.click(BreathBar)
        await until(pilot, lambda: not screen.runs)


async def test_help_now_is_there_at_once_and_nothing_runs_behind_it(make_app: Make) -> None:
    app, clock = make_app(model=False), Clock()
    async with app.run_test(size=SMALL) as pilot:
        screen = await open_breathing(pilot, app, clock)
        await pilot.press("enter", "f1")
        await until(pilot, lambda: isinstance(app.screen, HelpNowScreen))
        await until(pilot, lambda: not screen.runs)


async def test_leaving_in_the_middle_leaves_nothing_running(make_app: Make) -> None:
    app, clock = make_app(model=False), Clock()
    async with app.run_test(size=SMALL) as pilot:
        screen = await open_breathing(pilot, app, clock)
        await pilot.press("enter", "f2")
        await until(pilot, lambda: app.screen is app.talk and not screen.is_running)


async def test_where_nothing_may_move_a_count_changes_once_a_second(make_app: Make) -> None:
    app = make_app(model=False)
    app.animation_level = "none"
    clock = Clock()
    async with app.run_test(size=SMALL) as pilot:
        screen = await open_breathing(pilot, app, clock)
        assert "count of seconds" in seen(app) and "line grows" not in seen(app)
        await pilot.press("enter")
        await told(pilot, screen, "in  1\n")
        timer = screen._timer
        assert timer and timer._interval == 1.0
        for seconds, text in ((1.02, "in  2"), (3.98, "out  1"), (9.1, "out  6")):
            clock.now = 100 + seconds
            await told(pilot, screen, f"{text}\n")
        assert "━" not in seen(app)


async def test_with_the_real_clock_it_comes_to_its_end(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        screen = BreathingScreen(app.session, replace(breathing(), pace=Pace(1, 1, 1)))
        await app.push_screen(screen)
        await pilot.press("enter")
        await until(pilot, lambda: screen.runs and screen.query_one(BreathBar).told.startswith("out"))
        await until(pilot, lambda: not screen.runs and "That was it" in seen(app))


async def test_one_thing_at_a_time_and_each_sense_can_be_skipped(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await open_list(pilot, app)
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, GroundingScreen) and "Five things" in seen(app))
        await pilot.press("space", "enter")
        await pilot.pause()
        assert "● ● ○ ○ ○" in seen(app)
        await pilot.press("left")
        await pilot.pause()
        assert "● ○ ○ ○ ○" in seen(app)
        await pilot.press("s")
        await pilot.pause()
        assert "Four things" in seen(app) and "○ ○ ○ ○" in seen(app) and "●" not in seen(app)
        await pilot.press("s", "s", "s", "space", "space", "s")
        await pilot.pause()
        assert "That was all of it" in " ".join(seen(app).split()) and "things" not in seen(app)
        await pilot.press("backspace")
        await pilot.pause()
        assert "One thing that you can taste" in seen(app)
        await pilot.press("space", "t")
        await pilot.pause()
        assert "Five things" in seen(app)
        await pilot.press("escape")
        assert isinstance(app.screen, ExercisesScreen)


async def test_exercises_that_cannot_be_read_are_told(make_app: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        monkeypatch.setattr("coach.paths.shipped", lambda name: app.session.parts.library.folder / "nowhere" / name)
        await pilot.press("f12", "f11")
        await until(pilot, lambda: len(app._notifications) >= 2)
        assert app.screen is app.talk


@pytest.mark.parametrize("full", [-1, 0, 0.3, 1, 2])
def test_the_line_keeps_its_length_and_its_middle(full: float) -> None:
    line = drawn(full)
    assert len(line) == 49 and line == line[::-1] and line[24] == "━"
