"""Whether it is plain who a "he" or a "she" is: the therapist, or somebody else who is named."""

import re

from coach.guard.someone import ANYBODY, EITHER, MEN, WOMEN, anyone, names

SENTENCE = re.compile(r"(?<=[.…?!])(?<!\b[DM]r\.)(?<!\bM[rs]s\.)(?<!\bMs\.)\s+")
"""Between two sentences; not behind "Dr."."""
THERAPIST = re.compile(
    r"\b(?:therapists?|counsell?ors?|psychologists?|psychiatrists?|shrinks?|psych|coach|lady|doctor|dr)\b",
    re.IGNORECASE,
)
PRONOUN = {
    "m": re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE),
    "f": re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE),
}
_PERSON = {"m": anyone(MEN, EITHER, ANYBODY), "f": anyone(WOMEN, EITHER, ANYBODY)}
_CERTAIN = {"m": anyone(MEN), "f": anyone(WOMEN)}
_DONE_TO = re.compile(r"(?:him|her)$", re.IGNORECASE)
_I_DID = re.compile(r"\b(?:i|we)\b", re.IGNORECASE)
_ADDED = re.compile(r"(?:^|[,.;:–—-]\s+|\bmean )(?:(?:my|the|our|a|an) )?(?:[\w']+ )?$", re.IGNORECASE)
"""Before somebody who says who was meant ("he came late, my dad") or who has a sentence of their own."""
_TOLD_THEM = re.compile(
    rf"\b(?:told|tell|telling|promised) (?:my |the )?(?:{THERAPIST.pattern}|him|her) (?:that )?i(?:['’]\w+|m|d|ve)? "
    r"(?!(?:don['’]t |really |still |also )*(?:like|love|trust|lied?|hate|need|want|miss|find|think)\b)(?:\w+ ){1,3}"
    r"(?:him|her)\b(?! (?:that|i)\b)",
    re.IGNORECASE,
)
"""Who is told of somebody is not that somebody: "told my therapist I blocked him"."""
_ELSE = re.compile(
    r"\b(?:he|she) (?:\w+ )?(?:left me for|cheated on|dumped me|proposed|divorced|married me|died|"
    r"passed away|moved out)\b",
    re.IGNORECASE,
)
"""What a therapist does not do to a client: it was somebody who is not named."""
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


def others_meant(message: str, *, of_others: bool = False) -> int | None:
    """How many of a message's "he" and "she" are somebody other than the therapist; None where one is not plain.

    All are, in a message that is `of_others` and does not speak of the therapist.

    Plainly the therapist: nobody else is named who could be meant, or they alone are named before it in the sentence.
    Plainly somebody else: they alone are named before it in its sentence, and the therapist is not; or nobody but them
    has been named so far.
    """
    if of_others and not THERAPIST.search(message):
        return sum(len(pronoun.findall(message)) for pronoun in PRONOUN.values())
    found = [_read(message, gender) for gender in PRONOUN]
    if (
        None in found or _ELSE.search(message) or _TOLD_THEM.search(message) or all(one and one[1] for one in found)
    ):  # a therapist is not "he" and "she" in one message
        return None
    return sum(one[0] for one in found if one)


def _read(message: str, gender: str) -> tuple[int, bool] | None:
    """How many pronouns of a gender are somebody else's, and whether any is the therapist's; None where not plain."""
    count, theirs, met, may_be, spoken_of = 0, False, False, False, False
    every = list(PRONOUN[gender].finditer(message))
    alone = bool(every) and _is_alone(message, every[-1].end(), gender)
    for sentence in SENTENCE.split(message):
        found = list(PRONOUN[gender].finditer(sentence))
        if found:
            before, other = sentence[: found[0].start()], _could_be(sentence, gender)
            named = bool(_CERTAIN[gender].search(before)) or (met and not spoken_of and not other)
            if may_be and THERAPIST.search(before) and _is_done_by_me(before, found[0].group()):
                return None
            if alone or (
                THERAPIST.search(before) and not other and not (met and _is_done_to(before, found[0].group()))
            ):
                spoken_of = theirs = True
            elif THERAPIST.search(sentence) or not named or has_two_of_one_kind(sentence):
                return None
            else:
                count += len(found)
        spoken_of = spoken_of or bool(THERAPIST.search(sentence))
        met = met or bool(_CERTAIN[gender].search(sentence))
        may_be = may_be or _could_be(sentence, gender)
    return count, theirs


def _is_alone(message: str, last: int, gender: str) -> bool:
    """Whether nobody is named who could be meant by pronouns up to `last`.

    Who comes after as part of what is told ("she asked about my mum") is not; who is added ("he came late, my dad") is.
    """
    after = [message[: found.start()] for found in _PERSON[gender].finditer(message, last)]
    return not _could_be(message[:last], gender) and not names(message) and not any(map(_ADDED.search, after))


def _could_be(text: str, gender: str) -> bool:
    """Whether anybody is named whom a pronoun of this gender could mean; "a baby" is nobody yet."""
    people = (text[: found.start()].lower() for found in _PERSON[gender].finditer(text))
    return bool(names(text)) or any(not before.endswith((" a ", " an ")) for before in people)


def _is_done_by_me(before: str, pronoun: str) -> bool:
    """Whether it is the person who does something to a "him" or "her" behind the therapist: "she was glad when I
    blocked him"."""
    since = before[[*THERAPIST.finditer(before)][-1].end() :]
    return bool(_DONE_TO.match(pronoun)) and bool(_I_DID.search(since))


def _is_done_to(before: str, pronoun: str) -> bool:
    """Whether it is the therapist who does something to a "him" or "her": then that is somebody else."""
    since = before[[*THERAPIST.finditer(before)][-1].end() :]
    return bool(_DONE_TO.match(pronoun)) and not _I_DID.search(since)
