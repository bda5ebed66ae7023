from collections.abc import Callable
from functools import partial

import pytest

from coach.guard.help import load_help
from coach.rehearsal.base import Style
from coach.rehearsal.copy import Copy
from coach.rehearsal.play import Rehearsal
from coach.rehearsal.talk import Console, talk

GOAL = "say the homework isn't helping"
Run = Callable[..., tuple[str, list[str]]]


@pytest.fixture
def run(copy: Copy) -> Run:
    """Types some lines, then the end of the input; returns what was shown, and what the conversation was asked."""

    def run(*typed: str, goal: str = GOAL, style: Style = "warm") -> tuple[str, list[str]]:
        left, shown, met = list(typed), [], []

        def read(asked: str) -> str:
            if not left:
                raise EOFError
            return left.pop(0)

        def meet(text: str) -> str:
            met.append(text)
            return f"the conversation answers {text}"

        start = partial(Rehearsal, copy=copy, help=load_help(), country="uk")
        assert talk(start, meet, goal, style, Console(read, shown.append)) == 0
        return "\n".join(shown), met

    return run


def test_from_the_first_line_to_the_card(run: Run) -> None:
    shown, met = run("sorry the homework isnt helping", "i do it every tuesday", "could we try something else?")
    assert shown.count("[role-play] Therapist, warm") == 3
    assert "To try: “sorry”" in shown and "Say this first" in shown and not met


def test_who_breaks_off_gets_feedback_too(run: Run) -> None:
    assert "Say this first" in run("the homework isnt helping")[0]
    assert "Say this first" in run("the homework isnt helping", "/end")[0]
    assert "Say this first" not in run()[0]


def test_a_line_is_hinted_at_tried_again_and_met_by_another_style(run: Run) -> None:
    shown, _ = run(
        "/hint", "/branch rushed", "it is dull", "/again", "the homework isnt helping", "/branch rushed", "/what"
    )
    assert "Once more. You said: it is dull" in shown and "Therapist, rushed" in shown
    assert shown.count("/branch") >= 2


def test_in_danger_the_conversation_answers_for_as_long_as_one_writes(run: Run) -> None:
    shown, met = run("the homework isnt helping", "i want to kill myself", "yes", "", "/quit")
    assert met == ["i want to kill myself", "yes"]
    assert "The rehearsal stops here." in shown and "the conversation answers yes" in shown
    assert "Say this first" not in shown
    assert run("yes", goal="tell her i want to die")[1] == ["tell her i want to die", "yes"]


def test_a_concern_is_told_with_where_help_is_and_the_play_goes_on(run: Run) -> None:
    shown, met = run("sometimes i wish i could just disappear", "the homework isnt helping")
    assert "116 123" in shown and shown.count("[role-play]") == 2 and not met


def test_no_goal_is_no_rehearsal(run: Run) -> None:
    assert run(goal="") == ("", [])
