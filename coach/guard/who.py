"""Whether it is plain who a "he" or a "she" is, in what is said to a therapist: never them, who are "you" by then."""

import re
from collections.abc import Iterator

from coach.guard.someone import EITHER, MEN, WOMEN, anyone, names

SENTENCE = re.compile(r"(?<=[.…?])\s+")
"""Between two sentences."""
_YOU = re.compile(r"\b(?:you|your|yours|yourself)(?:['’]\w+)?\b", re.IGNORECASE)
_THERAPIST = re.compile(
    r"\b(?:therapists?|counsell?ors?|psychologists?|psychiatrists?|shrinks?|psych|coach|lady|doctor)\b", re.IGNORECASE
)
_PRONOUN = {
    "m": re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE),
    "f": re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE),
}
_PERSON = {"m": anyone(MEN, EITHER), "f": anyone(WOMEN, EITHER)}
_CERTAIN = {"m": anyone(MEN), "f": anyone(WOMEN)}


_DOER_AND_OTHER = {
    "m": re.compile(r"\bhe\b(?:['’]\w+)?.*\bhim\b", re.IGNORECASE),
    "f": re.compile(
        r"\bshe\b(?:['’]\w+)?.*\bher\b(?=\s*(?:[.,;:?…]|$)|\s+(?-i:[A-Z])|\s+(?:about|for|to|that|and|but|on|at|in|if|when|how)\b)",
        re.IGNORECASE,
    ),
}


def has_two_of_one_kind(sentence: str) -> bool:
    """Whether one "she" does something to another, and fewer than two people are named who could be meant."""
    return any(
        both.search(sentence) and len(_CERTAIN[gender].findall(sentence)) + len(names(sentence)) < 2
        for gender, both in _DOER_AND_OTHER.items()
    )


def clear_sentences(text: str) -> Iterator[str]:
    """Those in which it is plain who a "he" or a "she" is: not the therapist, who is "you" by now."""
    met = {"m": False, "f": False}
    to_therapist = False
    for sentence in SENTENCE.split(text):
        named = {gender: person.search(sentence) for gender, person in _PERSON.items()}
        to_them = to_therapist or bool(_YOU.search(sentence))
        if not _THERAPIST.search(sentence) and all(
            _is_clear(sentence, gender, met[gender] and not to_therapist) for gender in _PRONOUN
        ):
            yield sentence
            met = {gender: met[gender] or bool(found) or bool(names(sentence)) for gender, found in named.items()}
        to_therapist = to_them


def _is_clear(sentence: str, gender: str, met_alone: bool) -> bool:
    """Whether each "he" (or "she") of a sentence is somebody named before it here, or the only one met so far."""
    pronouns = list(_PRONOUN[gender].finditer(sentence))
    if not pronouns or met_alone:
        return True
    here = _CERTAIN[gender].search(sentence[: pronouns[0].start()])
    return bool(here) and len({one.group().lower() for one in pronouns}) == 1
