import pytest

from coach.guard.help import load_help
from coach.rehearsal.base import Style
from coach.rehearsal.copy import Copy, load_copy
from coach.rehearsal.play import Rehearsal

GOALS: dict[str, list[str]] = {
    "tell her I've been drinking again when I said I'd stopped": [
        "umm theres something",
        "ive been drinking again. i told you id stopped and i hadnt",
        "about every night since march",
        "id like us to talk about it without you being disappointed",
        "thats all",
    ],
    "say the homework isn't helping": [
        "sorry, its probably just me but the homework isnt really helping",
        "i do it on the bus every tuesday and nothing changes",
        "could we try something else?",
        "yes, something shorter",
    ],
    "tell him I don't trust him yet": [
        "you never listen to me",
        "i dont trust you yet",
        "when you looked at your phone last week i stopped talking",
        "can we talk about that",
        "ok",
    ],
    "I'm not ready to talk about my dad": [
        "i'm not ready to talk about my dad",
        "ok fine we can talk about it",
        "actually no. i want to leave it until i bring it up",
    ],
    "ask whether what I say stays between us": [
        "does what i say stay between us?",
        "i mean would you have to tell anyone",
        "i'd like to know before i go on",
        "thank you",
    ],
    "tell her that it hurt when she laughed": [
        "idk",
        "it hurt when you laughed",
        "never mind",
        "it did hurt. i was telling you about my sister",
        "i want you to know that",
        "bye",
    ],
    "tell him I want to come every two weeks": [
        "i want to come every two weeks",
        "its the money, i can't pay for four a month",
        "could we try it until summer?",
        "good",
    ],
    "say I lied about my job": [
        "i lied about my job",
        "i lost it in may",
        "i was ashamed",
        "please don't be angry",
        "ok",
    ],
    "ask her to talk less": [
        "i'd like you to talk less",
        "last time you talked for half of the hour",
        "i lose my thread",
        "could you wait a bit before you answer?",
    ],
    "tell her one good thing happened": [
        "something good happened",
        "i told my brother no, on sunday",
        "i'd like to look at that for a minute",
        "thanks",
    ],
}
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
