import re

import pytest

from coach.engine.base import Request
from coach.engine.scripted import ScriptedEngine
from coach.errors import LibraryError
from coach.guard.help import load_help
from coach.guard.opinion import Opinion
from coach.guard.play import check_line
from coach.rehearsal.base import BEATS, STYLES, Style
from coach.rehearsal.copy import Copy
from coach.rehearsal.play import Rehearsal
from coach.rehearsal.stand_in import LEAST, MOST
from coach.rehearsal.wording import LineWriter

from .conftest import GOALS, play

RISK = "i want to kill myself"


class Calm:
    def listen(self, text: str, recent: object = ()) -> Opinion:
        return Opinion(0.0, 0.0, "none", "")

    def keeps(self, message: str, part: str, sentence: str) -> float | None:
        return None

    def likeness(self, text: str, others: object) -> float:
        return 0.0


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("goal", GOALS)
def test_each_goal_comes_to_a_natural_end_in_each_style(goal: str, style: Style, copy: Copy) -> None:
    made = play(goal, style, copy)
    beats = [one.beat for one in made.exchanges]
    assert LEAST <= len(beats) <= MOST
    assert len(set(beats)) > 1
    for one in made.exchanges:
        assert one.style == style and one.origin == "authored" and one.beat
        assert one.therapist in copy.manners[style].lines[one.beat]
    quoted = re.findall(r"“([^”]+)”", " ".join((made.feedback().strength, made.feedback().try_next)))
    said = "\n".join(made.lines)
    assert all(quote in said or "look at that" in quote or quote == "I" for quote in quoted)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("goal", GOALS)
def test_a_crisis_line_in_the_middle_stops_the_play(goal: str, style: Style, copy: Copy) -> None:
    made = Rehearsal(goal, style, copy, load_help(), country="uk")
    made.say(GOALS[goal][0])
    stopped = made.say(RISK)
    assert made.over and made.stopped is stopped
    assert stopped.therapist == "" and stopped.page and stopped.page.kind == "self-harm"
    assert made.say("and another thing").therapist == ""
    assert RISK not in made.lines


def test_a_goal_that_is_dangerous_is_heard_before_the_play(copy: Copy) -> None:
    assert Rehearsal("tell her i want to die", "warm", copy, load_help()).screen_goal().verdict.level == "crisis"
    assert Rehearsal("say the homework is dull", "warm", copy, load_help()).screen_goal().verdict.level == "clear"


def test_any_code_point_can_be_a_goal(copy: Copy) -> None:
    assert Rehearsal("\ud83d half a letter", "warm", copy, load_help()).say("ok \udfff").therapist


def test_a_line_can_be_tried_again_and_met_by_another_style(copy: Copy) -> None:
    made = Rehearsal("say the homework isn't helping", "warm", copy, load_help())
    made.say("the homework isnt helping")
    assert made.take_back() == "the homework isnt helping" and made.exchanges == []
    made.say("the homework isn't helping me")
    other = made.branch("defensive")
    assert other.you == "the homework isn't helping me" and other.style == made.style == "defensive"
    assert len(made.exchanges) == 1


def test_nothing_that_people_wrote_for_the_stand_in_treats(copy: Copy) -> None:
    for manner in copy.manners.values():
        for beat in BEATS:
            assert len(set(manner.lines[beat])) >= 3
            for line in manner.lines[beat]:
                assert check_line(line, "the thing", "the thing", line) is None, line


@pytest.mark.parametrize(
    "line",
    [
        "You should try a breathing exercise.",
        "That is your depression speaking.",
        "I recommend that you take your medication.",
        "You are suffering from trauma.",
        "I promise that it will get better.",
        "**Go on.**",
        "I want to die.",
        "the homework isnt helping.",
        "Your mother bought a new car in Paris.",
        "",
    ],
)
def test_a_line_that_treats_or_strays_is_left_as_people_wrote_it(line: str, copy: Copy) -> None:
    writer = LineWriter(ScriptedEngine([line]), Calm())
    made = Rehearsal("say the homework isn't helping", "warm", copy, load_help(), lines=writer)
    exchange = made.say("the homework isnt helping")
    assert exchange.origin == "authored" and exchange.therapist in copy.manners["warm"].lines["react"]


def test_a_line_that_fits_is_the_models(copy: Copy) -> None:
    def fits(request: Request) -> str:
        return "I'm glad you told me about the homework."

    writer = LineWriter(ScriptedEngine(fits), Calm())
    made = Rehearsal("say the homework isn't helping", "warm", copy, load_help(), lines=writer)
    assert made.say("the homework isnt helping").origin == "model"


def test_where_the_model_fails_it_is_told_once_and_the_play_goes_on(copy: Copy) -> None:
    class Fails(Calm):
        def listen(self, text: str, recent: object = ()) -> Opinion:
            raise LibraryError("The search has stopped", "Nothing is lost.")

    writer = LineWriter(ScriptedEngine(["I'm glad you told me about the homework."]), Fails())
    made = Rehearsal("say the homework isn't helping", "warm", copy, load_help(), lines=writer)
    assert [made.say(line).therapist != "" for line in ("the homework isnt helping", "at all")] == [True, True]
    assert [notice.title for notice in made.notices] == ["The search has stopped"]


@pytest.mark.parametrize(
    "line",
    [
        "I'm listening. Begin wherever you like.",  # takes nothing up
        "The homework isn't helping me.",  # speaks for the person
    ],
)
def test_a_line_that_takes_nothing_up_or_turns_it_round_is_not_said(line: str, copy: Copy) -> None:
    writer = LineWriter(ScriptedEngine([line]), Calm())
    made = Rehearsal("say the homework isn't helping", "warm", copy, load_help(), lines=writer)
    assert made.say("the homework isnt helping me").origin == "authored"


def test_a_charge_a_question_and_a_limit_that_is_given_up_are_met_as_such(copy: Copy) -> None:
    charge = Rehearsal("tell him I don't trust him", "warm", copy, load_help())
    assert charge.say("you never listen to me").beat == "react"
    asked = Rehearsal("ask whether what I say stays between us", "warm", copy, load_help())
    assert asked.say("does what i say stay between us?").beat == "asked"
    limit = Rehearsal("I'm not ready to talk about my dad", "warm", copy, load_help())
    lines = ("i'm not ready to talk about my dad", "ok fine we can talk about it", "actually no. not yet")
    assert [limit.say(line).beat for line in lines] == ["respect", "respect", "agreed"]
