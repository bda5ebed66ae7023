"""What is measured with is not learnt from."""

import re
from pathlib import Path

from benchmarks import guard, retrieval
from coach.library.entries import Library
from training.examples import everything

DATA = Path(retrieval.__file__).with_name("data")


def plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def test_no_message_that_is_measured_with_is_learnt_from(library: Library) -> None:
    learnt = {plain(text) for entry in library for text in (*entry.asks, *entry.also)}
    learnt |= {plain(text) for text in library.elsewhere} | {plain(one.text) for one in everything()}
    asked = [text for name in ("questions.tsv", "long.tsv", "life.tsv") for text, _ in retrieval.questions(name)]
    heard = [row["text"] for row in (*guard.own(), *guard.life())]
    measured = (*asked, *retrieval.lines(DATA / "out_of_scope.txt"), *heard)
    assert len(measured) > 1500
    assert [text for text in measured if plain(text) in learnt] == []
