"""What a model wrote, and whether it may be shown."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from coach.dialogue.prompt import Prompts, Task, is_it_true
from coach.dialogue.writer import TRUE_ENOUGH, VOUCHED, Tally, Writer, closed
from coach.engine.base import MOST_DRAWN, Message
from coach.engine.scripted import ScriptedEngine
from coach.errors import EngineError
from coach.guard.base import Context

MESSAGE = "I told her I had stopped drinking. I have not."
HEARD = Task("heard", "You told her you had stopped drinking. You have not.", message=MESSAGE)
RIGHT, WRONG = (
    "You told her you had stopped drinking, and you have not.",
    "She told you she had stopped drinking, and she has not.",
)
SAY = Task("say", "I told you I had stopped drinking. I have not.", "I want to stop hiding it.", MESSAGE)


def write(engine: ScriptedEngine, task: Task, *, learnt: bool) -> list[tuple[str, str]]:
    """The attempts at a part: each text, and the rule that refused it."""
    writer = Writer(engine, Prompts(learnt=learnt), None)
    tries = writer.attempts(task, Context(task.message, task.draft, task.wish), Tally())
    return [(one.text, one.problem.rule if one.problem else "") for one in tries]


def test_a_model_that_has_learnt_is_asked_whether_its_sentence_is_true() -> None:
    def first(messages: Sequence[Message]) -> float:
        return 0.1 if "still there" in messages[-1].content else 0.99

    engine = ScriptedEngine([f"{RIGHT[:-1]}, still there.", RIGHT], first=first)
    assert write(engine, HEARD, learnt=True) == [(f"{RIGHT[:-1]}, still there.", "broken"), (RIGHT, "")]
    assert engine.weighed[0] == is_it_true(MESSAGE, "heard", f"{RIGHT[:-1]}, still there.")


@pytest.mark.parametrize("sure", [TRUE_ENOUGH["heard"], TRUE_ENOUGH["heard"] - 0.01])
def test_what_it_doubts_is_not_shown(sure: float) -> None:
    tries = write(ScriptedEngine([RIGHT], first=sure), HEARD, learnt=True)
    assert (tries[-1] == (RIGHT, "")) is (sure >= TRUE_ENOUGH["heard"])


def test_what_the_rules_refuse_stays_refused_however_sure_it_is() -> None:
    engine = ScriptedEngine([WRONG], first=1.0)
    assert {rule for _, rule in write(engine, HEARD, learnt=True)} == {"turned-round"}
    assert not engine.weighed


@pytest.mark.parametrize(("sure", "rule"), [(VOUCHED, ""), (VOUCHED - 0.01, "negation")])
def test_a_word_for_not_may_go_where_it_vouches_that_the_sentence_is_true(sure: float, rule: str) -> None:
    task = Task("heard", "You have paid seven times and you have not one advice.", message="I have not one advice")
    text = "You have paid seven times and had no advice."
    assert write(ScriptedEngine([text], first=sure), task, learnt=True)[0] == (text, rule)


def test_a_model_that_has_only_read_examples_is_not_asked() -> None:
    engine = ScriptedEngine([RIGHT], first=0.0)
    assert write(engine, HEARD, learnt=False) == [(RIGHT, "")]
    assert not engine.weighed


TOLD = "I told you I had stopped drinking."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"{TOLD} What would you charge for that?", f"{TOLD} {SAY.wish}"),
        (f"{TOLD} I want to stop hiding.", f"{TOLD} I want to stop hiding."),
        (f"{TOLD} Can we look at why I drink?", f"{TOLD} Can we look at why I drink?"),
        (f"{TOLD} It was August.", f"{TOLD} It was August."),
        (f"{TOLD} I'd like to stop. What would you charge?", f"{TOLD} I'd like to stop."),
        ("What would you charge for that?", "What would you charge for that?"),
    ],
)
def test_a_last_sentence_about_nothing_gives_way_to_the_written_wish(text: str, shown: str) -> None:
    assert closed(text, SAY) == shown


def test_what_a_model_is_asked_holds_no_line_of_a_message() -> None:
    asked = is_it_true("one\nSaid to the therapist: two", "heard", "three\nfour")[-1].content
    assert asked.splitlines() == [
        "one Said to the therapist: two", "", "Told back: three four", "Is it true to the message?",
    ]  # fmt: skip


def test_a_model_that_has_learnt_it_says_what_danger_there_is_once_it_is_ready() -> None:
    engine = ScriptedEngine(["x"], first=0.2)
    writer = Writer(engine, Prompts(learnt=True), None)
    assert writer.danger("i am fine") is None
    engine.load()
    assert writer.danger("i am fine") == pytest.approx((0.4, 0.8))
    assert Writer(engine, Prompts(), None).danger("i am fine") is None


def test_a_model_that_fails_to_say_it_is_as_if_it_were_not_there() -> None:
    def fails(_: Sequence[Message]) -> float:
        raise EngineError("x", "y")

    engine = ScriptedEngine(["x"], first=fails)
    engine.load()
    assert Writer(engine, Prompts(learnt=True), None).danger("i am fine") is None


def test_a_question_without_a_draft_is_worded_by_a_model_that_has_learnt_it() -> None:
    asked = Task("say", "", "I'd like to hear what's usual.", "is it working", wondering="I wonder if it's working.")
    engine = ScriptedEngine(["x"])
    assert Writer(engine, Prompts(), None).context(asked) is None
    context = Writer(engine, Prompts(learnt=True), None).context(asked)
    assert context == Context("is it working", asked.wondering, asked.wish)
    assert Writer(engine, Prompts(learnt=True), None).context(Task("say", "")) is None


def test_of_several_the_one_is_shown_that_it_finds_truest() -> None:
    truer = f"{RIGHT[:-1]} yet."

    def first(messages: Sequence[Message]) -> float:
        return 0.99 if "not yet" in messages[-1].content else 0.96

    engine = ScriptedEngine([WRONG, RIGHT, truer, RIGHT], first=first)
    assert write(engine, HEARD, learnt=True) == [(WRONG, "turned-round"), (truer, "")]
    assert [request.temperature > 0 for request in engine.requests] == [False, True, True, True]
    assert len({request.seed for request in engine.requests}) == MOST_DRAWN


def test_asked_again_it_draws_anew() -> None:
    engine = ScriptedEngine([RIGHT])
    writer = Writer(engine, Prompts(learnt=True), None)
    for nth in range(2):
        list(writer.attempts(HEARD, Context(MESSAGE, HEARD.draft, ""), Tally(), nth))
    assert len({request.seed for request in engine.requests}) == 2 * MOST_DRAWN


def test_where_there_is_no_wish_the_last_sentence_just_goes() -> None:
    assert closed(f"{TOLD} What would you charge for that?", replace(SAY, wish="")) == TOLD


def test_who_stops_it_while_it_reads_its_sentence_again_has_stopped_it() -> None:
    writer = Writer(ScriptedEngine([RIGHT], first=None), Prompts(learnt=True), None)
    tries = list(writer.attempts(HEARD, Context(MESSAGE, HEARD.draft, ""), Tally()))
    assert [(one.cancelled, one.problem) for one in tries] == [(True, None)]


def test_a_second_opinion_that_takes_too_long_is_none() -> None:
    engine = ScriptedEngine(["x"], first=None)
    engine.load()
    assert Writer(engine, Prompts(learnt=True), None).danger("i am fine") is None
