import pytest
from textual.events import Paste

from coach.settings import Settings
from coach.tui.screens.card import CardScreen
from coach.tui.screens.passage import PassageScreen
from coach.tui.screens.rehearse import RehearseScreen
from coach.tui.screens.welcome import WelcomeScreen
from coach.tui.widgets.message_input import MessageInput
from coach.tui.widgets.own_line import OwnField
from tests.tui.conftest import HOMEWORK, SAY, Make, field, ready, say, shown, until

OWN = "Same homework, new week, and it's not working for me."


async def test_the_words_are_changed_in_their_place_and_are_then_the_persons(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        view = await say(pilot, app, HOMEWORK)
        view.focus()
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.focused, OwnField))
        own = app.screen.query_one(OwnField)
        assert own.text == SAY and not shown(app, ".say")
        own.text = OWN
        await pilot.press("enter")
        await until(pilot, lambda: app.focused is view)
        assert shown(app, ".say") == OWN and view.turn and OWN in view.turn.text and SAY not in view.turn.text


async def test_words_that_were_emptied_are_as_before(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        view = await say(pilot, app, HOMEWORK)
        view.focus()
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.focused, OwnField))
        app.screen.query_one(OwnField).text = "  "
        await pilot.press("escape")
        await until(pilot, lambda: app.focused is view)
        assert shown(app, ".say") == SAY


async def test_kept_words_are_on_the_card_and_a_full_card_stays(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        view = await say(pilot, app, HOMEWORK)
        view.focus()
        await pilot.press("k")
        await until(pilot, lambda: app.session.practice.card.say_first == SAY)
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, CardScreen))
        assert app.screen.query_one("#card-say_first").text == SAY  # type: ignore[attr-defined]
        app.session.practice.put("two")
        app.session.practice.put("three")
        before = app.session.practice.card
        assert app.session.practice.put("four") is None and app.session.practice.card == before


@pytest.mark.parametrize("place", ["reply", "passage"])
async def test_words_are_brought_to_a_rehearsal_as_they_are(make_app: Make, place: str) -> None:
    app = make_app(model=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        view = await say(pilot, app, HOMEWORK)
        view.focus()
        if place == "passage":
            await pilot.press("o")
            await until(pilot, lambda: isinstance(app.screen, PassageScreen))
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, RehearseScreen) and app.screen.query(MessageInput))
        words = app.session.practice.words
        assert words and app.screen.query_one(MessageInput).text == words
        app.screen.query_one(MessageInput).focus()
        await pilot.press("enter")
        await until(pilot, lambda: app.session.practice.sizes)
        sizes = app.session.practice.sizes
        assert sizes and sizes.headline == words


async def test_a_rehearsal_under_way_is_not_thrown_away(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        view = await say(pilot, app, HOMEWORK)
        now = app.session.practice
        now.goal, now.play = "the homework", app.session.rehearsal("the homework", "warm")
        now.play.say("I'd like to talk about the homework.")
        view.focus()
        await pilot.press("r")
        await pilot.pause()
        assert app.screen is app.talk and now.play and len(now.play.exchanges) == 1


async def test_what_stands_unsent_in_the_rehearsals_field_is_not_thrown_away(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        view = await say(pilot, app, HOMEWORK)
        app.session.practice.draft = "something i typed"
        view.focus()
        await pilot.press("r")
        await pilot.pause()
        assert app.screen is app.talk and app.session.practice.draft == "something i typed"


async def test_nothing_gets_past_the_first_pages(make_app: Make) -> None:
    app = make_app(Settings())
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        for key in ("f2", "f3", "f8", "f9", "f10", "f11", "f12"):
            await pilot.press(key)
            await pilot.pause(0.05)
            assert isinstance(app.screen, WelcomeScreen), key


async def test_nothing_that_is_pasted_is_obeyed_by_the_terminal(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        app.post_message(Paste("  she said \x1b[2J\x07no\r\nand left"))
        await until(pilot, lambda: field(app).text)
        assert field(app).text == "  she said \u241b[2J\u2407no\nand left"
