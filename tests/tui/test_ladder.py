import pytest
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import OptionList

from coach.rehearsal.base import Card
from coach.rehearsal.ladder import GAP
from coach.tui.actions import LADDER
from coach.tui.app import CoachApp
from coach.tui.screens.card import CardField, CardScreen
from coach.tui.screens.choice import ChoiceScreen
from coach.tui.screens.ladder import LadderScreen
from coach.tui.screens.rehearse import RehearseScreen
from coach.tui.widgets.help_beside import HelpBeside
from coach.tui.widgets.message_input import MessageInput
from coach.tui.widgets.own_line import OwnField, OwnLine
from tests.tui.conftest import Make, until, views
from tests.tui.test_rehearse import GOAL, SMALL, open_rehearsal, say_line, seen, to_practice

HINT, HARD, THING, MOMENT, WISH = range(5)


async def to_ladder(pilot: Pilot[None], app: CoachApp, goal: str = GOAL) -> None:
    """From the goal to its small steps."""
    field = await open_rehearsal(pilot, app)
    field.insert(goal)
    await pilot.press("enter")
    await until(pilot, lambda: app.screen.query_one("#choices", OptionList).has_focus)
    await reopen(pilot, app)


async def reopen(pilot: Pilot[None], app: CoachApp) -> None:
    await pilot.press("l")
    await until(pilot, lambda: isinstance(app.screen, LadderScreen) and rungs(app) and rungs(app)[0].is_mounted)
    await pilot.pause()


def rungs(app: CoachApp) -> list[OwnLine]:
    return list(app.screen.query(OwnLine))


def writing(app: CoachApp) -> OwnField:
    assert isinstance(app.focused, OwnField)
    return app.focused


async def fill(pilot: Pilot[None], app: CoachApp, at: int, text: str) -> None:
    """Go to a rung, and write over its gap."""
    view = rungs(app)[at]
    view.focus()
    await until(pilot, lambda: view.has_focus)
    await pilot.press("e")
    await until(pilot, lambda: isinstance(app.focused, OwnField))
    field = writing(app)
    field.replace(text, *field.selection)
    await pilot.press("enter")
    await until(pilot, lambda: not view.editing)


async def test_from_least_to_most_and_as_far_as_the_person_likes(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await to_ladder(pilot, app)
        assert rungs(app)[THING].text == "The homework isn't helping." and GAP in rungs(app)[HARD].text
        await fill(pilot, app, HARD, "i was lazy")
        assert rungs(app)[HARD].text.endswith("you would think i was lazy.")
        await pilot.press("t", "s")
        await pilot.pause()
        assert "today only as far as here" in seen(app) and "What makes it hard to say · said" in seen(app)
        await pilot.press("k", "f9")
        await until(pilot, lambda: isinstance(app.screen, CardScreen))
        first, second, third = [field.text for field in list(app.screen.query(CardField))[:3]]
        assert first.endswith("i was lazy.") and second == "The homework isn't helping." and third == ""


async def test_reopened_it_is_as_it_was_and_so_is_that_of_another_goal(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await to_ladder(pilot, app)
        await fill(pilot, app, HARD, "half a thou")
        await pilot.press("n", "down", "t", "s", "e")
        await pilot.press(*" and more", "f2")
        await until(pilot, lambda: app.screen is app.talk)
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, RehearseScreen) and app.screen.query("#choices"))
        await until(pilot, lambda: app.screen.query_one("#choices", OptionList).has_focus)
        await reopen(pilot, app)
        assert rungs(app)[THING].text == "The homework isn't helping. and more"
        assert "in one sentence · said" in seen(app) and "today only as far as here" in seen(app)
        rungs(app)[HARD].focus()
        for _ in app.session.practice.ladders[GOAL].rungs[HARD].ways[1:]:
            await pilot.press("n")
        await pilot.pause()
        assert "half a thou" in rungs(app)[HARD].text
        await pilot.press("escape")
        app.session.practice.anew()
        app.session.practice.goal = ""
        assert "half a thou" in app.session.practice.ladders[GOAL].rungs[HARD].ways[0]


