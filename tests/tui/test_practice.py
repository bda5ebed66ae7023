from coach.rehearsal.base import Card
from coach.tui.practice import Practice

MINE, FIRST, BETTER = "what I wrote", "the first try", "a better one"


def test_a_line_goes_to_the_first_free_place_and_only_once() -> None:
    practice = Practice(card=Card("", "taken", " "))
    assert practice.put("one") == "say_first" and practice.put("one") == "say_first"
    assert practice.put("two") == "ask" and practice.put("three") is None
    assert practice.card == Card("one", "taken", "two")


def test_a_rehearsal_fills_an_empty_card() -> None:
    practice = Practice()
    practice.take(Card(FIRST, "more", "a question"))
    assert practice.card == Card(FIRST, "more", "a question")


def test_the_next_rehearsal_replaces_what_the_last_one_put_there() -> None:
    practice = Practice()
    practice.take(Card(FIRST, "more", "a question"))
    practice.take(Card(BETTER, "", "a question"))
    assert practice.card == Card(BETTER, "", "a question")


def test_what_the_person_wrote_stays_wherever_it_stands() -> None:
    practice = Practice(card=Card(MINE, "", ""))
    practice.take(Card(FIRST, "more", "a question"))
    assert practice.card == Card(MINE, FIRST, "a question")
    practice.take(Card(BETTER, "more", "a question"))
    assert practice.card == Card(MINE, BETTER, "a question")


def test_a_line_of_a_rehearsal_that_the_person_changed_is_theirs() -> None:
    practice = Practice()
    practice.take(Card(FIRST, "more", ""))
    practice.card = Card(f"{FIRST}, slowly", "more", "")
    practice.take(Card(BETTER, "", "a question"))
    assert practice.card == Card(f"{FIRST}, slowly", BETTER, "a question")


def test_a_full_card_stays_as_it_is() -> None:
    full = Card("a", "b", "c")
    practice = Practice(card=full)
    practice.take(Card(FIRST, "more", "a question"))
    assert practice.card == full and practice.put(MINE) is None


def test_nothing_stands_twice_on_the_card() -> None:
    practice = Practice(card=Card("", "", FIRST))
    practice.take(Card(FIRST, "", ""))
    assert practice.card == Card("", "", FIRST)
