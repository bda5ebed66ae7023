"""Hear what the program does not do: diagnose, prescribe, treat, be a person, be given other rules. And what is said to
it alone: a greeting, a question about itself.

The rules lie in `coach/guard/rules/limits.toml`. A question about telling one's therapist any of this is for
the coach, and is no limit.
"""

import re

from coach.guard.base import Evidence, Limit, Topic
from coach.guard.rules.book import Asked, limits
from coach.guard.text import Piece, pieces

_ORDER: tuple[Topic, ...] = (
    "instructions", "therapist-role", "medicine", "treatment", "diagnosis", "identity", "program", "greeting"
)  # fmt: skip


_SHORTLY: frozenset[Topic] = frozenset({"identity", "therapist-role"})
_LONG = 30
"""Who asks the program who it is does so in a few words; in a longer sentence somebody else is told of."""
_QUOTED = re.compile(r"[\"“][^\"”]{1,200}[\"”]")
"""What somebody else said is not asked of the program; but orders may be hidden there."""
_ALONE: frozenset[Topic] = frozenset({"program", "greeting"})
"""Heard only where nothing else is said: who says hello and goes on is not to be greeted alone."""


def limit(text: str) -> Limit | None:
    """What the message asks that the program does not do, or None.

    Where it asks several things, the topic is the first of `_ORDER`: other rules before all else.
    """
    in_each = [_asked(piece) for piece in pieces(_QUOTED.sub(" ", text))]
    orders = [one for piece in pieces(text) for one in _asked(piece) if one.topic == "instructions"]
    found = [*orders, *(one for some in in_each for one in some if one.topic not in _ALONE or all(in_each))]
    return min(found, key=lambda one: _ORDER.index(one.topic), default=None)


def _asked(piece: Piece) -> list[Limit]:
    found: list[Limit] = []
    for heard in limits().find(piece.words):
        asked: Asked = heard.of
        told = asked.topic in _SHORTLY and len(piece.words.split()) > _LONG
        if not told and not (asked.unless and asked.unless.search(piece.words)):
            found.append(Limit(asked.topic, Evidence(asked.name, piece.quote(heard.start, heard.end))))
    return found
