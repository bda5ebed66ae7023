"""Nobody is told that they are what they call themselves."""

import pytest

from coach.dialogue.prompt import task
from coach.dialogue.telling import turned
from coach.guard.base import Context
from coach.guard.check import check
from coach.guard.unkind import unkind
from coach.library.base import Passage
from coach.library.entries import load_library

SILENCE = Passage(load_library().get("guide/silence"), 1.0)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("im so stupid and she knows it", "You say you're so stupid and she knows it."),
        ("I told her nothing because I'm a coward.", "You told her nothing because you say you're a coward."),
        ("I'm a bad mother and I can't say it in there.", "You say you're a bad mother and you can't say it in there."),
        ("My husband left and honestly I'm just a waste of her time.", ""),
        ("I ruin everything, even therapy.", "You say you ruin everything, even therapy."),
        ("I don't deserve the time she gives me.", ""),
        ("My uncle came in at night and it was my fault.", ""),
        ("it was my fault we missed the train", "You say it was your fault you missed the train."),
        ("Nobody would miss me and she knows it.", ""),
        ("Everyone hates me at work.", "You say everyone hates you at work."),
        ("I'm not good enough for therapy.", "You say you're not good enough for therapy."),
        ("I'll never get better and he knows it.", "You say you'll never get better and he knows it."),
        ("She would be better off without me.", ""),
        ("I don't matter to her, I can tell.", "You say you don't matter to her, you can tell."),
        ("I made him angry so he shouted.", ""),
        ("I deserved it when he left.", ""),
        ("I drove when I shouldn't have.", ""),
    ],
)
def test_what_people_call_themselves_is_told_back_as_what_they_say(message: str, told: str) -> None:
    wanted = task("heard", message, SILENCE)
    assert unkind(wanted.draft) and turned(wanted, message) == told
    assert not unkind(told)
    heard = f"{wanted.draft[:1].upper()}{wanted.draft[1:]}".rstrip(".") + "."
    problem = check("heard", heard, Context(message, wanted.draft, ""))
    assert problem and problem.rule == "unkind"


def test_no_therapist_is_called_names() -> None:
    message = "she's a fucking useless idiot and I don't want to go back there."
    wanted = task("say", message, SILENCE)
    assert unkind(wanted.draft) and turned(wanted, message) == ""


@pytest.mark.parametrize(
    "text",
    [
        "He thinks you're lazy.",
        "You worry that you're a bad mother.",
        "You said sorry, and she'll think you're an idiot.",
        "You're not stupid, and she talks as if you were.",
        "You're sixty-two and on your own.",
        "You wonder if you're broken.",
        "You think it was your fault.",
        "You think she hates you.",
        "You feel like a failure in there.",
        "He said that nobody would miss you.",
        "You lost the baby and you blame yourself.",
        "You never do the homework.",
    ],
)
def test_whose_view_it_is_may_be_told(text: str) -> None:
    assert unkind(text) == ""
