import pytest

from coach.dialogue.beginning import begun
from coach.library.base import Passage
from coach.library.entries import Library


@pytest.fixture
def near(library: Library) -> Passage:
    return Passage(library.get("guide/my-family"), 0.7)


def test_the_first_sentence_and_those_that_say_most(near: Passage) -> None:
    text = (
        "It felt strange, selling that house. How do you leave it? The marks on the doorframe, the light in the hall. "
        "My ex took the table and I took the chairs. I signed and went and sat in the car and cried. Any tips?"
    )
    assert begun(text, near) == (
        "It felt strange, selling that house. You signed and went and sat in the car and cried."
    )


def test_where_the_first_cannot_be_turned_those_that_say_most_stand_alone(near: Passage) -> None:
    text = "How do I get my husband to talk? He sits in the garage. I cry at night because I'm so lonely here."
    assert begun(text, near) == "You cry at night because you're so lonely here."


def test_what_only_sets_the_scene_is_not_all_that_is_said(near: Passage) -> None:
    text = (
        "I'm a retired teacher of seventy-one and I live by the sea. The garden is doing well this year. "
        "I have never told anyone that I was relieved when my husband went into the home. What would you do?"
    )
    assert "relieved" in begun(text, near)


@pytest.mark.parametrize(
    "text",
    [
        "Is it bad? He told him that he hates him for it. I do not know which of them was meant by that.",
        "Is it bad? I am not a danger to anybody, and I never wanted to be dead either.",
        "Is it bad? That is what I wanted to say to you about it.",
        "Is it? And so on.",
        "it rained and the bus was full\n" * 100,
        "",
    ],
)
def test_nothing_is_told_that_leans_on_what_stands_before_or_speaks_of_danger(text: str, near: Passage) -> None:
    assert begun(text, near) == ""


def test_what_is_taken_back_is_not_told(near: Passage) -> None:
    text = "Is it bad? I told my mother that I was lonely and afraid of her. But not really. It was nothing."
    told = begun(text, near)
    assert "lonely" not in told or "not really" in told
