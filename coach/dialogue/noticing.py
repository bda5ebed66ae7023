"""What the therapist alone does, brought to them as what the person saw of it."""

import re

from coach.guard.who import SENTENCE

_THEY_DO = re.compile(
    r"You(?:['’]\w+)? "
    r"(?!(?:and|or|both|too|who|that|all|(?:sh|c|w)ould\w*|can|cannot|will|won|must\w*|may|might)\b)\w+",
    re.IGNORECASE,
)
_NOT_SEEN = re.compile(
    r"^You (?:\w+ )?(?:said?|says?|told|tell|called|asked|think|thought|believe|want|wanted|know|knew|feel|felt|"
    r"cancel\w*|changed|moved?|retired?|leave)\b|"
    r"^You(?: are|['’]re) (?:leaving|retiring|moving|going|stopping|closing|pregnant)\b|"
    r"\b(?:but|though|although)\b",
    re.IGNORECASE,
)
"""Said, arranged or weighed, and not seen."""
_ONCE = re.compile(
    r"^You(?:['’]d)? (?:\w+ly )?(?:\w+ed|were|had|forgot|fell|got|left|went|came|took|gave|made|ate|sat|kept)\b|"
    r"\b(?:yesterday|last (?:week|time|session))\b",
    re.IGNORECASE,
)


def noticed(told: str) -> str:
    """One sentence of what they do, so that it is no charge: "You keep checking the clock" is what I've noticed.

    Args:
        told: the sentence, with the therapist as "you".

    Returns:
        The same, begun so where it can be seen; empty where it is not one thing that they do.
    """
    if not _THEY_DO.match(told) or len(SENTENCE.split(told)) > 1:
        return ""
    if _NOT_SEEN.search(told):
        return told
    seen = "I noticed" if _ONCE.search(told) else "I've noticed"
    return f"{seen} that you{told[3:]}"
