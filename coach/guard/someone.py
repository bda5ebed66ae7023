"""The words for people beside the person and their therapist; who "he" and "she" may be hangs on them."""

import re
from collections.abc import Iterable

MEN = """dad da father stepdad stepfather brother stepbrother husband boyfriend bf son uncle grandpa grandad
    granddad grandfather grandson godson godfather stepson nephew man guy bloke lad boy landlord gaffer priest imam
    vicar fiance fella fellow chap gent foreman headmaster""".split()
WOMEN = """mum mom mam mama ma mother stepmum stepmom stepmother sister stepsister wife girlfriend gf daughter aunt
    auntie grandma gran granny nan nana grandmother granddaughter goddaughter godmother stepdaughter matron niece
    woman lady lass girl landlady fiancee headmistress""".split()
EITHER = """ex boss manager mentor headteacher apprentice twin friend mate partner kid child baby cousin doctor
    nurse teacher tutor professor pastor roommate flatmate housemate bandmate colleague coworker neighbour neighbor
    receptionist chef dog cat""".split()
ANYBODY = """assistant cleaner interpreter translator worker driver secretary supervisor trainer dentist gp midwife
    officer lawyer solicitor judge carer client patient student stranger someone somebody person dealer""".split()
"""More who may be meant by "he" or "she", but are too general to be somebody new when they are named."""
_SAME = {
    **dict.fromkeys(("mum", "mom", "mam", "mama", "ma"), "mother"),
    **dict.fromkeys(("dad", "da"), "father"),
    **dict.fromkeys(("gran", "grandma", "granny", "nan", "nana"), "grandmother"),
    **dict.fromkeys(("grandpa", "grandad", "granddad"), "grandfather"),
    "bf": "boyfriend",
    "gf": "girlfriend",
}


def anyone(*lists: Iterable[str]) -> re.Pattern[str]:
    """Any of these people, one or several; the group `one` is the word without its plural."""
    every = sorted({word for some in lists for word in some}, key=len, reverse=True)
    return re.compile(rf"\b(?P<one>{'|'.join(every)})s?\b", re.IGNORECASE)


SOMEONE = anyone(MEN, WOMEN, EITHER)
_BEFORE_NAME = re.compile(r"(?P<before>[a-z]+),? (?P<name>[A-Z][a-z]{2,})\b(?! [A-Z])")
_NOT_BEFORE = frozenset(
    "in at on to from since by of near for dr doctor mr mrs ms miss sister father frau herr".split()
)
NO_NAMES = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Christmas Easter Ramadan Diwali Zoom
    Teams God Lord Doctor Mister English""".split()
)
"""Words with a capital that are nobody's name."""


def names(text: str) -> set[int]:
    """Where a name that may be somebody's begins: a capital in mid-sentence that is no day, place or doctor's."""
    found = _BEFORE_NAME.finditer(text)
    return {one.start("name") for one in found if one["before"] not in _NOT_BEFORE and not _is_no_name(one["name"])}


def is_name(word: str) -> bool:
    """Whether a word with a capital may be a person's name: no day, place or doctor's."""
    return not _is_no_name(word)


def _is_no_name(word: str) -> bool:
    return word in NO_NAMES or word.removesuffix("s") in NO_NAMES


def people(text: str) -> set[str]:
    """Who is named in a text, by one name each: a mum is a mother."""
    found = (match["one"].lower() for match in SOMEONE.finditer(text))
    return {_SAME.get(one, one) for one in found}
