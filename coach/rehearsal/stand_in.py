"""The stand-in for a therapist: reacts in one of four styles, in one or two sentences, and never treats.

Which moment of the talk it is follows from what was said, by rules; the words are people's, and a model that has learnt
to fits them to the person's line; that is checked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from coach.dialogue.writer import Tally
from coach.guard.words import content, tokens
from coach.rehearsal.base import Beat, Style
from coach.rehearsal.checks import Near, blames, gives_in, is_small_talk, says_it, sets_limit
from coach.rehearsal.copy import Copy
from coach.rehearsal.wording import LineWriter

LEAST, MOST = 3, 6
"""Exchanges of a rehearsal."""
_MOST_INVITES = 2
_ASKS = re.compile(
    r"\b(?:(?:would|do|will|are|did|have|can|could) you|what (?:happens|would|will|do)|who (?:sees|reads|hears|knows)|"
    r"is (?:it|this) (?:private|confidential|normal|okay|ok))\b[^?]*\?"
    r"|^\W*(?:so |and |but |i mean,? )*(?:do|does|is|are|will|who|what|how|where|when|why)\b[^?]*\?\W*$",
    re.IGNORECASE,
)
_REQUEST = re.compile(r"\b(?:can|could|would|shall) (?:we|you)\b|\bhow (?:about|do i)\b", re.IGNORECASE)

_LEAVES = re.compile(
    r"^\W*(?:ok(?:ay)?[ ,.]*)?(?:thanks?(?: you)?|thx|bye|goodbye|that'?s (?:all|it)|see you)\b[^?]{0,20}$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Line:
    """What the stand-in says, what it is for, and who worded it."""

    text: str
    beat: Beat
    origin: Literal["model", "authored"] = "authored"


def next_beat(goal: str, lines: Sequence[str], before: Sequence[Beat], style: Style, near: Near | None = None) -> Beat:
    """What the stand-in's next line is for.

    Args:
        goal: what the person wants to say.
        lines: what they have said, the newest last.
        before: the beats so far, one for each earlier line.
        style: how the stand-in is.
        near: as in `checks.check`.
    """
    line = lines[-1]
    if len(lines) >= MOST or (len(lines) >= LEAST and "yield" in before):
        return "agreed" if "respect" in before else "close"
    if sets_limit(line) and "respect" not in before:
        return "respect"
    if "respect" in before:
        return _after_limit(line, lines, before, style)
    said = bool(says_it(goal, lines, near).ok)
    if said and len(lines) >= LEAST and _LEAVES.search(line):
        return "close"
    if beat := _aside(line, before, style):
        return beat
    if blames(line) and "react" not in before:
        return "react"  # a charge is met, whatever else the person came for
    if not said and before.count("invite") + before.count("quiet") < _MOST_INVITES:
        return "invite"
    if "react" not in before and "asked" not in before:
        return "react"
    return "yield" if "press" in before else "press"


def _after_limit(line: str, lines: Sequence[str], before: Sequence[Beat], style: Style) -> Beat:
    """A limit has been set: one that is given up is not jumped at, and one that is said again is agreed to."""
    if sets_limit(line) and len(lines) >= LEAST:
        return "agreed"
    if gives_in(line) and "yield" not in before:
        return "respect" if style in {"warm", "defensive"} else "withdraw"
    return "yield"


def _aside(line: str, before: Sequence[Beat], style: Style) -> Beat | None:
    """A line that takes back, says nothing, or asks the therapist something, each taken up once or twice."""
    if is_small_talk(line) and "withdraw" not in before:
        return "withdraw"
    if len(content(line)) == 0 and len(tokens(line)) <= 4 and before.count("quiet") < _MOST_INVITES:
        return "quiet"
    if _ASKS.search(line) and not _REQUEST.search(line) and before.count("asked") < (2 if style == "warm" else 1):
        return "asked"
    return None


class StandIn:
    """Speaks for the therapist."""

    def __init__(self, copy: Copy, writer: LineWriter | None = None, near: Near | None = None) -> None:
        """`writer` fits the lines to the person, None leaves them as people wrote them; `near` as in `checks.check`."""
        self._copy, self._writer, self._near = copy, writer, near
        self.tally = Tally()

    def prepare(self) -> None:
        """Have the model read what is always the same.

        Raises:
            CoachError: it failed.
        """
        if self._writer:
            self._writer.prepare()

    def answer(self, goal: str, lines: Sequence[str], before: Sequence[Beat], style: Style, nth: int = 0) -> Line:
        """The next line.

        Args:
            goal, lines, before, style: as in `next_beat`.
            nth: counts on, so that wordings change.

        Raises:
            CoachError: the model failed; without one it always answers.
        """
        beat = next_beat(goal, lines, before, style, self._near)
        authored = self._copy.manners[style].line(beat, nth)
        if self._writer:
            fitted = self._writer.fit(style, beat, lines[-1], goal, authored, self.tally)
            if fitted:
                return Line(fitted, beat, "model")
        return Line(authored, beat)
