"""What has learnt to tell the acts of sentences apart, with the real encoder."""

from collections.abc import Sequence

import pytest

from coach.assembly import EMBEDDER
from coach.dialogue.sorting import sort
from coach.encoder import Embedder
from coach.errors import LibraryError
from coach.library.index import FITTED as SEARCH
from coach.models.store import Store
from coach.reading.acts import FITTED, Acts
from coach.reading.base import ACTS, Act


@pytest.fixture(scope="module")
def acts() -> Acts:
    store = Store()
    return Acts(Embedder(store.trusted_path(store.catalog.get(EMBEDDER)), SEARCH))


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Thanks, that's a good one.", "to-program"),
        ("what key lol", "to-program"),
        ("i cried in the car after", "tells"),
        ("Do they write down what I say?", "asks"),
        ("how many sessions do people usually have", "asks"),
        ("Not the therapist, my ex.", "corrects"),
        ("no it was my mum who left", "corrects"),
    ],
)
def test_plain_ones_are_told_apart(acts: Acts, text: str, act: Act) -> None:
    shares = acts.shares([text])[0]
    assert ACTS[int(shares.argmax())] == act and abs(float(shares.sum()) - 1) < 1e-6


@pytest.mark.parametrize(
    "text",
    [
        "My husband hasn't spoken to me since Sunday.",
        "I don't sleep.",
        "i never told him",
        "She never asked me how I was.",
    ],
)
def test_a_no_that_is_part_of_what_is_told_is_told(acts: Acts, text: str) -> None:
    class Sorts:
        def acts(self, sentences: Sequence[str]) -> list[dict[Act, float]]:
            return [dict(zip(ACTS, row, strict=True)) for row in acts.shares(sentences).tolist()]

    assert sort(text, Sorts()).told == text


def test_no_sentence_has_no_act(acts: Acts) -> None:
    assert acts.shares([]).shape == (0, len(ACTS))


def test_a_missing_file_is_told(acts: Acts) -> None:
    with pytest.raises(LibraryError, match="told apart"):
        Acts(acts._encoder, FITTED.with_name("none.safetensors"))
