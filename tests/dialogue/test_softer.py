"""Words that were too blunt."""

import pytest

from coach.dialogue.following import wish
from coach.guard.help import load_help
from coach.library.base import NEAR

from .conftest import Talk, finish

GENTLER = {one.say for one in load_help().wordings("follow-ups", "softer")}


def test_what_was_said_last_gets_a_kinder_sentence_before_it(talk: Talk) -> None:
    conversation = talk(score=NEAR)
    _, first = finish(conversation.reply("I find the homework pointless and I never do it."))
    _, turn = finish(conversation.reply("can you make it kinder"))
    before = next(one for one in GENTLER if turn.reply.say.startswith(one))
    assert turn.reply.say == f"{before} {first.reply.say}" and turn.passages == first.passages
    _, again = finish(conversation.reply("softer please"))
    assert again.reply.say.endswith(first.reply.say)


def test_what_else_is_told_is_still_answered(talk: Talk) -> None:
    conversation = talk(score=NEAR)
    _, first = finish(conversation.reply("I find the homework pointless and I never do it."))
    _, turn = finish(
        conversation.reply("That is a bit blunt for me. She got me through a very hard year and I would not hurt her.")
    )
    assert turn.reply.say.endswith(first.reply.say) and turn.reply.help != first.reply.help


def test_general_words_are_not_made_softer(talk: Talk) -> None:
    conversation = talk(score=NEAR)
    _, first = finish(conversation.reply("homework"))
    _, turn = finish(conversation.reply("softer please"))
    assert not turn.reply.say.startswith(tuple(GENTLER)), first.reply.say


@pytest.mark.parametrize(
    ("typed", "wished"),
    [
        ("softer please", "softer"),
        ("can you make it kinder", "softer"),
        ("a bit blunt", "softer"),
        ("that's softer", None),
        ("she is rude to me", None),
    ],
)
def test_it_is_a_wish_like_others(typed: str, wished: str | None) -> None:
    assert wish(typed) == wished


def test_the_words_of_a_page_on_danger_are_not_made_softer(talk: Talk) -> None:
    conversation = talk(score=NEAR)
    _, first = finish(conversation.reply("I don't want to be here anymore."))
    assert first.page
    _, turn = finish(conversation.reply("softer please"))
    assert not turn.reply.say.startswith(tuple(GENTLER))
