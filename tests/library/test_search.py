import pytest

from coach.library.base import NEAR, Passage, near_first
from coach.library.entries import Library
from coach.library.search import LexicalSearcher


@pytest.mark.parametrize(("score", "is_first"), [(NEAR - 0.01, False), (NEAR, True)])
def test_an_entry_on_danger_has_to_be_near(library: Library, score: float, is_first: bool) -> None:
    grave, other = library.get("guide/telling-about-suicidal-thoughts"), library.get("tip/give-feedback")
    found = near_first([Passage(grave, score), Passage(other, 0.3)])
    assert (found[0].entry == grave) is is_first and len(found) == 2


def test_so_it_is_in_a_search(by_words: LexicalSearcher) -> None:
    found = by_words.search("At 80 I still hear my father come up the stairs, and I think of crime")
    grave = [not one.entry.own_words and not one.is_near for one in found.passages]
    assert any(grave) and grave == sorted(grave)


@pytest.mark.parametrize(
    ("message", "is_near"),
    [
        ("I lied to my therapist and told her I stopped drinking", True),
        ("At 80 I still hear my father on the stairs", False),
    ],
)
def test_a_score_by_words_says_what_is_near(by_words: LexicalSearcher, message: str, is_near: bool) -> None:
    assert by_words.search(message).passages[0].is_near is is_near
