"""Of whom a message tells, by who is named in it as the person's own: told back where nothing else can be."""

import re

from coach.guard.someone import EITHER, MEN, WOMEN

_MOST = 3
_THERAPIST = re.compile(r"\b(?:my|the|our) (?:\w+ )?(?:therapist|counsell?or|psychologist|shrink)\b", re.IGNORECASE)
_KIN = sorted({*MEN, *WOMEN, *EITHER} - {"guy", "lad", "lady", "man", "woman", "twin"}, key=len, reverse=True)
_THEIRS = re.compile(
    r"\bmy (?:(?:own|late|dear|lovely|poor|eldest|oldest|youngest) )?(?P<who>(?:(?:best|older|younger|little|big|elder|"
    rf"twin|old|ex) )?(?:(?:mother|father|sister|brother|son|daughter)[- ]in[- ]law|{'|'.join(_KIN)}))\b",
    re.IGNORECASE,
)


def told_of(message: str) -> str:
    """One sentence to "you" with the people of a message, the therapist last; empty where it names nobody as "my".

    Args:
        message: what was typed.
    """
    people = list(dict.fromkeys(f"your {found['who'].lower()}" for found in _THEIRS.finditer(message)))[:_MOST]
    people += ["your therapist"] if _THERAPIST.search(message) else []
    if not people:
        return ""
    *first, last = people
    return f"You wrote about {', '.join(first)}{' and ' if first else ''}{last}."
