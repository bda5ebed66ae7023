from dataclasses import replace

import pytest

from coach.dialogue.advice import SURE, advice
from coach.guard.base import Wording
from coach.library.base import Case, Passage
from coach.library.entries import Library

PAGE = Wording("", "", "", "", "The last time, in a line.")


@pytest.fixture
def passage(library: Library) -> Passage:
    """An entry with two cases, the first of them likely."""
    cases = tuple(Case(key, "", "", help=f"What helps in {key}.", bring=f"A note on {key}.") for key in ("one", "two"))
    return Passage(library.get("guide/first-session"), 0.8, cases, SURE + 0.1)


def test_what_helps_in_a_likely_case_stands_before_what_helps_in_all(passage: Passage) -> None:
    assert advice(passage, [], PAGE) == ("What helps in one.", "A note on one.")
    entry = passage.entry
    assert advice(replace(passage, sure=SURE - 0.1), [], PAGE) == (entry.help, entry.bring)
    assert advice(replace(passage, cases=()), [], PAGE) == (entry.help, entry.bring)


def test_each_time_something_else_helps(passage: Passage) -> None:
    shown: list[str] = []
    for _ in range(4):
        told = advice(passage, shown, PAGE)
        assert not any(told.help in text for text in shown)
        shown.append(f"{told.help} [1]")
    assert shown[:2] == ["What helps in one. [1]", f"{passage.entry.help} [1]"]


def test_where_all_was_shown_the_nearest_comes_again(passage: Passage) -> None:
    shown = [" ".join((passage.entry.help, *(case.help for case in passage.cases), *passage.entry.body.split()))]
    assert advice(passage, shown, PAGE).help == "What helps in one."


def test_every_entry_has_more_than_one_thing_to_tell(library: Library) -> None:
    for entry in library:
        first = advice(Passage(entry, 0.8), [], PAGE)
        assert first == (entry.help, entry.bring)
        second = advice(Passage(entry, 0.8), [entry.help], PAGE)
        assert second.help != entry.help and len(second.help.split()) < 90, entry.id


def test_every_case_has_something_of_its_own(library: Library) -> None:
    helps = [case.help for entry in library for case in entry.cases]
    assert len(helps) > 1000 and len(set(helps)) == len(helps) and all(helps)
