"""A second listener beside the rules: a classifier that hears what no phrase was written for. It can raise a level.

The rules say why, in words; the classifier says how sure it is. Where the rules hear danger, their level stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from coach.errors import CoachError
from coach.guard.base import Evidence, Kind, Level, Verdict
from coach.guard.screen import screen

CRISIS = 0.7
"""From this share of certainty the classifier alone makes a crisis."""
CONCERN = 0.7
"""From this share, for crisis and concern together, it makes a concern."""


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


def hear(text: str, recent: Sequence[str] = (), listener: Listener | None = None) -> Heard:
    """Screen a message: by the rules, and where they hear no crisis by the listener too."""
    verdict = screen(text, recent)
    if verdict.level == "crisis" or listener is None:
        return Heard(verdict)
    try:
        return Heard(combine(verdict, listener.listen(text, recent)))
    except CoachError as error:
        return Heard(verdict, error)


def combine(verdict: Verdict, opinion: Opinion) -> Verdict:
    """The higher of both levels, with the kind of whoever raised it; the rules' words come first where they agree."""
    if opinion.level == "clear" or verdict.level == "crisis" or verdict.level == opinion.level:
        return verdict
    said = Evidence("classifier", opinion.text)
    kind = opinion.kind if verdict.kind == "none" else verdict.kind
    return Verdict(opinion.level, kind, (said, *verdict.evidence))
