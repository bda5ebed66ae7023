import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.library.abstain import OF_ONESELF, ORDERED, leaning
from coach.library.message import LONG, MOST_PARTS, MOST_WORDS, parts, query


def test_a_short_message_is_searched_whole() -> None:
    assert query("  She keeps\nasking about my dad ").texts == ("She keeps asking about my dad",)


def test_a_follow_up_is_joined_to_what_it_follows() -> None:
    recent = ["I don't trust him and it's been months", "ok"]
    assert query("and if he gets angry with me for saying it", recent).joined == (
        "I don't trust him and it's been months and if he gets angry with me for saying it"
    )
    assert query("is it rude", recent).joined is not None
    assert query("can she tell my husband what i said", recent).joined is None
    assert query("and then", ()).joined is None


def test_a_long_message_is_searched_in_sentences_too() -> None:
    told = "The week was long and full of small things at work. " * 5 + "I never told her about the baby I lost."
    asked = query(told)
    assert asked.texts[0] == told
    assert "I never told her about the baby I lost." in asked.parts
    assert len(told.split()) >= LONG


@given(st.text(max_size=3000), st.integers(1, 40))
def test_no_part_is_too_long_and_none_too_many(text: str, times: int) -> None:
    found = parts(text * times)
    assert len(found) <= MOST_PARTS
    assert all(0 < len(part.split()) <= MOST_WORDS for part in found)


def test_the_parts_hold_every_word_in_order() -> None:
    text = "One two three. Four! " * 40 + "word " * 200
    assert " ".join(parts(text)).split() == text.split()


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("my friend only calls when she needs something", True),
        ("I keep buying shoes", True),
        ("im scared of spiders", True),
        ("drank again saturday", True),
        ("cant sleep, phone till 3", True),
        ("told her a lie", True),
        ("its too quiet since biscuit died", True),
        ("dad's got the parkinsons now", True),
        ("dad jokes please", False),
        ("told you so, what now?", False),
        ("play some jazz", False),
        ("please get me my wheelchair", False),
        ("how do i get better at go", False),
        ("the people upstairs are so loud", False),
        ("my mother snores, what can one do?", False),
        ("can you wake me at six", False),
    ],
)
def test_who_tells_of_oneself_asks_nothing_and_orders_nothing(text: str, tells: bool) -> None:
    assert query(text).tells is tells


@pytest.mark.parametrize(
    ("text", "orders"),
    [
        ("play some jazz", True),
        ("hey, can you turn the volume down", True),
        ("write a limerick about a frog", True),
        ("pretend you are my grandmother", True),
        ("say yes ten times", True),
        ("set my alarm for six", True),
        ("play games all night and hide it", False),
        ("check the hob ten times before leaving", False),
        ("find it hard to say no", False),
        ("single father, twins", False),
        ("drawing a line at that", False),
        ("pretend to be fine every day", False),
        ("say yes to everyone", False),
        ("get me out of here", False),
    ],
)
def test_an_order_to_a_program_is_known_as_one(text: str, orders: bool) -> None:
    assert query(text).orders is orders


def test_a_message_leans_to_an_answer_or_away_from_one() -> None:
    assert leaning(query("my friend only calls when she needs something")) == OF_ONESELF
    assert leaning(query("play some jazz")) == -ORDERED
    assert leaning(query("play some jazz, says my therapist")) == leaning(query("what is jazz")) == 0.0
    assert leaning(query("my friend only calls. " * LONG)) == 0.0
