from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from coach.engine.scripted import ScriptedEngine
from coach.errors import CoachError
from coach.tui.app import CoachApp
from coach.tui.screens.ask_path import AskPathScreen
from coach.tui.screens.card import CardField, CardScreen
from coach.tui.screens.read_aloud import ReadAloudScreen, spaced
from coach.tui.screens.rehearse import RehearseScreen
from coach.tui.widgets.exchange_view import ExchangeView
from coach.tui.widgets.feedback_view import FeedbackView
from coach.tui.widgets.line import Line
from coach.tui.widgets.message_input import MessageInput
from tests.tui.conftest import Make, ready, say, until, views

SMALL = (80, 24)
GOAL = "say the homework isn't helping"
LINES = [
    "sorry the homework isnt helping",
    "i do it on the bus every tuesday",
    "could we try something else?",
    "yes, something shorter",
]


async def open_rehearsal(pilot: Pilot[None], app: CoachApp) -> MessageInput:
    await ready(pilot, app)
    await pilot.press("f8")
    await until(pilot, lambda: isinstance(app.screen, RehearseScreen) and app.screen.query("MessageInput"))
    return app.screen.query_one(MessageInput)


async def to_practice(pilot: Pilot[None], app: CoachApp) -> MessageInput:
    """The goal, the second size, the first style."""
    field = await open_rehearsal(pilot, app)
    field.insert(GOAL)
    await pilot.press("enter")
    choices = app.screen.query_one("#choices", OptionList)
    await until(pilot, lambda: choices.option_count == 4 and choices.has_focus)
    await pilot.press("down", "enter")
    await until(pilot, lambda: choices.options[0].id == "style:warm")
    await pilot.press("enter")
    await until(pilot, lambda: app.session.practice.play is not None and field.has_focus)
    return field


async def say_line(pilot: Pilot[None], app: CoachApp, text: str) -> ExchangeView:
    before = len(app.screen.query(ExchangeView))
    field = app.screen.query_one(MessageInput)
    field.text = text
    await pilot.press("enter")
    await until(pilot, lambda: len(app.screen.query(ExchangeView)) > before)
    await pilot.pause()
    return list(app.screen.query(ExchangeView))[-1]


def seen(app: CoachApp) -> str:
    return "\n".join(str(line.render()) for line in app.screen.query(Line) if line.display)


async def test_from_the_goal_to_the_card(make_app: Make, tmp_path: Path) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        field = await to_practice(pilot, app)
        assert field.text == "The homework isn't helping."
        for line in LINES:
            view = await say_line(pilot, app, line)
            assert "ROLE-PLAY" in "".join(str(one.render()) for one in view.query(".stand-in").results(Line))
        await until(pilot, lambda: app.session.practice.play is not None and app.session.practice.play.over)
        await pilot.press("enter")
        await until(pilot, lambda: app.session.practice.feedback is not None)
        await pilot.pause()
        assert "“sorry”" in seen(app) and "The homework isn't helping. Could we try something else?" in seen(app)
        await pilot.press("k")
        await until(pilot, lambda: isinstance(app.screen, CardScreen))
        first = app.screen.query(CardField).first()
        assert first.text == "The homework isn't helping. Could we try something else?"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, AskPathScreen))
        app.screen.query_one("#path").value = str(tmp_path / "card.txt")  # type: ignore[attr-defined]
        await pilot.press("enter")
        await until(pilot, lambda: (tmp_path / "card.txt").is_file())
        assert "The homework isn't helping." in (tmp_path / "card.txt").read_text()


async def test_nothing_typed_is_lost_when_the_screen_closes(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await to_practice(pilot, app)
        await say_line(pilot, app, LINES[0])
        app.screen.query_one(MessageInput).text = "half a line"
        await pilot.press("f2")
        await until(pilot, lambda: app.screen is app.talk)
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, RehearseScreen) and len(app.screen.query(ExchangeView)) == 1)
        assert app.screen.query_one(MessageInput).text == "half a line"


async def test_in_danger_the_conversation_takes_up_the_line_and_can_be_answered(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await to_practice(pilot, app)
        await say_line(pilot, app, LINES[0])
        app.screen.query_one(MessageInput).text = "i want to kill myself"
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.talk and views(app) and views(app)[-1].turn is not None)
        assert "116 123" in seen(app) and views(app)[-1].turn.page.kind == "self-harm"  # type: ignore[union-attr]
        assert app.session.practice.play and app.session.practice.play.stopped
        answered = await say(pilot, app, "yes")
        assert answered.turn and answered.turn.verdict.level != "clear"
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, RehearseScreen) and app.screen.query(ExchangeView))
        await pilot.press("enter")
        await pilot.pause()
        assert app.session.practice.feedback is None


async def test_a_dangerous_goal_is_met_before_any_play(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        field = await open_rehearsal(pilot, app)
        field.insert("tell her i want to die")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.talk and views(app) and views(app)[-1].turn is not None)
        assert "116 123" in seen(app) and app.session.practice.play is None


