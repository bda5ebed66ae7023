"""Hear what the program does not do: diagnose, prescribe, treat, be a person, be given other rules. And what is said to
it alone: a greeting, a question about itself.

The rules lie in `coach/guard/rules/limits.toml`. A question about telling one's therapist any of this is for
the coach, and is no limit.
"""

from coach.guard.base import Evidence, Limit, Topic
from coach.guard.rules.book import Asked, limits
from coach.guard.text import Piece, pieces

_ORDER: tuple[Topic, ...] = (
    "instructions", "therapist-role", "medicine", "treatment", "diagnosis", "identity", "program", "greeting"
)  # fmt: skip


_ALONE: frozenset[Topic] = frozenset({"program", "greeting"})
"""Heard only where nothing else is said: who says hello and goes on is not to be greeted alone."""


def limit(text: str) -> Limit | None:
    """What the message asks that the program does not do, or None.

    Where it asks several things, the topic is the first of `_ORDER`: other rules before all else.
    """
    in_each = [_asked(piece) for piece in pieces(text)]
    found = [one for some in in_each for one in some if one.topic not in _ALONE or all(in_each)]
    return min(found, key=lambda one: _ORDER.index(one.topic), default=None)


def _asked(piece: Piece) -> list[Limit]:
    found: list[Limit] = []
    for heard in limits().find(piece.words):
        asked: Asked = heard.of
        if not (asked.unless and asked.unless.search(piece.words)):
            found.append(Limit(asked.topic, Evidence(asked.name, piece.quote(heard.start, heard.end))))
    return found
