"""Listeners beside the rules, for what no phrase was written for: a classifier, and where it wavers a language model.

They can raise a level and never lower one.

The rules say why, in words; the classifier says how sure it is. Where the rules hear danger, their level stands.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from coach.errors import CoachError
from coach.guard.base import Evidence, Kind, Level, Verdict
from coach.guard.screen import screen

CRISIS = 0.8
"""From this share of certainty the classifier alone makes a crisis. At .7 it took twice as many of what people type in
harmless conversations for one (`python -m benchmarks.talks alarms`); what lies between is a concern: the lines are
shown, and the message is answered."""
CONCERN = 0.7
"""From this share, for crisis and concern together, it makes a concern."""

ASKED = 0.5
"""From this certainty of any danger on, a language model is asked as well, where there is one that has learnt it: for
one message in eleven of those that people type here."""
SECOND_CRISIS, SECOND_CONCERN = 0.8, 0.9
"""How sure it must be. See the table of `python -m benchmarks.guard --model qwen2.5-coder-1.5b`."""
_WHOLE = 80
"""Words up to which it is shown the whole message; of a longer one, the stretch that the classifier heard."""
Second = Callable[[str], tuple[float, float] | None]
"""A text's certainty of a crisis, and of any danger; None where it cannot tell."""


@dataclass(frozen=True)
class Opinion:
    """What the classifier heard.

    Attributes:
        crisis: its certainty that this is a crisis, 0 to 1.
        danger: its certainty that this is a crisis or a concern, 0 to 1; at least `crisis`.
        kind: the likeliest kind of danger, if there is any.
        text: the stretch of the message that it is about.
    """

    crisis: float
    danger: float
    kind: Kind
    text: str

    @property
    def level(self) -> Level:
        """The level that this is enough for."""
        if self.crisis >= CRISIS:
            return "crisis"
        return "concern" if self.danger >= CONCERN else "clear"


class Listener(Protocol):
    """Has an opinion on messages."""

    def listen(self, text: str, recent: Sequence[str] = ()) -> Opinion:
        """What a message says of danger, with the person's earlier ones, oldest first.

        Raises:
            CoachError: it cannot tell; the rules alone must do.
        """


@dataclass(frozen=True)
class Heard:
    """What rules and classifier heard together; `failed` is why the classifier could not listen."""

    verdict: Verdict
    failed: CoachError | None = None


def hear(
    text: str, recent: Sequence[str] = (), listener: Listener | None = None, second: Second | None = None
) -> Heard:
    """Screen a message: by the rules, where they hear no crisis by the listener, and where it wavers by `second`."""
    verdict = screen(text, recent)
    if verdict.level == "crisis" or listener is None:
        return Heard(verdict)
    try:
        opinion = listener.listen(text, recent)
    except CoachError as error:
        return Heard(verdict, error)
    verdict = combine(verdict, opinion)
    return Heard(raised(verdict, text, opinion, second) if second else verdict)


def after_a_no(verdict: Verdict) -> Verdict:
    """What it comes to where the person has just said no to a danger that no phrase had spoken of: what again no phrase
    speaks of counts a level less, so that nobody who has answered is asked once more, and harder."""
    if verdict.by_phrase or verdict.level == "clear":
        return verdict
    return replace(verdict, level="concern") if verdict.level == "crisis" else Verdict("clear", "none")


def raised(verdict: Verdict, text: str, opinion: Opinion, second: Second) -> Verdict:
    """What it comes to where a second reader is asked, if the classifier wavers."""
    if verdict.level == "crisis" or opinion.danger < ASKED:
        return verdict
    sure = second(text if len(text.split()) <= _WHOLE else opinion.text)
    if sure is None:
        return verdict
    level: Level = "crisis" if sure[0] >= SECOND_CRISIS else "concern" if sure[1] >= SECOND_CONCERN else "clear"
    if level == "clear" or level == verdict.level:
        return verdict
    kind = opinion.kind if verdict.kind == "none" else verdict.kind
    return Verdict(level, kind, (Evidence("model", opinion.text), *verdict.evidence))


def combine(verdict: Verdict, opinion: Opinion) -> Verdict:
    """The higher of both levels, with the kind of whoever raised it; the rules' words come first where they agree."""
    if opinion.level == "clear" or verdict.level == "crisis" or verdict.level == opinion.level:
        return verdict
    said = Evidence("classifier", opinion.text)
    kind = opinion.kind if verdict.kind == "none" else verdict.kind
    return Verdict(opinion.level, kind, (said, *verdict.evidence))
