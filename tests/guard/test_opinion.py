import numpy as np
import pytest

from coach.errors import LibraryError
from coach.guard.base import Evidence, Verdict
from coach.guard.classify import readings
from coach.guard.opinion import (
    ASKED,
    CONCERN,
    CRISIS,
    SECOND_CONCERN,
    SECOND_CRISIS,
    Opinion,
    after_a_no,
    combine,
    hear,
)

CLEAR = Verdict("clear", "none")
UNEASY = Verdict("concern", "abuse", (Evidence("unsafe-with-someone", "scared of him"),))


class Says:
    """A listener that always hears the same."""

    def __init__(self, crisis: float, danger: float) -> None:
        self.crisis, self.danger, self.asked = crisis, danger, 0

    def listen(self, text: str, recent: object = ()) -> Opinion:
        self.asked += 1
        return Opinion(self.crisis, self.danger, "self-harm", text)


def test_it_raises_and_never_lowers() -> None:
    sure, uneasy, calm = (
        Opinion(0.99, 1.0, "abuse", "x"),
        Opinion(0.0, 0.99, "abuse", "x"),
        Opinion(0.0, 0.0, "none", "x"),
    )
    crisis = Verdict("crisis", "self-harm", (Evidence("wants-to-die", "die"),))
    assert combine(crisis, calm) == combine(crisis, sure) == crisis
    assert combine(UNEASY, calm) == combine(UNEASY, uneasy) == UNEASY
    assert combine(UNEASY, sure).level == "crisis" and combine(CLEAR, sure).level == "crisis"
    assert (combine(CLEAR, uneasy).level, combine(CLEAR, uneasy).kind) == ("concern", "abuse")
    assert combine(CLEAR, calm) == CLEAR


@pytest.mark.parametrize(
    ("crisis", "danger", "level"), [(CRISIS, 1.0, "crisis"), (0.0, CONCERN, "concern"), (0, 0, "clear")]
)
def test_the_level_follows_the_operating_point(crisis: float, danger: float, level: str) -> None:
    heard = hear("the soup was cold", (), Says(crisis, danger)).verdict
    assert heard.level == level and (heard.kind == "none") == (level == "clear")


def test_where_the_rules_are_sure_nobody_else_is_asked() -> None:
    says = Says(0.0, 0.0)
    assert hear("i want to kill myself", (), says).verdict.level == "crisis" and not says.asked


def test_a_listener_that_fails_is_told_and_the_rules_stand() -> None:
    class Deaf:
        def listen(self, text: str, recent: object = ()) -> Opinion:
            raise LibraryError("The search has stopped", "Nothing is lost.")

    heard = hear("i wish i could just disappear", (), Deaf())
    assert heard.verdict.level == "concern" and heard.failed
    assert hear("hello").failed is None


def test_a_long_message_is_read_whole_and_in_parts() -> None:
    assert readings("") == readings(" \n ") == []
    assert readings("hello there") == ["hello there"]
    assert readings("i meant it", ["earlier"]) == ["i meant it", "earlier i meant it"]
    long = "It rained. The bus was full of people. " * 40 + "I can't go on. " + "It rained again. " * 40
    parts = readings(long)
    assert len(parts) > 5 and any("I can't go on." in part for part in parts[1:])
    assert all(len(part.split()) <= 80 for part in parts[1:])
    assert np.sum([len(part.split()) for part in parts[1:]]) == len(long.split())


SOUP = "the soup was cold"


@pytest.mark.parametrize(
    ("crisis", "danger", "level"),
    [
        (SECOND_CRISIS, 1.0, "crisis"),
        (SECOND_CRISIS - 0.01, SECOND_CONCERN, "concern"),
        (0.0, SECOND_CONCERN - 0.01, "clear"),
    ],
)
def test_where_the_classifier_wavers_a_model_can_raise_the_level(crisis: float, danger: float, level: str) -> None:
    heard = hear(SOUP, (), Says(0.0, ASKED), lambda _: (crisis, danger)).verdict
    assert heard.level == level
    assert (heard.evidence[:1] == (Evidence("model", SOUP),)) is (level != "clear")


def test_it_does_not_lower_what_the_classifier_heard() -> None:
    for certain in (CRISIS, CONCERN):
        says = Says(certain if certain == CRISIS else 0.0, 1.0)
        assert hear(SOUP, (), says, lambda _: (0.0, 0.0)).verdict == hear(SOUP, (), says).verdict


@pytest.mark.parametrize("says", [Says(0.0, ASKED - 0.01), Says(CRISIS, 1.0)])
def test_it_is_not_asked_where_the_classifier_is_sure(says: Says) -> None:
    asked: list[str] = []
    hear(SOUP, (), says, lambda text: asked.append(text))  # type: ignore[func-returns-value]
    assert not asked


def test_a_model_that_cannot_tell_changes_nothing_and_of_a_long_message_it_reads_what_was_heard() -> None:
    asked: list[str] = []

    class Hears(Says):
        def listen(self, text: str, recent: object = ()) -> Opinion:
            return Opinion(0.0, ASKED, "abuse", "a stretch of it")

    assert hear("word " * 200, (), Hears(0.0, 0.0), lambda text: asked.append(text)).verdict.level == "clear"  # type: ignore[func-returns-value]
    assert asked == ["a stretch of it"]


def test_after_a_no_what_no_phrase_speaks_of_counts_a_level_less() -> None:
    heard = Verdict("crisis", "self-harm", (Evidence("classifier", "x"),))
    assert (after_a_no(heard).level, after_a_no(heard).kind) == ("concern", "self-harm")
    assert after_a_no(after_a_no(heard)) == after_a_no(CLEAR) == CLEAR
    assert after_a_no(UNEASY) == UNEASY
