"""Turn what somebody wants to say ("tell her I've been drinking again") into a first sentence, in their own words."""

import re

from coach.dialogue.turning import to_therapist
from coach.guard.words import tokens

_THEM = r"(?:her|him|them|my (?:therapist|counsell?or|psychologist|shrink)|the therapist|you)"
_BEFORE = re.compile(
    r"^\W*(?:(?:i (?:want|need|have|would like|wish)|i'?d like|id like|how (?:do|can|could) i|i don'?t know how|"
    r"help me|trying|want|need)\s+(?:to\s+)?)?(?:to\s+)?",
    re.IGNORECASE,
)
_TELL = re.compile(rf"^(?:tell?|let)\s+{_THEM}(?:\s+know)?\s*(?:that\s+)?(?P<rest>.+)$", re.IGNORECASE | re.DOTALL)
_SAY = re.compile(rf"^say\s+(?:to\s+{_THEM}\s+)?(?:that\s+)?(?P<rest>.+)$", re.IGNORECASE | re.DOTALL)
_ASK = re.compile(
    rf"^ask\s+(?:{_THEM}\s+)?(?P<rest>(?:to|if|whether|for|about|why|how|what)\b.+)$", re.IGNORECASE | re.DOTALL
)
_SUBJECT = frozenset(
    "i i'm im i've ive i'd id i'll my we we've we're our it it's its the this that there there's nobody nothing "
    "something he she they".split()
)


def opening(goal: str) -> str:
    """One or two sentences in the first person, to the therapist as "you"; empty where the goal has no words."""
    text = " ".join(goal.split())
    if not tokens(text):
        return ""
    asked = _BEFORE.sub("", text)
    if found := _ASK.match(asked):
        return _sentence(f"I'd like to ask you {to_therapist(found['rest'])}")
    for pattern in (_TELL, _SAY):
        if found := pattern.match(asked):
            return _told(found["rest"])
    if _is_statement(text):
        return _sentence(to_therapist(text) or text)
    return _sentence(f"I'd like to {_verb(asked)}")


def _told(rest: str) -> str:
    if rest.lower().startswith("about "):
        return _sentence(f"I'd like to talk {to_therapist(rest) or rest}")
    if _is_statement(rest):
        return _sentence(to_therapist(rest) or rest)
    return _sentence(f"I'd like to say {to_therapist(rest) or rest}")


def _verb(asked: str) -> str:
    """A goal that begins with a verb stays one; anything else is talked about."""
    first = asked.split(" ", 1)[0].lower() if asked else ""
    turned = to_therapist(asked) or asked
    return turned if first in _VERBS else f"talk about {turned}"


_VERBS = frozenset(
    "stop start end say talk bring raise tell ask change leave pause set keep explain admit come open share cancel go "
    "disagree complain apologise apologize confess discuss mention try take have know understand see get find".split()
)


def _is_statement(text: str) -> bool:
    return text.split(" ", 1)[0].lower().replace("’", "'") in _SUBJECT


def _sentence(text: str) -> str:
    text = text.strip().rstrip(".,;:")
    text = text[:1].upper() + text[1:]
    return text if text.endswith(("?", "!", "…")) else f"{text}."
