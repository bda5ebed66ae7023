import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.dialogue.asides import without_asides


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("missus told me to use this. old man passed in february.", "old man passed in february."),
        (
            "Good afternoon. My daughter set this up for me. I never told Ruth that I slept.",
            "I never told Ruth that I slept.",
        ),
        ("right so dont judge me but ive been telling her its over", "ive been telling her its over"),
        ("hi so basically she told me to move out", "she told me to move out"),
        ("Hello, next week is my first time.", "next week is my first time."),
        ("Respected Sir/Madam, I am retired. Kindly guide. I lost money.", "I am retired. I lost money."),
        ("sorry for the long rant. he left", "he left"),
        ("My therapist told me to try this before our session", ""),
        ("I don't cry. Look, just give me one line I can say to her.", "I don't cry."),
        ("He owes me money. Yes or no would do.", "He owes me money."),
        ("hello computer", ""),
        ("Good evening!", ""),
    ],
)
def test_what_is_said_to_the_program_is_left_out(text: str, rest: str) -> None:
    assert without_asides(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "good morning is hard. he leaves at 6",
        "She told me to use it or lose it",
        "my mum says I should write a letter to dad",
        "My wife told me to talk to him. I can't.",
        "I'm sorry. I hit the wall.",
        "he said hello and I froze",
        "He made me do it.",
        "My boss told me to do it.",
        "He gave me something. I woke up at noon.",
        "My first time doing it hurt.",
        "I'm not sure if this is working.",
        "My dad died. Where do I start?",
        "sorry, long one, he hit me",
        "My daughter set this up for me and I am scared of her",
        "I do breathing. My therapist told me to try this. It made me dizzy.",
        "who am I",
        "",
    ],
)
def test_what_is_told_stays_as_it_was_typed(text: str) -> None:
    assert without_asides(text) == text


@given(st.text(max_size=300))
def test_nothing_is_put_in(text: str) -> None:
    rest = without_asides(text)
    assert all(word in text for word in rest.split())


@pytest.mark.parametrize("piece", ["so ", "hello, ", "my wife said ", "i'm not sure ", "don't judge me ", "a"])
def test_a_long_message_is_looked_through_at_once(piece: str) -> None:
    begun = time.perf_counter()
    without_asides(piece * (4_000 // len(piece)))
    assert time.perf_counter() - begun < 1
