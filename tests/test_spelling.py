"""What counts as well spelt."""

import pytest

from coach.spelling import corrected, is_spelt


@pytest.mark.parametrize(
    "text", ["my counselling neighbour", "i realised it was my favourite colour", "he texted and googled me"]
)
def test_british_spellings_and_new_verbs_are_well_spelt(text: str) -> None:
    assert is_spelt(text)


@pytest.mark.parametrize("text", ["drinkng again", "i recieve it", "the hospitl", "my colur", "You think I'micks."])
def test_a_misspelling_is_heard(text: str) -> None:
    assert not is_spelt(text)


def test_words_that_the_dictionary_is_too_old_for_are_left_as_they_are() -> None:
    text = "i am trans and on meds for my adhd, the app froze, my fiance and nana like counselling"
    assert corrected(text) == text and is_spelt(text)
