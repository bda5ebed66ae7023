import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.rehearsal.base import CheckName
from coach.rehearsal.checks import check, without_smallness
from coach.rehearsal.copy import Copy, load_copy
from coach.rehearsal.feedback import card, feedback, rewrite
from coach.rehearsal.goal import opening

GOAL = "say the homework isn't helping"


def holds(name: CheckName, *lines: str, goal: str = GOAL) -> bool | None:
    return next(one.ok for one in check(goal, lines) if one.name == name)


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("says_it", "the homework isn't helping me", "there's something about last week"),
        ("no_blame", "i was hurt when you laughed", "you never listen"),
        ("not_hidden", "the homework isn't helping", "it's nothing, never mind"),
        ("not_hidden", "you had just left", "i just wanted to say"),
        ("wants", "could we look at it together", "it's bad"),
        ("concrete", "i do it on the bus every tuesday", "it's always like that"),
        ("from_i", "I don't see what it's for", "it is what it is"),
    ],
)
def test_a_check_tells_the_good_line_from_the_bad_one(name: CheckName, good: str, bad: str) -> None:
    assert holds(name, good) is True
    assert holds(name, bad) is False


def test_a_limit_is_kept_or_given_up_or_not_set() -> None:
    assert holds("keeps_limit", "the homework isn't helping") is None
    assert holds("keeps_limit", "i'm not ready to talk about him", "no, not today") is True
    assert holds("keeps_limit", "i'm not ready to talk about him", "ok fine we can talk about it") is False


def test_other_words_for_the_same_are_heard_where_sense_can_be_compared() -> None:
    found = check(GOAL, ["those tasks do nothing for me"], near=lambda text, goal: 0.8)
    assert found[0].ok and found[0].quote == "those tasks do nothing for me"
    assert not check(GOAL, ["those tasks do nothing for me"], near=lambda text, goal: 0.2)[0].ok


def test_the_rewrite_is_the_persons_own_without_what_makes_it_small(copy: Copy) -> None:
    lines = ["sorry, its probably just me but the homework isnt really helping", "could we try something else?"]
    assert rewrite(GOAL, lines, copy) == "The homework isn't really helping. Could we try something else?"
    told = feedback(GOAL, lines, copy)
    assert "“sorry”" in told.try_next and told.weaker == lines[0]
    made = card(lines, told, "The entry's own detail.", copy)
    assert made.say_first == told.rewrite and made.detail == "The entry's own detail." and made.ask.endswith("?")


def test_the_rewrite_takes_what_the_person_asked_for_and_one_moment_of_it(copy: Copy) -> None:
    asked = ["i'd like you to talk less", "i lose my thread", "could you wait a bit before you answer?"]
    assert rewrite("ask her to talk less", asked, copy).endswith("Could you wait a bit before you answer?")
    moment = ["i'd like you to talk less", "last time you talked for half of the hour"]
    assert rewrite("ask her to talk less", moment, copy).endswith("Last time you talked for half of the hour.")


def test_a_plea_is_no_wish_and_no_limit(copy: Copy) -> None:
    lines = ["i lied about my job", "please don't be angry"]
    assert holds("wants", *lines, goal="say I lied about my job") is False
    assert holds("keeps_limit", *lines, goal="say I lied about my job") is None
    assert rewrite("say I lied about my job", lines, copy) == f"I lied about my job. {copy.phrases['wish']}"


def test_a_question_needs_no_moment() -> None:
    assert holds("concrete", "does it stay between us?", goal="ask whether it stays between us") is None


def test_where_the_thing_was_never_said_the_rewrite_says_it(copy: Copy) -> None:
    assert rewrite(GOAL, ["idk", "whatever"], copy).startswith("The homework isn't helping.")
    told = feedback(GOAL, ["idk"], copy)
    assert told.strength.endswith("“idk”")


def test_blame_is_not_carried_into_the_card(copy: Copy) -> None:
    lines = ["you never listen to me when i talk about the homework", "the homework isn't helping"]
    told = feedback(GOAL, lines, copy)
    assert "never" not in told.rewrite and "charge" in told.try_next


@pytest.mark.parametrize(
    ("goal", "first"),
    [
        ("tell her I've been drinking again", "I've been drinking again."),
        ("I want to tell him about my brother", "I'd like to talk about my brother."),
        ("say the homework isn't helping", "The homework isn't helping."),
        ("tel him i lied about my job", "I lied about my job."),
        ("ask her to talk less", "I'd like to ask you to talk less."),
        ("how do i ask if she is leaving", "I'd like to ask you if you are leaving."),
        ("stop the hugs", "I'd like to stop the hugs."),
        ("my drinking", "My drinking."),
        ("the fees", "The fees."),
        ("coming less often", "I'd like to talk about coming less often."),
        ("", ""),
    ],
)
def test_a_goal_becomes_a_first_sentence(goal: str, first: str) -> None:
    assert opening(goal) == first


@given(st.text(max_size=80), st.lists(st.text(max_size=120), min_size=1, max_size=6))
def test_any_words_get_feedback_whose_quotes_were_said(goal: str, lines: list[str]) -> None:
    told = feedback(goal, lines, load_copy())
    for one in told.checks:
        assert any(one.quote in line for line in lines) or not one.quote
    assert card(lines, told, "", load_copy()).say_first == told.rewrite
    assert isinstance(without_smallness(goal), str)
