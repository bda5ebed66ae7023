"""What lies nearest to a text."""

from dataclasses import replace

import numpy as np
import pytest

from coach.library import rank
from coach.library.entries import Library
from coach.library.lexical import LexicalSearch
from coach.library.linear import EntryHead
from coach.library.rank import Near, Ranked, Ranker, near


def test_several_pieces_have_to_agree() -> None:
    hits = [("a", 0.9), ("a", 0.2), ("a", 0.2), ("b", 0.7), ("b", 0.7), ("b", 0.7), ("b", 0.1)]
    entries = near(hits, {"a": 3, "b": 4}).entries
    assert entries["b"] == pytest.approx(0.7)
    assert entries["a"] < entries["b"]


def test_what_was_not_found_lies_farther_than_all_that_was() -> None:
    close = near([("a", 0.8), ("b", 0.5)], {"a": 9, "b": 1})
    assert close.far == 0.5
    assert close.entries == {"a": pytest.approx(0.6), "b": pytest.approx(0.5)}


def test_an_entry_of_one_piece_is_weighed_by_it() -> None:
    assert near([("a", 0.8), ("b", 0.1)], {"a": 1, "b": 1}).entries["a"] == pytest.approx(0.8)


def test_a_text_lies_between_the_library_and_elsewhere() -> None:
    here, there = [("a", 0.8)] * 5, [("", 0.8)] * 5
    far = [("", 0.2), ("b", 0.2)]
    sizes = {"a": 5, "b": 1}
    assert near([*here, *far], sizes).between > 0 > near([*there, *far], sizes).between
    assert near(here, sizes).between == 0.0


def test_nothing_found_is_no_error() -> None:
    assert near([], {}).entries == {}


def test_a_second_reading_moves_entries_and_scope(library: Library) -> None:
    ranker = Ranker(library, [], np.zeros((0, 2), np.float32), np.zeros((0, 2), np.float32), LexicalSearch(library))
    ids = [entry.id for entry in library]
    scores = np.zeros(len(ids))
    scores[:2] = 0.6, 0.5
    close = Near({ids[0]: 0.3, ids[1]: 0.7}, 0.1, 0.2)
    again = ranker.again(Ranked(scores, 0.0), close)
    assert again.scores[1] == pytest.approx(0.5 + rank._LEVEL)
    assert again.scores[1] > again.scores[0] > 0 > again.scores[2]
    assert again.scope > 0
    leaning = ranker.again(Ranked(scores, 0.0), replace(close, behind={ids[0]: 0.0, ids[1]: -0.4}))
    assert leaning.scores[0] == again.scores[0] and leaning.scores[1] < again.scores[1]
    assert ranker.again(Ranked(scores, 0.4), Near({}, 0.0, 0.0)).scope == 0.4


def test_a_linear_head_knows_whose_vector_it_is() -> None:
    head = EntryHead(np.eye(3, dtype=np.float32)[[0, 0, 0, 1, 2]], ["a", "a", "a", "b", "c"])
    assert [max(one, key=lambda entry: one[entry]) for one in head.behind(np.eye(3, dtype=np.float32))] == [
        "a",
        "b",
        "c",
    ]
    assert all(max(one.values()) == 0.0 for one in head.behind(np.eye(3, dtype=np.float32)))
    assert EntryHead(np.zeros((0, 2), np.float32), []).behind(np.zeros((2, 2), np.float32)) == [{}, {}]
