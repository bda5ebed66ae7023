"""Who "he" and "she" are, in what is said to a therapist."""

import pytest

from coach.guard.who import has_two_of_one_kind, others_meant


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
    ("message", "others"),
    [
        ("She waits so long. Then she sighs.", 0),
        ("My therapist laughed and she meant it.", 0),
        ("My sister's pregnant, she's due in May. I told my therapist.", 1),
        ("My dad is ill and he sleeps all day.", 1),
        ("My mum thinks I tell my therapist everything. She said so.", None),
        ("He came late, my dad I mean.", None),
        ("She laughed when I told her about the dog.", 0),
        ("She keeps asking about my mum and I'm not ready.", 0),
        ("She asked about my mum and she was kind.", None),
        ("My dog died, she was fourteen.", None),
        ("I told Karim what he said.", None),
        ("I let him do it and I never told her.", None),
        ("The interpreter is polite, but he was in the war.", None),
    ],
)
def test_who_is_meant_is_counted_or_not_plain(message: str, others: int | None) -> None:
    assert others_meant(message) == others
