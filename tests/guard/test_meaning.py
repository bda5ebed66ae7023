from collections.abc import Sequence

import pytest

from coach.errors import LibraryError
from coach.guard.base import Context, Part
from coach.guard.meaning import KEEPS, LEAST, check_meaning, sources
from coach.guard.opinion import Opinion

MESSAGE = "the homework is pointless but she's so nice, i don't want to hurt her"
CONTEXT = Context(MESSAGE, "The homework is pointless, and you don't want to hurt her.", "Could we look at why?")


class Judges:
    """Finds the same likeness always, danger in the texts it is given, and a sentence as true as it is told."""

    def __init__(self, likeness: float = 0.9, crisis: Sequence[str] = (), kept: float | None = None) -> None:
        self._likeness, self._crisis, self._kept = likeness, crisis, kept

    def listen(self, text: str, recent: Sequence[str] = ()) -> Opinion:
        sure = 0.95 if text in self._crisis else 0.02
        return Opinion(sure, sure, "self-harm", text)

    def keeps(self, message: str, part: str, sentence: str) -> float | None:
        return self._kept

    def likeness(self, text: str, others: Sequence[str]) -> float:
        return self._likeness


def test_what_is_near_and_harmless_passes() -> None:
    assert check_meaning("heard", "The homework does nothing for you.", CONTEXT, Judges()) is None


@pytest.mark.parametrize("part", ["heard", "say"])
def test_what_strays_is_refused(part: str) -> None:
    problem = check_meaning(part, "You like the sea.", CONTEXT, Judges(LEAST[part] - 0.01))  # type: ignore[arg-type,index]
    assert problem and problem.rule == "strays"


@pytest.mark.parametrize("part", ["heard", "say"])
def test_what_the_verifier_takes_for_broken_is_refused_and_without_one_it_passes(part: Part) -> None:
    text = "The homework does nothing for you."
    refused = check_meaning(part, text, CONTEXT, Judges(kept=KEEPS[part] - 0.01))
    assert refused and refused.rule == "broken"
    assert check_meaning(part, text, CONTEXT, Judges(kept=KEEPS[part] + 0.01)) is None
    assert check_meaning(part, text, CONTEXT, Judges(kept=None)) is None


def test_danger_that_the_person_did_not_write_is_refused() -> None:
    text = "You want all of it to be over."
    problem = check_meaning("heard", text, CONTEXT, Judges(crisis=[text]))
    assert problem and (problem.rule, problem.text) == ("risk", "self-harm")
    assert check_meaning("heard", text, CONTEXT, Judges(crisis=[text, MESSAGE])) is None


def test_a_judge_that_cannot_tell_lets_nothing_through() -> None:
    class Gone(Judges):
        def likeness(self, text: str, others: Sequence[str]) -> float:
            raise LibraryError("The search has stopped", "Nothing is lost.")

    with pytest.raises(LibraryError):
        check_meaning("say", "I like the sea.", CONTEXT, Gone())


def test_what_is_said_may_rest_on_the_entrys_wish_and_what_is_heard_may_not() -> None:
    assert CONTEXT.sources not in sources("heard", CONTEXT)
    assert CONTEXT.sources in sources("say", CONTEXT)
    assert sources("heard", Context("", "", "")) == ()
