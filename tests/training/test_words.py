"""The rows that the language models learn from."""

import random
from collections import Counter

from training import words


def test_a_smaller_share_is_drawn_evenly_and_each_row_once() -> None:
    rows = [*words.replies(), *words.lines()]
    some = words.drawn(rows, 340, random.Random(1))
    kinds = Counter(row.entry if isinstance(row, words.ReplyRow) else row.style for row in some)
    assert len(some) == 340
    assert len({row.place for row in some}) == 340
    assert len(kinds) == len({row.entry for row in words.replies()}) + 4
    assert max(kinds.values()) - min(kinds.values()) <= 1


def test_all_rows_are_drawn_where_so_many_are_asked_for() -> None:
    rows = words.lines()
    assert {row.place for row in words.drawn(rows, len(rows), random.Random(2))} == {row.place for row in rows}
