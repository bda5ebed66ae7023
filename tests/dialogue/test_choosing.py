"""The numbers of what may be nearer."""

import pytest

from coach.dialogue.base import Turn
from coach.dialogue.choosing import chosen
from coach.guard.help import load_help
from coach.library.base import NEAR, Found, Passage
from coach.library.entries import Library

from .conftest import FoundAlready, Talk, finish

IDS = ("guide/big-changes", "guide/lonely", "guide/my-family")


def _found(library: Library, score: float, *ids: str, answerable: bool = True) -> Found:
    return Found(answerable, tuple(Passage(library.get(id), score) for id in ids))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2", 1), ("the second one", 1), ("ok number 3 please", 2), ("no. 2", 1), ("more like the third", 2),
        ("1 is nearer", 0), ("2.", 1), ("it's 2", 1), ("yes the first", 0), ("#3", 2), ("two", 1),
        ("2 years ago", None), ("first i want to say sorry", None), ("one of them left", None), ("4", None),
        ("no. not weight. 3 the lonely one", 2), ("i take 2, then i sleep", None),
        ("i take number 2 please", 1), ("2 i guess?", 1), ("3 months", None), ("she is 3.", None),
        ("no one", None), ("no", None), ("the", None), ("it's the first time", None), ("i have two", None),
    ],
)  # fmt: skip
def test_a_number_names_an_entry(library: Library, text: str, at: int | None) -> None:
    turn = Turn("flat went out without me", "out-of-scope", None, _found(library, 0.5, *IDS).passages)  # type: ignore[arg-type]
    assert chosen(text, [turn]) == at
    assert chosen(text, []) is None


@pytest.mark.parametrize(("score", "offers"), [(0.69, True), (0.7, False)])
def test_a_first_entry_that_is_not_clearly_near_is_not_the_only_one(
    talk: Talk, library: Library, score: float, *, offers: bool
) -> None:
    conversation = talk(searcher=FoundAlready(_found(library, score, *IDS)))
    _, first = finish(conversation.reply("flat went nandos without me again"))
    assert (f"2 ({library.get(IDS[1]).title})" in first.reply.help) is offers


def test_where_another_may_be_nearer_its_number_is_offered_and_taken(talk: Talk, library: Library) -> None:
    conversation = talk(searcher=FoundAlready(_found(library, NEAR - 0.02, *IDS)))
    _, first = finish(conversation.reply("flat went nandos without me again"))
    assert first.reply.help.endswith(f"2 ({library.get(IDS[1]).title}) or 3 ({library.get(IDS[2]).title}).")
    _, turn = finish(conversation.reply("the second"))
    assert turn.passages[0].entry.id == IDS[1] and turn.rejects == IDS[0] and turn.kind == "coaching"
    assert library.get(IDS[1]).help in turn.reply.help and "nando" in turn.reply.say.lower()
    _, after = finish(conversation.reply("they have a group chat without me"))
    assert after.passages[0].entry.id == IDS[1]


def test_an_entry_is_named_by_its_title_as_well(talk: Talk, library: Library) -> None:
    conversation = talk(searcher=FoundAlready(_found(library, NEAR - 0.02, "guide/going-blank", "guide/they-forget")))
    finish(conversation.reply("she asked how my husband was keeping and he is dead"))
    title = library.get("guide/they-forget").title.partition(",")[0]
    _, turn = finish(conversation.reply(f"I should like to read the first of those, please. {title}."))
    assert turn.passages[0].entry.id == "guide/they-forget"


def test_what_is_surely_meant_offers_nothing_else(talk: Talk, library: Library) -> None:
    conversation = talk(searcher=FoundAlready(_found(library, 0.8, *IDS)))
    _, first = finish(conversation.reply("flat went nandos without me again"))
    assert "type" not in first.reply.help.lower()
    _, turn = finish(conversation.reply("No, that's not it. They have a chat without me."))
    assert any(one.help in turn.reply.help for one in load_help().wordings("follow-ups", "nearer"))


def test_an_entry_that_speaks_of_danger_is_not_offered_from_afar(talk: Talk, library: Library) -> None:
    grave = next(entry.id for entry in library if not entry.own_words)
    conversation = talk(searcher=FoundAlready(_found(library, NEAR - 0.02, IDS[0], grave)))
    _, turn = finish(conversation.reply("flat went nandos without me again"))
    assert library.get(grave).title not in turn.reply.help
