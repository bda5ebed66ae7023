"""What has learnt which question about the telling is asked, with the real encoders."""

from pathlib import Path

import pytest

from coach.assembly import EMBEDDER, LARGER
from coach.encoder import Embedder
from coach.errors import LibraryError
from coach.guard.help import load_help
from coach.heads import read_labels
from coach.library.index import FITTED as SEARCH
from coach.library.larger import FITTED_LARGER
from coach.models.store import Store
from coach.reading.asked import FITTED, NONE, Asked

GONE = LibraryError("gone", "gone")


@pytest.fixture(scope="module")
def reads() -> Asked:
    store, of = Store(), ((EMBEDDER, SEARCH), (LARGER, FITTED_LARGER))
    return Asked([Embedder(store.trusted_path(store.catalog.get(name)), adapter) for name, adapter in of])


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("is that rude to say", "is-rude"),
        ("what if she gets cross with me", "reacts-angry"),
        ("can i just send her an email", "how-email"),
        ("Do I have to tell him all of it?", "how-all-or-part"),
        ("is it normal that he says nothing for ages", "practical-silence"),
        ("What if I start crying?", "how-crying"),
        ("my mum left when i was six", NONE),
        ("thanks that helps", NONE),
        ("can you make it shorter", NONE),
        ("", NONE),
    ],
)
def test_plain_ones_are_told_apart(reads: Asked, text: str, answer: str) -> None:
    named, share = reads.likeliest([text])[0]
    assert named == answer and 0 < share <= 1


def test_nothing_to_read_asks_nothing(reads: Asked) -> None:
    assert reads.likeliest([]) == []


def test_there_is_a_page_for_each_answer_and_each_is_learnt() -> None:
    assert {*read_labels(FITTED, GONE)} - {NONE} == load_help().answers


def test_a_missing_file_says_what_does_without_it(tmp_path: Path) -> None:
    with pytest.raises(LibraryError):
        Asked([], tmp_path / "none.safetensors")
