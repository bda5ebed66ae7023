import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from coach.tui.actions import EVERYWHERE, SIGNS
from coach.tui.app import CoachApp
from coach.tui.screens.card import CardField, CardScreen
from coach.tui.screens.library import LibraryScreen
from coach.tui.screens.passage import PassageScreen
from coach.tui.screens.rehearse import RehearseScreen
from coach.tui.screens.signs import SignsScreen
from coach.tui.screens.welcome import WelcomeScreen
from coach.tui.widgets.message_input import MessageInput
from tests.tui.conftest import AGREED, Make, ready, until

SMALL, LARGE = (80, 24), (120, 40)
FIRST = "I give you short answers, and I'd like to find a way to say more."
SECOND = "I've given you the outline so far, and I've left out the details."


async def open_signs(pilot: Pilot[None], app: CoachApp) -> OptionList:
    await ready(pilot, app)
    await pilot.press("f11")
    await until(pilot, lambda: isinstance(app.screen, SignsScreen) and app.screen.query("#signs"))
    shown = app.screen.query_one("#signs", OptionList)
    await until(pilot, lambda: shown.has_focus and shown.highlighted == 0)
    return shown


def lines(shown: OptionList) -> list[str]:
    return [str(option.prompt) for option in shown.options if str(option.prompt).strip()]


def footer(app: CoachApp) -> set[str]:
    return {one.binding.description for one in app.screen.active_bindings.values() if one.binding.show}


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_all_eight_are_there_at_once_and_nothing_is_marked(make_app: Make, size: tuple[int, int]) -> None:
    app = make_app(model=False)
    async with app.run_test(size=size) as pilot:
        shown = await open_signs(pilot, app)
        assert len(lines(shown)) == 8 and shown.max_scroll_y == 0
        assert "familiar" not in " ".join(lines(shown)) and "begin" not in " ".join(lines(shown))
        assert "Nobody is scored" in str(app.screen.query_one("#signs-top").render())


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_what_is_marked_offers_its_sentence_and_can_be_unmarked(make_app: Make, size: tuple[int, int]) -> None:
    app = make_app(model=False)
    async with app.run_test(size=size) as pilot:
        shown = await open_signs(pilot, app)
        await pilot.press("space")
        assert "familiar" in lines(shown)[0]
        assert [line.strip() for line in lines(shown)[8:]] == ["You could begin with this:", f"“{FIRST}”"]
        await pilot.press("down", "space")
        assert [line.strip() for line in lines(shown)[8:]] == [
            "You could begin with one of these:",
            f"“{FIRST}”",
            f"“{SECOND}”",
        ]
        assert shown.max_scroll_y == 0
        await pilot.press("space", "up", "space")
        assert len(lines(shown)) == 8 and "familiar" not in " ".join(lines(shown))


