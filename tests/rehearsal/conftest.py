import pytest

from benchmarks.rehearsal import goals
from coach.guard.help import load_help
from coach.rehearsal.base import Style
from coach.rehearsal.copy import Copy, load_copy
from coach.rehearsal.play import Rehearsal

GOALS = goals()
"""Ten things that are hard to say, and how somebody might say them."""


@pytest.fixture(scope="session")
def copy() -> Copy:
    return load_copy()


def play(goal: str, style: Style, copy: Copy) -> Rehearsal:
    """All of a goal's lines, until the talk ends."""
    made = Rehearsal(goal, style, copy, load_help(), country="uk")
    for line in GOALS[goal]:
        if not made.over:
            made.say(line)
    return made
