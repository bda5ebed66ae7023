"""The point of a message."""

import pytest

from benchmarks.points import right, rows
from coach.dialogue.own import own_words
from coach.dialogue.pointing import CLEARLY, point, pointed
from coach.library.base import NEAR, Passage
from coach.library.entries import Library


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (
            "Mad week. My brother rang. I can't say no to my sister when she wants money and I hate it. Lol.",
            "I can't say no to my sister when she wants money and I hate it.",
        ),
        (
            "Tuesday. I told her I finished the course. But I never even went in, and now I'm ashamed to see her.",
            "I told her I finished the course. But I never even went in, and now I'm ashamed to see her.",
        ),
        ("I sold the house in May. I miss the garden most.", ""),
        ("I lied to my therapist about the course.", ""),
        ("One thing. " * 40, ""),
        ("", ""),
    ],
)
def test_it_is_the_sentence_that_plainly_says_most_and_what_it_leans_on(typed: str, found: str) -> None:
    assert point(typed) == found


def test_where_it_is_plain_it_is_what_readers_took_for_it() -> None:
    plain = [row for row in rows() if pointed(row[0]).clearly >= CLEARLY]
    assert len(plain) > 300
    assert right(plain, lambda sentences: pointed(sentences).at) > 0.84
    assert right(plain, lambda _: 0) < 0.65


def test_the_point_is_not_said_where_somebody_else_may_be_meant(library: Library) -> None:
    best = Passage(library.get("guide/couples-therapy"), NEAR)
    typed = (
        "so me and my gf Amy do couples therapy and ive got my own therapist tmrw. thing is im thinkin of ending it wi "
        "her and i want to tell MY therapist but not have it slip out. how do i say it to her without a big thing"
    )
    assert "you" not in own_words(typed, best, [], 0).words["say"]
