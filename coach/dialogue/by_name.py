"""The therapist by name: "Maureen my counsellor", and "Maureen" from there on, is who is told.

Told back to the person, the name stays. What is said to the therapist themself says "you": so the name gives way to
"my therapist", which the turning knows.
"""

import re
from collections.abc import Iterable, Sequence

from coach.guard.someone import is_name
from coach.guard.words import FUNCTION_WORDS

_WHO = r"(?i:therapist|counsell?or|psychologist|psychotherapist|shrink)"
_NAME = r"(?P<name>(?:(?:Mrs?|Ms|Miss|Dr|Doctor|Sister|Father)\.? )?[A-Z][a-zà-ÿ]+(?:-[A-Z][a-z]+)?)"
_BEFORE = r"\b(?i:about|with|see|seeing|saw|told|tell|asked|ask|to|from|that|is|when|if|because) "
_IS = re.compile(
    rf"(?P<whole>\b{_NAME}(?: is|['’]s| \(|, (?:she|he)(?:['’]s| is)) (?:my|the|our) (?:new )?{_WHO}\b\)?)"
)
_FORMS = (
    re.compile(rf"{_BEFORE}(?P<whole>{_NAME},? (?:my|the|our) (?:new )?{_WHO}\b)(?!,? (?:and|or)\b)"),
    re.compile(
        rf"\b(?P<whole>(?:[Mm]y|[Tt]he|[Oo]ur|[Aa]) (?:new )?{_WHO}(?:(?: is)? (?:called|named))?"
        rf"(?:,? | \(){_NAME}\b\)?)"
        r"(?! (?:and|or) (?:my|the|our)\b)"
    ),
    _IS,
)
"""About Maureen my counsellor; my counsellor Maureen; Maureen is my counsellor. A word with a capital that begins a
sentence is hardly ever a name there: "Told the counsellor"."""
_NO_NAME = FUNCTION_WORDS | frozenset(
    "said says asked asks told tells thinks thought wants wanted gave gives keeps kept says yesterday today tomorrow "
    "tonight last next says wrote looked laughed".split()
)
"""Words that may stand behind "my therapist" with a capital of a phone's."""
_OF_ANOTHER = r"[^.?!]*\b(?:he|she|him|her|his|hers)\b"
"""Behind one who is told or asked: "I told Helen he was fine" may be of somebody else."""


def names_of_therapist(texts: Iterable[str]) -> set[str]:
    """What a person calls their therapist, without a title.

    Args:
        texts: what was typed.
    """
    return {_last(found) for found in map(_called, texts) if found}


def unnamed(message: str, told: Sequence[str] = ()) -> str:
    """The message with "my therapist" for the therapist's name; as it is where none is told, or where a "he" or "she"
    would then be taken for the therapist who may be another.

    Args:
        message: what was typed.
        told: what was told before, where the name may have been said.
    """
    here = _called(message)
    found = here or next(filter(None, map(_called, told)), None)
    if not found or (here and here.re is _IS):  # "You are my counsellor" is nothing to say
        return message
    called = rf"(?:{re.escape(found['name'])}|{re.escape(_last(found))})\b"
    if re.search(rf"\b(?:told|tell|telling|asked|ask|to|with|from|about) {called}{_OF_ANOTHER}", message):
        return message
    whole = _joined(message, here) if here else message
    return re.sub(rf"(?P<begins>^|[.!?] +)?\b{called}", lambda one: _in_place(one["begins"]), whole)


def _called(message: str) -> re.Match[str] | None:
    """Where the therapist is told by name."""
    every = (found for form in _FORMS for found in form.finditer(message))
    return next((found for found in every if is_name(_last(found)) and _last(found).lower() not in _NO_NAME), None)


def _last(found: re.Match[str]) -> str:
    name: str = found["name"].split()[-1]
    return name


def _joined(message: str, found: re.Match[str]) -> str:
    """With "my therapist" for both, the name and who it is."""
    start, end = found.span("whole")
    begins = not message[:start].strip() or message[:start].rstrip()[-1] in ".!?"
    rest = message[end:].removeprefix(",") if "," in found["whole"] else message[end:]
    return f"{message[:start]}{'My' if begins else 'my'} therapist{rest}"


def _in_place(begins: str | None) -> str:
    return "my therapist" if begins is None else f"{begins}My therapist"