async def test_a_worrying_goal_shows_where_help_is_and_can_be_rehearsed(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        field = await open_rehearsal(pilot, app)
        field.insert("tell her i wish i could just disappear")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.query_one("#choices", OptionList).option_count == 4)
        await until(pilot, lambda: "116 123" in seen(app))
        assert app.session.practice.sizes and app.session.practice.goal


async def test_what_cannot_be_rehearsed_is_told_and_nothing_typed_is_lost(
    make_app: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        field = await open_rehearsal(pilot, app)
        for error in (CoachError("The words cannot be read", "Nothing is lost."), RuntimeError("nobody expected this")):

            def fails(goal: str, style: str, error: Exception = error) -> None:
                raise error

            monkeypatch.setattr(app.session, "rehearsal", fails)
            field.text = GOAL
            told = len(app._notifications)
            await pilot.press("enter")
            await until(pilot, lambda told=told: len(app._notifications) > told)  # type: ignore[misc]
            await pilot.pause()
            assert field.text == GOAL and app.session.doing == "ready"


async def test_where_the_model_fails_the_sizes_are_the_persons_own(make_app: Make) -> None:
    app = make_app(engine=ScriptedEngine(["half a"], die_after=1))
    async with app.run_test(size=SMALL) as pilot:
        field = await open_rehearsal(pilot, app)
        field.insert(GOAL)
        await pilot.press("enter")
        await until(pilot, lambda: app.session.practice.sizes is not None)
        assert app.session.practice.sizes and app.session.practice.sizes.headline == "The homework isn't helping."
        await until(pilot, lambda: any("model stopped" in str(one.title) for one in app._notifications))


async def test_a_line_is_tried_again_and_met_by_another_style(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        field = await to_practice(pilot, app)
        await say_line(pilot, app, LINES[0])
        await pilot.press("escape", "h")
        await pilot.pause()
        assert "To try" in seen(app)
        await pilot.press("t")
        await pilot.pause()
        assert field.text == LINES[0] and not app.screen.query(ExchangeView)
        await say_line(pilot, app, LINES[0])
        await pilot.press("escape", "b")
        choices = app.screen.query_one("#choices", OptionList)
        await until(pilot, lambda: choices.has_focus)
        await pilot.press("end", "enter")
        await until(
            pilot, lambda: app.session.practice.play is not None and app.session.practice.play.style == "defensive"
        )
        await until(pilot, lambda: len(app.screen.query(ExchangeView)) == 1)
        assert "Defensive" in seen(app)


async def test_enough_for_now_goes_to_the_feedback_and_again_begins_anew(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await to_practice(pilot, app)
        await say_line(pilot, app, LINES[0])
        await pilot.press("escape", "q")
        await until(pilot, lambda: app.screen.query_one(FeedbackView).display and app.session.practice.feedback)
        await pilot.press("t")
        await until(pilot, lambda: app.session.practice.feedback is None)
        assert app.session.practice.goal == GOAL and not app.screen.query(ExchangeView)


async def test_the_card_is_ordered_read_aloud_and_kept(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, CardScreen))
        await pilot.press("e", *"one", "tab", *"two", "alt+up")
        await pilot.pause()
        card = app.session.practice.card
        assert (card.say_first, card.detail) == ("two", "one")
        await pilot.press("escape", "v")
        await until(pilot, lambda: isinstance(app.screen, ReadAloudScreen))
        assert "t w o" in seen(app)
        await pilot.press("space")
        await pilot.pause()
        assert "o n e" in seen(app)
        await pilot.press("escape", "a")
        await pilot.pause()
        await pilot.press(*"yes")
        assert app.session.practice.after == {"said": "yes"}
        await pilot.press("escape", "escape")
        await until(pilot, lambda: app.screen is app.talk)
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, CardScreen))
        assert app.screen.query(CardField).first().text == "two"


@pytest.mark.parametrize("text", ["a b c", "word " * 40, ""])
def test_large_letters_hold_every_word(text: str) -> None:
    assert spaced(text).replace(" ", "").replace("\n", "") == text.replace(" ", "")


async def test_a_word_or_two_on_the_therapist_stand_above_the_talk(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        field = await open_rehearsal(pilot, app)
        field.insert(GOAL)
        await pilot.press("enter")
        choices = app.screen.query_one("#choices", OptionList)
        await until(pilot, lambda: choices.display and choices.options and choices.options[0].id == "size:hint")
        await pilot.press("enter")
        await until(pilot, lambda: choices.options[0].id == "style:warm")
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(app.screen, AskPathScreen))
        await pilot.press(*"quiet, older", "enter")
        await until(pilot, lambda: app.session.practice.about == "quiet, older" and choices.has_focus)
        assert "quiet, older" in seen(app)
