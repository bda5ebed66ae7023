"""Who "he" and "she" are, in what is said to a therapist."""

import pytest

from coach.guard.who import clear_sentences, has_two_of_one_kind


@pytest.mark.parametrize(
    "text",
    [
        "She's called her Jean for two months.",
        "She's never met her.",
        "That's my sister's puppy, and she told her about it.",
        "He told him.",
    ],
)
def test_one_she_that_does_something_to_another_is_not_plain(text: str) -> None:
    assert has_two_of_one_kind(text)


@pytest.mark.parametrize(
    "text", ["She loves her job.", "My mum told my sister that she saw her.", "You told her.", "He gave her a lift."]
)
def test_one_of_them_or_two_who_are_named_are_plain(text: str) -> None:
    assert not has_two_of_one_kind(text)


@pytest.mark.parametrize(
    ("text", "clear"),
    [
        ("My sister's pregnant, she's due in May. You know that.", 2),
        ("My mum thinks I tell you everything. You think I tell my mum. She said so.", 2),
        ("He left. I cried.", 1),
        ("My dad is ill. He sleeps all day.", 2),
        ("The therapist laughed.", 0),
    ],
)
def test_only_sentences_with_somebody_plainly_meant_are_kept(text: str, clear: int) -> None:
    assert len(list(clear_sentences(text))) == clear
