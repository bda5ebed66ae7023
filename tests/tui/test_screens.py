from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from coach import settings as stored
from coach.guard.help import load_help
from coach.papers.store import Papers
from coach.settings import Settings
from coach.tui.actions import EVERYWHERE, LIBRARY
from coach.tui.app import CoachApp
from coach.tui.screens.ask_path import AskPathScreen
from coach.tui.screens.help_now import HelpNowScreen
from coach.tui.screens.library import LibraryScreen
from coach.tui.screens.welcome import WelcomeScreen
from coach.tui.widgets.line import Line
from tests.tui.conftest import AGREED, Make, field, ready, until

SMALL = (80, 24)


async def ready_to_go_on(pilot: Pilot[None], app: CoachApp) -> None:
    """Wait until the first page can be answered."""
    await until(pilot, lambda: app.screen.query("#on") and app.screen.query_one("#on").has_focus)


@pytest.mark.parametrize(
    ("language", "country"), [("C.UTF-8", "international"), ("", "international"), ("en_GB", "uk")]
)
async def test_the_first_start_is_enter_enter_enter(
    make_app: Make, monkeypatch: pytest.MonkeyPatch, language: str, country: str
) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", language)
    app = make_app(Settings())
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        await ready_to_go_on(pilot, app)
        await pilot.press("enter", "enter", "enter")
        await ready(pilot, app)
        kept = stored.load()
        assert kept.consent == load_help().consent_version() and kept.country == country and kept.opened


async def test_the_country_that_is_chosen_is_the_one_whose_lines_are_shown(make_app: Make) -> None:
    app = make_app(Settings())
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        await ready_to_go_on(pilot, app)
        await pilot.press("enter", "home", "enter", "enter")
        await ready(pilot, app)
        assert stored.load().country == "au"
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpNowScreen))
        assert any("000" in str(line.render()) for line in app.screen.query("Line"))


async def test_who_does_not_agree_is_let_go(make_app: Make) -> None:
    app = make_app(Settings())
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        await ready_to_go_on(pilot, app)
        await pilot.press("escape")
        await until(pilot, lambda: not app.is_running)
    assert not stored.load().consent


@pytest.mark.parametrize(
    "settings",
    [
        Settings(country="uk", consent="0", opened="2999-01-01"),
        Settings(country="uk", consent="1", opened="2020-01-01"),
        Settings(country="uk", consent="1", opened="not a day"),
    ],
)
async def test_who_is_speaking_is_told_again(make_app: Make, settings: Settings) -> None:
    app = make_app(settings)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        await ready_to_go_on(pilot, app)


async def test_the_reminder_is_there_at_each_start(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        assert "not to a person" in str(app.talk.query_one(".reminder").render())


@pytest.mark.parametrize("country", [one.code for one in load_help().countries()])
async def test_help_now_fits_a_small_terminal(make_app: Make, country: str) -> None:
    app = make_app(AGREED.with_(country=country))
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpNowScreen))
        await pilot.pause()
        assert app.screen.query_one("#help-now").max_scroll_y == 0
        assert load_help().country(country).emergency in " ".join(str(one.render()) for one in app.screen.query("Line"))


@pytest.mark.parametrize("key", ["f3", "f4", "f5"])
async def test_help_now_is_one_key_away_from_every_screen(make_app: Make, key: str) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        await pilot.press(key)
        await until(pilot, lambda: app.screen is not app.talk)
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpNowScreen))
        await pilot.press("escape")
        assert app.screen is not app.talk


async def test_leaving_help_keeps_what_was_typed(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        await pilot.press(*"half a thou", "f1")
        await until(pilot, lambda: isinstance(app.screen, HelpNowScreen))
        await pilot.press("s", *"ght")
        assert field(app).text == "half a thought"


async def test_the_library_answers_as_one_types(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
        entries = app.screen.query_one("#entries", OptionList)
        assert sum(not option.disabled for option in entries.options) == len(app.session.parts.library) + 1
        await pilot.press("slash", *"confid")
        await pilot.pause()
        assert app.screen.query_one("#find", Input).value == "confid"
        assert entries.options[0].id == "faq/confidentiality"
        await pilot.press(*"zzzz")
        await pilot.pause()
        assert entries.options[0].disabled
        await pilot.press("escape", "escape")
        assert app.screen is app.talk


async def test_a_paper_of_ones_own_is_added_read_and_removed(make_app: Make, tmp_path: Path) -> None:
    (tmp_path / "letter.md").write_text("# Fees\n\nAn hour is due on the day.\n")
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
        entries = app.screen.query_one("#entries", OptionList)
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(app.screen, AskPathScreen))
        app.screen.query_one(Input).value = str(tmp_path / "letter.md")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen) and len(list(Papers())) == 1)
        await until(pilot, lambda: any("An hour is due" in str(line.render()) for line in app.screen.query(Line)))
        await pilot.press("delete")
        await pilot.pause()
        assert len(list(Papers())) == 1
        await pilot.press("delete")
        await until(pilot, lambda: not list(Papers()))
        assert all("letter.md" not in str(option.prompt) for option in entries.options)


async def test_a_paper_that_cannot_be_read_is_told(make_app: Make, tmp_path: Path) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(app.screen, AskPathScreen))
        app.screen.query_one(Input).value = str(tmp_path / "nothing.pdf")
        await pilot.press("enter")
        await until(pilot, lambda: any("There is no file" in str(one.title) for one in app._notifications))
        assert isinstance(app.screen, LibraryScreen)


async def test_the_palette_has_every_action_by_the_same_name(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        named = {command.title for command in app.get_system_commands(app.screen)}
        assert {action.label for action in EVERYWHERE} <= named and {"Stop", "Start anew"} <= named
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
        named = {command.title for command in app.get_system_commands(app.screen)}
        assert {action.label for action in (*EVERYWHERE, *LIBRARY)} <= named and "Start anew" not in named


async def test_the_theme_is_kept(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        await pilot.press("f6")
        assert stored.load().theme == app.theme == "coach-light"


async def test_settings_that_cannot_be_written_stop_nobody(make_app: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = Path(__file__)  # a file where the folder should be
    monkeypatch.setenv("COACH_HOME", str(blocked))
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        assert any("cannot be saved" in notice.title for notice in app._notifications)


async def test_without_a_model_it_says_so(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        await until(pilot, lambda: "library words only" in str(app.talk.query_one("#state").render()))
