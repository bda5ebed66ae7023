"""Words for a therapist that hide something from them: who has such words is not to hear that they will do."""

import re

_SAYS_NOTHING = re.compile(
    r"(?:(?:i['’]?m|i am|i feel|it['’]?s|it is|(?:everything|all)(?:['’]s| is)|things are|we['’]?re|we are) "
    r"(?:all |just |doing |really |still |totally |very )*"
    r"(?:fine|ok(?:ay)?|good|great|well|busy|all ?right|alright|better|grand|sick|ill)"
    r"(?: (?:now|really|thanks|at home|with me))*|"
    r"nothing|i forgot\b.*|i (?:don['’]?t|do not|can['’]?t) (?:know|remember))\W*",
    re.IGNORECASE,
)
_UNTRUE = re.compile(
    r"\b(?:even though|though|although|when|but) (?:really )?i (?:have|did|do|am|was|had)(?:n['’]?t| not)\b|"
    r"\b(?:though|although|but) it(?:['’]s| is|s) (?:not true|a lie)|\bwhich (?:is(?:n['’]t| not) true|is a lie)|"
    r"\bso (?:that )?(?:s?he|they|it) (?:won['’]?t|doesn['’]?t|don['’]?t|never)\b",
    re.IGNORECASE,
)
_OWNS_UP = re.compile(
    r"\b(?:told|said|lied|lying|pretend\w*|thinks?|believes?|let (?:you|him|her|them))\b", re.IGNORECASE
)
"""Told as what was untrue, it is the truth."""
_HEAD = 12
"""Letters by which the words are found again in the message."""


def hides(words: str, message: str) -> bool:
    """Whether words say nothing, or what is not so and is not owned up to.

    Args:
        words: what is to be said to the therapist.
        message: the message in which they were named, where what follows them may say that they are not true.
    """
    at = max(0, message.lower().find(words[:_HEAD].lower()))
    untrue = _UNTRUE.search(message[at:]) and not _OWNS_UP.search(words)
    return bool(untrue or _SAYS_NOTHING.fullmatch(words))
