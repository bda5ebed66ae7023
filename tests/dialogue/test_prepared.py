"""Which parts a model is asked for."""

import pytest

from coach.dialogue.dictated import Named
from coach.dialogue.prepared import Message, prepared
from coach.library.base import Passage
from coach.library.entries import Library

LEFT = "my brother he always is angry with me and my therapist he know"
"""Cannot be turned round by rules."""


def for_model(library: Library, text: str, *, later: bool = True, besides: str | None = None) -> tuple[str, ...]:
    best = Passage(library.get("guide/my-family"), 0.8)
    message = Message(text, True, ["I told my therapist of my brother."] if later else [], Named(), besides)
    return prepared(message, best, {"heard": "H", "say": "S"}, again=0, nth=0, learnt=True).for_model


@pytest.mark.parametrize(
    ("order", "later", "says"),
    [
        ("", True, True),
        ("I want to tell her about it again.", True, True),
        ("Give me a shorter sentence.", True, False),
        ("Try again:", True, False),
        ("Can you put in both.", True, False),
        ("Give me a shorter sentence.", False, True),
    ],
)
def test_no_model_words_an_order(library: Library, order: str, *, later: bool, says: bool) -> None:
    assert ("say" in for_model(library, f"{order} {LEFT}".strip(), later=later)) is says


def test_no_model_words_a_question_that_a_page_answers(library: Library) -> None:
    assert for_model(library, LEFT)
    assert not for_model(library, LEFT, besides="")
    assert "say" not in for_model(library, LEFT, besides="ok then")
