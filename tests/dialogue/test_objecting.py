import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.dialogue.objecting import Bare, Objection, without_objection

SHOWN = """You may tell your therapist what the distance does to the talk: camera off, phone, a room if there is one.
The date, if there is one, and one ordinary day on half a page. Every bus driver you met. How you handle religion."""


@pytest.mark.parametrize(
    ("text", "rest", "objects"),
    [
        ("Camera off? Who said anything about a camera. My son hasn't called.", "My son hasn't called.", "missed"),
        ("no. That's not it. She counts my beers.", "She counts my beers.", "missed"),
        ("its not about how she handles religion. it is my mum", "it is my mum", "missed"),
        ("I meant that he might overhear me.", "he might overhear me.", "missed"),
        ("you already said that. we still text", "we still text", "missed"),
        ("That's partially responsive. Permit me to be more specific. By what signs would one tell?",
         "By what signs would one tell?", "missed"),
        ("my MIL i mean", "my MIL", "missed"),
        ("my question is how do i tell him", "how do i tell him", "missed"),
        ("I asked how I know if it works", "I wonder how I know if it works", "missed"),
        ("you're not getting me. why is it so hard to tell her?", "why is it so hard to tell her?", "missed"),
        ("i dont want to count bus drivers. it is pathetic", "", "declined"),
        ("There's no date. I sit in his car some nights.", "I sit in his car some nights.", "declined"),
        ("yeah i know what an ordinary day is, i just told you, what i cant do is tell my mum",
         "what i cant do is tell my mum", "missed"),
        ("forget the camera", "", "missed"),
        ("You again copy my sentence with my name. I am ashamed.", "I am ashamed.", "missed"),
        ("I mean YOU the program. He left.", "He left.", "missed"),
    ],
)  # fmt: skip
def test_what_only_objects_is_left_out(text: str, rest: str, objects: Objection) -> None:
    assert without_objection(text, SHOWN, ["it's on zoom. how do i know if it works"]) == Bare(rest, objects)


@pytest.mark.parametrize(
    "text",
    [
        "i never told her about the camera in the hall",
        "I asked him to stop",
        "i said i was fine",
        "I meant to tell her on Friday",
        "no one listens. i told him no.",
        "my day begins at 4 and I don't sleep",
        "she never lets me say the date",
        "I'm not coping",
        "I want to say you hurt me last week",
        "It was a long day with the children, and the thing is that you can tell at once how cold it gets in there",
        'I would say "you never listen to me" to her',
        "I freeze when you ask somebody that",
        "thank you. she cried and I left",
        "he left because i said no",
        "how do i tell him there is no money",
        "",
    ],
)
def test_what_is_told_stays_as_it_was_typed(text: str) -> None:
    assert without_objection(text, SHOWN, ["it's on zoom"]) == Bare(text)


def test_a_word_that_the_person_had_used_is_their_own() -> None:
    assert without_objection("camera off?", SHOWN, ["he wants my camera on"]).objects is None


@given(st.text(max_size=300))
def test_nothing_is_put_in_but_that_it_is_wondered(text: str) -> None:
    rest = without_objection(text, SHOWN, []).text
    assert all(word in text or word in {"I", "wonder"} for word in rest.split())


@pytest.mark.parametrize(
    "piece", ["no, ", "you're not ", "it's not about the ", "i just told you, ", "sorry but ", "a "]
)
def test_a_long_message_is_looked_through_at_once(piece: str) -> None:
    begun = time.perf_counter()
    without_objection(piece * (4_000 // len(piece)), SHOWN, [])
    assert time.perf_counter() - begun < 1
