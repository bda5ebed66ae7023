"""The form of the answers to questions about the telling: each wording is shown in a talk about anything."""

import re

import pytest

from coach.guard.base import Wording
from coach.guard.help import load_help
from coach.guard.screen import screen
from coach.guard.who import SENTENCE

HELP = load_help()
PAGES = [(name, one) for name in sorted(HELP.answers) for one in HELP.wordings("answers", name)]
_ONE_SEX = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.IGNORECASE)
_STALE = re.compile(r"!|\byou should\b|safe space|important to|understandable|\bvalid\b|great question", re.IGNORECASE)
_TO_THEM = re.compile(r"\b(?:[Yy]ou|your|I|I'm|I'd|I've|I'll|me|my|we|us)\b")


def test_each_has_two_wordings_that_differ() -> None:
    for name in HELP.answers:
        pages = HELP.wordings("answers", name)
        assert len(pages) >= 2, name
        for part in ("heard", "help", "say", "bring"):
            assert len({getattr(one, part) for one in pages}) == len(pages), (name, part)


@pytest.mark.parametrize(("name", "page"), PAGES, ids=[name for name, _ in PAGES])
def test_each_wording_is_of_its_form(name: str, page: Wording) -> None:
    assert all((page.heard, page.help, page.say, page.bring)) and not page.question
    assert 2 <= len(SENTENCE.split(page.help)) <= 4 and len(page.help.split()) <= 64
    assert len(page.say.split()) <= 34 and _TO_THEM.search(page.say) and "therapist" not in page.say
    assert len(page.bring) <= 112 and len(page.heard.split()) <= 15 and page.heard.endswith(".")
    for text in (page.heard, page.help, page.say, page.bring):
        assert not _ONE_SEX.search(text) and not _STALE.search(text), text
        assert "[" not in text and "…" not in text and "..." not in text.replace('because..."', "")


@pytest.mark.parametrize(("name", "page"), PAGES, ids=[name for name, _ in PAGES])
def test_no_word_to_a_therapist_is_itself_taken_for_danger(name: str, page: Wording) -> None:
    assert screen(page.say).level == "clear"
