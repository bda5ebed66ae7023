import pytest
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import OptionList

from coach.library.entries import load_library
from coach.settings import Settings
from coach.tui.app import CoachApp
from coach.tui.screens.ask_path import AskPathScreen
from coach.tui.screens.card import CardField, CardScreen
from coach.tui.screens.choice import ChoiceScreen
from coach.tui.screens.passage import EntryText, PassageScreen
from coach.tui.screens.rehearse import RehearseScreen
from coach.tui.screens.talk import TalkScreen
from coach.tui.screens.welcome import WelcomeScreen
from coach.tui.widgets.message_input import MessageInput
from coach.tui.widgets.own_line import OwnField
from coach.tui.widgets.reply_view import ReplyView
from tests.tui.conftest import HOMEWORK, SAY, Make, field, ready, say, shown, until, views

OWN = "Same homework, new week, and it's not working for me."


async def edited(pilot: Pilot[None], app: CoachApp) -> ReplyView:
    """A reply whose words to say are being changed."""
    view = await say(pilot, app, HOMEWORK)
    view.focus()
    await pilot.press("e")
    await until(pilot, lambda: isinstance(app.focused, OwnField))
    return view


async def test_the_words_are_changed_in_their_place_and_are_then_the_persons(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        view = await edited(pilot, app)
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
        view = await edited(pilot, app)
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


async def test_words_for_a_case_are_chosen_in_an_entry(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        view = await say(pilot, app, HOMEWORK)
        view.focus()
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.screen, PassageScreen) and app.screen.query(OptionList))
        assert view.turn
        entry = view.turn.passages[0].entry
        await pilot.press("k")
        await until(pilot, lambda: app.session.practice.card.say_first == entry.say.headline)
        await pilot.press("tab", "down", "down", "k")
        await until(pilot, lambda: app.session.practice.card.detail == entry.cases[2].say)
        await pilot.press("up", "enter")
        await until(pilot, lambda: app.session.practice.card.ask == entry.cases[1].say)
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, RehearseScreen) and app.screen.query(MessageInput))
        assert app.session.practice.words == entry.cases[1].say


async def test_the_cases_nearest_to_the_message_come_first(make_app: Make) -> None:
    entry = load_library().get("tip/give-feedback")
    nearest = (entry.cases[3], entry.cases[1])
    shown = EntryText(entry, nearest)
    app = make_app(model=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await app.talk.mount(shown)
        listed = shown.query_one(OptionList)
        listed.focus()
        listed.highlighted = 0
        await pilot.pause()
        assert shown.words == nearest[0].say and listed.option_count == len(entry.cases)


@pytest.mark.parametrize("answer", ["go on", "new", "stay"])
async def test_what_stands_in_a_rehearsal_makes_way_only_where_the_person_says_so(make_app: Make, answer: str) -> None:
    app = make_app(model=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        view = await say(pilot, app, HOMEWORK)
        now = app.session.practice
        now.goal, now.play = "the homework", app.session.rehearsal("the homework", "warm")
        now.play.say("I'd like to talk about the homework.")
        now.draft = "something i typed"
        view.focus()
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
        assert now.draft == "something i typed" and now.play
        await pilot.press(*{"go on": ["enter"], "new": ["down", "enter"], "stay": ["escape"]}[answer])
        where = TalkScreen if answer == "stay" else RehearseScreen
        await until(pilot, lambda: isinstance(app.screen, where))
        kept = now.draft == "something i typed" and now.play is not None and len(now.play.exchanges) == 1
        assert kept == (answer != "new")


@pytest.mark.parametrize("place", ["reply", "card", "about"])
async def test_danger_is_heard_wherever_it_is_written(make_app: Make, place: str) -> None:
    app = make_app(model=False)
    risk = "quiet, older, always on time. and honestly i want to kill myself tonight"
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        if place == "reply":
            await edited(pilot, app)
            app.screen.query_one(OwnField).text = risk
            await pilot.press("enter")
        elif place == "card":
            await pilot.press("f9")
            await until(pilot, lambda: isinstance(app.screen, CardScreen) and app.screen.query("#card-say_first"))
            await pilot.press("e")
            await until(pilot, lambda: isinstance(app.focused, CardField))
            await pilot.press(*risk, "escape")
        else:
            await pilot.press("f8")
            await until(pilot, lambda: isinstance(app.screen, RehearseScreen) and app.screen.query(MessageInput))
            await pilot.press(*"say the homework isnt helping", "enter")
            await until(pilot, lambda: app.session.practice.sizes and app.session.doing == "ready")
            await pilot.press("enter", "end", "enter")
            await until(pilot, lambda: isinstance(app.screen, AskPathScreen))
            await pilot.press(*risk, "enter")
        await until(pilot, lambda: app.screen is app.talk and views(app) and views(app)[-1].message == risk)
        await until(pilot, lambda: views(app)[-1].turn is not None)
        assert views(app)[-1].turn.kind == "crisis"  # type: ignore[union-attr]


async def test_the_persons_own_words_make_way_for_others_only_when_asked_twice(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        view = await edited(pilot, app)
        app.screen.query_one(OwnField).text = OWN
        await pilot.press("enter")
        await until(pilot, lambda: app.focused is view)
        await pilot.press("n")
        await pilot.pause()
        assert shown(app, ".say") == OWN and view.turn
        await pilot.press("n")
        await until(pilot, lambda: view.turn is not None and shown(app, ".say") not in {OWN, "", "…"})


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