async def test_nothing_is_counted(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        shown = await open_signs(pilot, app)
        for _ in range(8):
            await pilot.press("space", "down")
        said = " ".join(lines(shown)) + " ".join(str(line.render()) for line in app.screen.query("Line, Label"))
        assert not any(letter.isdigit() for letter in said.replace("F1", ""))


async def test_marks_stay_while_the_coach_is_open_and_nothing_is_written(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await open_signs(pilot, app)
        await pilot.press("space", "escape")
        await until(pilot, lambda: app.screen is app.talk)
        shown = await open_signs(pilot, app)
        assert "familiar" in lines(shown)[0] and len(lines(shown)) == 10


async def test_enter_opens_the_entry_and_comes_back_to_the_same_place(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        shown = await open_signs(pilot, app)
        await pilot.press("space", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, PassageScreen))
        titles = [str(line.render()) for line in app.screen.query(".entry-title")]
        assert titles == ["Keeping it vague, and leaving out the details"]
        await pilot.press("escape")
        assert isinstance(app.screen, SignsScreen) and shown.highlighted == 1
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(app.screen, PassageScreen))
        assert "Short answers" in str(app.screen.query(".entry-title").first().render())


async def test_keys_act_in_the_order_in_which_they_were_pressed(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await open_signs(pilot, app)
        for key in ("down", "down", "enter"):
            app.simulate_key(key)
        await until(pilot, lambda: isinstance(app.screen, PassageScreen) and app.screen.query(".entry-title"))
        assert "Changing the subject" in str(app.screen.query(".entry-title").first().render())


async def test_its_sentence_goes_to_the_card_until_that_is_full(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await open_signs(pilot, app)
        await pilot.press("k", "k", "down", "k", "down", "k")
        await pilot.pause()
        card = app.session.practice.card
        assert (card.say_first, card.detail) == (FIRST, SECOND) and card.ask
        await pilot.press("down", "k")
        await until(pilot, lambda: any("card is full" in one.message for one in app._notifications))
        assert app.session.practice.card == card
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, CardScreen) and app.screen.query(CardField))
        assert app.screen.query(CardField).first().text == FIRST


async def test_its_sentence_is_rehearsed_as_it_is(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await open_signs(pilot, app)
        await pilot.press("space", "end", "r")
        await until(pilot, lambda: isinstance(app.screen, RehearseScreen) and app.screen.query("MessageInput"))
        field = app.screen.query_one(MessageInput)
        await until(pilot, lambda: field.has_focus)
        assert field.text == FIRST and len(app.screen_stack) == 3
        await pilot.press("enter")
        await until(pilot, lambda: app.session.practice.sizes is not None)
        assert app.session.practice.sizes and app.session.practice.sizes.headline == FIRST


async def test_a_rehearsal_has_a_quiet_way_there_and_keeps_what_is_in_its_field(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, RehearseScreen) and app.screen.query("MessageInput"))
        await until(pilot, lambda: "F11" in str(app.screen.query_one("#question").render()))
        await pilot.press(*"half a", "f11")
        await until(pilot, lambda: isinstance(app.screen, SignsScreen))
        await pilot.press("escape")
        assert isinstance(app.screen, RehearseScreen) and app.screen.query_one(MessageInput).text == "half a"


async def test_the_footer_shows_what_works_at_this_line(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await open_signs(pilot, app)
        assert {"Open", "Familiar", "To the card", "Back"} <= footer(app)
        await pilot.press("space", "end")
        await pilot.pause()
        assert "Familiar" not in footer(app) and "Open" in footer(app)


async def test_the_palette_has_them_by_the_same_names(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await open_signs(pilot, app)
        await pilot.press("space", "end")
        named = {command.title: command.callback for command in app.get_system_commands(app.screen)}
        assert {action.label for action in (*EVERYWHERE, *SIGNS)} <= set(named)
        named["Familiar"]()
        await pilot.pause()
        assert not app.session.practice.familiar


async def test_from_another_screen_it_opens_over_the_conversation_and_only_once(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
        await pilot.press("f11", "f11")
        await until(pilot, lambda: isinstance(app.screen, SignsScreen))
        assert len(app.screen_stack) == 3


async def test_nobody_gets_there_before_they_have_agreed(make_app: Make) -> None:
    app = make_app(AGREED.with_(consent=""))
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen) and app.screen.query("#on"))
        await pilot.press("f11", "f12")
        await pilot.pause()
        assert isinstance(app.screen, WelcomeScreen)


async def test_air_comes_and_goes_with_the_room_and_the_place_stays(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        shown = await open_signs(pilot, app)
        await pilot.press("down", "space")
        await pilot.resize_terminal(*LARGE)
        await until(pilot, lambda: shown.option_count == 18)
        assert shown.highlighted_option and shown.highlighted_option.id == "sign/limited-disclosure"
        await pilot.resize_terminal(40, 12)
        await until(pilot, lambda: shown.option_count == 10)
        assert shown.highlighted_option and shown.highlighted_option.id == "sign/limited-disclosure"
