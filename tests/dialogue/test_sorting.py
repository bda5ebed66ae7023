"""What of a later message is said to the program."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from coach.dialogue.sorting import sort
from coach.errors import LibraryError
from coach.guard.help import load_help
from coach.library.base import NEAR
from coach.reading.base import Act

from .conftest import Talk, finish

TOLD = "I told her I had stopped and I drink every night."


class Says:
    """A sorter that knows some sentences; all others tell."""

    def __init__(self, **acts: Act) -> None:
        self.known = {"Aye a folded note, I can do that.": "to-program", **{_plain(k): v for k, v in acts.items()}}

    def acts(self, sentences: Sequence[str]) -> list[dict[Act, float]]:
        acts = [self.known.get(one, "tells") for one in sentences]
        return [
            {act: 0.85 if act == of else 0.05 for act in ("tells", "asks", "corrects", "to-program")} for of in acts
        ]


class Fails:
    def acts(self, sentences: Sequence[str]) -> list[dict[Act, float]]:
        raise LibraryError("gone", "gone")


def _plain(name: str) -> str:
    return name.replace("_", " ") + "."


def test_what_is_said_to_the_program_is_neither_told_nor_searched_for() -> None:
    found = sort(f"Aye a folded note, I can do that. Not my boss. {TOLD}", Says(Not_my_boss="corrects"))
    assert found.told == TOLD and found.searched == f"Not my boss. {TOLD}"
    assert found.rest == ("Aye a folded note, I can do that.",) and found.corrects


def test_where_nothing_is_surely_told_what_may_be_is() -> None:
    class Wavers:
        def acts(self, sentences: Sequence[str]) -> list[dict[Act, float]]:
            return [{"tells": 0.3, "asks": 0.0, "corrects": 0.1, "to-program": 0.6} for _ in sentences]

    assert sort("her proud wee face", Wavers()).told == "her proud wee face"


@pytest.mark.parametrize(
    ("rest", "wish"),
    [("Right give me it short.", "shorter"), ("I want other words.", "words"), ("Fine by me.", None)],
)
def test_a_wish_about_the_reply_is_heard_where_little_else_is_said(rest: str, wish: str | None) -> None:
    says = Says(Right_give_me_it_short="to-program", I_want_other_words="to-program", Fine_by_me="to-program")
    assert sort(f"{rest} I freeze.", says).wish == wish
    assert sort(f"{rest} {TOLD}", says).wish is None


def test_in_a_talk_only_what_is_the_persons_own_is_put_into_words(talk: Talk) -> None:
    conversation = talk(score=NEAR)
    conversation.steps = replace(conversation.steps, sorter=Says(Not_my_boss="corrects"))
    finish(conversation.reply("I find the homework pointless and I never do it."))
    _, turn = finish(conversation.reply(f"Aye a folded note, I can do that. {TOLD}"))
    assert "note" not in turn.reply.say + turn.reply.heard and "I drink every night" in turn.reply.say
    _, corrected = finish(conversation.reply("Not my boss."))
    assert corrected.said == "Not my boss." and not corrected.told
    assert "boss" not in corrected.reply.say + corrected.reply.heard
    _, thanked = finish(conversation.reply("Aye a folded note, I can do that."))
    assert thanked.reply.heard in {one.heard for one in load_help().wordings("follow-ups", "thanks")}


def test_a_crisis_waits_for_nobody_who_tells_sentences_apart(talk: Talk) -> None:
    class Waits:
        def acts(self, sentences: Sequence[str]) -> list[dict[Act, float]]:
            raise AssertionError("asked before the page was shown")

    conversation = talk(score=NEAR)
    finish(conversation.reply("I find the homework pointless and I never do it."))
    conversation.steps = replace(conversation.steps, sorter=Waits())
    _, turn = finish(conversation.reply("I want to kill myself. I have it all planned for tonight."))
    assert turn.kind == "crisis"


def test_where_it_cannot_be_told_apart_rules_do_it(talk: Talk) -> None:
    conversation = talk(score=NEAR)
    conversation.steps = replace(conversation.steps, sorter=Fails())
    finish(conversation.reply("I find the homework pointless and I never do it."))
    _, turn = finish(conversation.reply("That's not it. He waits and waits and says nothing."))
    assert turn.said == "He waits and waits and says nothing."


class AllToProgram:
    def acts(self, sentences: Sequence[str]) -> list[dict[Act, float]]:
        return [{"tells": 0.02, "asks": 0.02, "corrects": 0.02, "to-program": 0.94} for _ in sentences]


@pytest.mark.parametrize(
    "text", ["leave me alone", "never mind", "forget it", "whatever", "fuck off", "sorry to bother"]
)
def test_who_turns_away_is_not_told_that_they_have_something_to_take_along(talk: Talk, text: str) -> None:
    conversation = talk(score=NEAR)
    conversation.steps = replace(conversation.steps, sorter=AllToProgram())
    finish(conversation.reply("I find the homework pointless and I never do it."))
    _, turn = finish(conversation.reply(text))
    assert turn.reply.heard in {one.heard for one in load_help().wordings("follow-ups", "missed")}


@pytest.mark.parametrize(
    "text",
    ["nothing helps", "i give up", "nobody gets it anyway", "what's the point", "i can't take this", "no one cares"],
)
def test_what_is_bleak_is_never_a_mere_remark(text: str) -> None:
    assert sort(text, AllToProgram()).told == text


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("Yes, the loss one was right. Not my boss.", False),
        ("No no, I liked the sentence. Not my boss.", False),
        ("No no. Not my boss.", True),
    ],
)
def test_who_says_yes_to_a_reply_is_not_told_that_it_was_wrong(talk: Talk, text: str, *, corrected: bool) -> None:
    conversation = talk(score=NEAR)
    conversation.steps = replace(conversation.steps, sorter=Says(Not_my_boss="corrects"))
    finish(conversation.reply(TOLD))
    _, turn = finish(conversation.reply(text))
    sorry = tuple(one.heard for one in load_help().wordings("follow-ups", "corrected"))
    assert turn.reply.heard.startswith(sorry) is corrected
