"""What helps, and what to bring: of the case that a message is likely of, of the entry, and where these were shown
before, of the entry's text."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coach.guard.base import Wording
from coach.guard.who import SENTENCE
from coach.library.base import Entry, Passage

SURE = 0.4
"""How likely a case must be for what helps in it to come before what helps in all of them: the right one then in about
three of four (`python -m training.cases`)."""
_MOST = 3
"""Sentences of a paragraph that are shown."""
_STORY = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.IGNORECASE)
"""Somebody's example: its beginning does not tell it, and who asked would not know who that is."""


class Advice(NamedTuple):
    """What helps, and one thing to bring along."""

    help: str
    bring: str


def advice(passage: Passage, shown: Sequence[str], page: Wording) -> Advice:
    """The nearest that was not shown before; where all of it was, the nearest again.

    Args:
        passage: what the reply stands on, with its cases.
        shown: what helped in earlier replies of this conversation.
        page: what to bring where the entry has no more to name.
    """
    all_of_it = list(_in_order(passage, page.bring))
    fresh = (one for one in all_of_it if not any(one.help in text for text in shown))
    return next(fresh, all_of_it[0])


def _in_order(passage: Passage, bring: str) -> Iterator[Advice]:
    general = Advice(passage.entry.help, passage.entry.bring)
    of_case = [Advice(case.help, case.bring or general.bring) for case in passage.cases[:1] if case.help]
    yield from (*of_case, general) if passage.sure >= SURE else (general, *of_case)
    yield from (Advice(text, bring) for text in _paragraphs(passage.entry))


def _paragraphs(entry: Entry) -> Iterator[str]:
    """The beginnings of its text, where they tell no story; the first paragraph goes with what helps."""
    paragraphs = (" ".join(one.split()) for one in entry.body.split("\n\n")[1:])
    yield from (" ".join(SENTENCE.split(one)[:_MOST]) for one in paragraphs if not _STORY.search(one))
