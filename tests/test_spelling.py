"""What counts as well spelt."""

import pytest

from coach.spelling import corrected, is_spelt, mended


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


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("my freind droped me", "my friend dropped me"),
        ("the basment is everthing", "the basement is everything"),
        ("im gettin married", "im getting married"),
        ("failing pharm", "failing pharm"),
        ("they are acusing me", "they are acusing me"),
        ("havnt cudnt passd", "havnt cudnt passd"),
        ("Freind keely from totnes in pyjamas", "Freind keely from totnes in pyjamas"),
    ],
)
def test_plain_slips_are_put_right_and_what_may_be_another_word_stays(typed: str, right: str) -> None:
    assert mended(typed) == right