async def test_the_marked_sentence_is_rehearsed_and_the_talk_takes_it_for_the_thing(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await to_ladder(pilot, app)
        hint = rungs(app)[HINT].text
        await pilot.press("t", "r")
        await until(pilot, lambda: isinstance(app.screen, RehearseScreen))
        choices = app.screen.query_one("#choices", OptionList)
        await until(pilot, lambda: choices.options[0].id == "style:warm")
        await pilot.press("enter")
        field = app.screen.query_one(MessageInput)
        await until(pilot, lambda: app.session.practice.play is not None and field.has_focus)
        assert field.text == hint
        view = await say_line(pilot, app, hint)
        assert view.exchange.beat == "react" and app.session.practice.goal == GOAL
        field.text = "half a line"
        await pilot.press("escape")
        await reopen(pilot, app)
        rungs(app)[THING].focus()
        await pilot.pause()
        await pilot.press("t", "r")
        await until(pilot, lambda: isinstance(app.screen, RehearseScreen))
        assert field.text == "half a line\nThe homework isn't helping." and len(app.session.practice.play.lines) == 1  # type: ignore[union-attr]


async def test_a_talk_at_its_end_is_not_thrown_away(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await to_practice(pilot, app)
        play = app.session.practice.play
        assert play
        while not play.over:
            await say_line(pilot, app, f"the homework isnt helping, {len(play.lines)}")
        said = play.lines
        await reopen(pilot, app)
        await pilot.press("r")
        await pilot.pause()
        assert isinstance(app.screen, LadderScreen) and play.lines == said


@pytest.mark.parametrize("key", ["k", "r"])
async def test_a_line_with_a_gap_is_asked_for_first(make_app: Make, key: str) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await to_ladder(pilot, app)
        rungs(app)[MOMENT].focus()
        await pilot.pause()
        await pilot.press("t", "up", key)
        await until(pilot, lambda: isinstance(app.focused, OwnField) and rungs(app)[MOMENT].editing)
        assert writing(app).selected_text == GAP
        assert app.session.practice.card == Card("", "", "") and not app.session.practice.play


async def test_the_persons_lines_make_way_on_the_card_only_where_they_say_so(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await to_ladder(pilot, app)
        mine = Card("[b]mine[/b] \x1b[31m", "", "")
        app.session.practice.card = mine
        await pilot.press("k")
        await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
        assert "[b]mine[/b] ␛[31m" in str(app.screen.query_one("#asked Static").render())  # type: ignore[attr-defined]
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, LadderScreen))
        assert app.session.practice.card == mine
        await pilot.press("k")
        await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
        await pilot.press("enter")
        await until(pilot, lambda: app.session.practice.card != mine)
        assert app.session.practice.card.say_first == rungs(app)[HINT].text


async def test_odd_and_long_text_is_shown_and_never_obeyed(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await to_ladder(pilot, app)
        await fill(pilot, app, MOMENT, "[red]x[/red] " + "w" * 300 + " \u202e 👩‍👧 ")
        await pilot.pause()
        assert "[red]x[/red]" in seen(app) and "\u202e" not in seen(app)
        rungs(app)[WISH].focus()
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.focused, OwnField))
        writing(app).post_message(Paste("a\x1b[31m\x9b1mb"))
        await until(pilot, lambda: "a␛[31m�1mb" in writing(app).text)


async def test_danger_in_a_step_is_met_in_the_conversation_and_a_worry_beside_it(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await to_ladder(pilot, app)
        await fill(pilot, app, HARD, "that i wish i could just disappear")
        await until(pilot, lambda: "116 123" in seen(app) and isinstance(app.screen, LadderScreen))
        await until(pilot, lambda: app.screen.query_one(HelpBeside).region.bottom <= app.size.height)
        await fill(pilot, app, MOMENT, "tonight. i want to kill myself")
        await until(pilot, lambda: app.screen is app.talk and views(app) and views(app)[-1].turn is not None)
        assert "116 123" in seen(app)
        assert "tonight" in app.session.practice.ladders[GOAL].rungs[MOMENT].text


async def test_letters_are_typed_while_a_line_is_changed_and_act_elsewhere(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await open_rehearsal(pilot, app)
        assert not app.screen.check_action("ladder", ())
        await pilot.press("escape", "l")
        assert isinstance(app.screen, RehearseScreen)
        await pilot.press("f2", "f8")
        await until(pilot, lambda: isinstance(app.screen, RehearseScreen) and app.screen.query(MessageInput))
        app.screen.query_one(MessageInput).insert(GOAL)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.query_one("#choices", OptionList).has_focus)
        await reopen(pilot, app)
        named = {command.title for command in app.get_system_commands(app.screen)}
        assert {action.label for action in LADDER} <= named
        await pilot.press("down", "down", "enter", *" nstkr", "escape")
        await pilot.pause()
        assert rungs(app)[THING].text == "The homework isn't helping. nstkr" and rungs(app)[THING].has_focus
        assert app.session.practice.ladders[GOAL].mark is None
        await pilot.press("escape")
        assert isinstance(app.screen, RehearseScreen)


@pytest.mark.parametrize("size", [SMALL, (120, 40)])
async def test_every_step_can_be_seen(make_app: Make, size: tuple[int, int]) -> None:
    app = make_app(model=False)
    async with app.run_test(size=size) as pilot:
        await to_ladder(pilot, app)
        for view in rungs(app):
            view.focus()
            await pilot.pause()
            assert app.screen.query_one("#ladder").region.contains_region(view.region)
