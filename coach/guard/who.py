"""Whether it is plain who a "he" or a "she" is: the therapist, or somebody else who is named."""

import re

from coach.guard.someone import EITHER, MEN, WOMEN, anyone, names

SENTENCE = re.compile(r"(?<=[.…?!])\s+")
"""Between two sentences."""
THERAPIST = re.compile(
    r"\b(?:therapists?|counsell?ors?|psychologists?|psychiatrists?|shrinks?|psych|coach|lady|doctor|dr)\b",
    re.IGNORECASE,
)
PRONOUN = {
    "m": re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE),
    "f": re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE),
}
_PERSON = {"m": anyone(MEN, EITHER), "f": anyone(WOMEN, EITHER)}
_CERTAIN = {"m": anyone(MEN), "f": anyone(WOMEN)}
_DOER_AND_OTHER = {
    "m": re.compile(r"\bhe\b(?:['’]\w+)?.*\bhim\b", re.IGNORECASE),
    "f": re.compile(
        r"\bshe\b(?:['’]\w+)?.*\bher\b"
        r"(?=\s*(?:[.,;:?…]|$)|\s+(?-i:[A-Z])|\s+(?:about|for|to|that|and|but|on|at|in|if|when|how)\b)",
        re.IGNORECASE,
    ),
}


def has_two_of_one_kind(sentence: str) -> bool:
    """Whether one "she" does something to another, and fewer than two people are named who could be meant."""
    return any(
        both.search(sentence) and len(_CERTAIN[gender].findall(sentence)) + len(names(sentence)) < 2
        for gender, both in _DOER_AND_OTHER.items()
    )


def others_meant(message: str) -> int | None:
    """How many of a message's "he" and "she" are somebody other than the therapist; None where one is not plain.

    Plainly the therapist: nobody else is named who could be meant, or they alone are named before it in the sentence.
    Plainly somebody else: they are named before it in its sentence, and the therapist is not; and only one of them is.
    """
    count = 0
    for gender, pronoun in PRONOUN.items():
        alone = not _PERSON[gender].search(message) and not names(message)
        for sentence in SENTENCE.split(message):
            found = list(pronoun.finditer(sentence))
            if not found:
                continue
            before = sentence[: found[0].start()]
            therapist, other = (
                bool(THERAPIST.search(sentence)),
                bool(_PERSON[gender].search(sentence) or names(sentence)),
            )
            if alone or (THERAPIST.search(before) and not other):
                continue
            if therapist or not _CERTAIN[gender].search(before) or has_two_of_one_kind(sentence):
                return None
            count += len(found)
    return count
