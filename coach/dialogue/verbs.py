"""Forms of English verbs, as far as turning a sentence round needs them."""

import re

_PAST = dict(
    pair.split("/")
    for pair in """be/was have/had do/did go/went say/said tell/told make/made get/got take/took come/came give/gave
    know/knew think/thought see/saw feel/felt leave/left let/let keep/kept mean/meant hear/heard forget/forgot lose/lost
    put/put find/found bring/brought write/wrote read/read speak/spoke hurt/hurt choose/chose cut/cut pay/paid send/sent
    sit/sat stand/stood become/became begin/began break/broke buy/bought fall/fell hold/held meet/met ring/rang run/ran
    understand/understood win/won hide/hid wake/woke sleep/slept spend/spent""".split()
)
_DOUBLED = frozenset("admit refer prefer regret".split())


def third(verb: str) -> str:
    """With he or she: " tell" is " tells"; a space before it stays."""
    if verb.strip().lower() == "have":
        return " has"
    if re.search(r"(?:s|sh|ch|x|z|o)$", verb):
        return verb + "es"
    return verb[:-1] + "ies" if re.search(r"[^aeiou]y$", verb) else verb + "s"


def past(verb: str) -> str:
    """What was: " laugh" is " laughed"; a space before it stays."""
    bare = verb.strip().lower()
    if bare in _PAST:
        return f" {_PAST[bare]}"
    if bare.endswith("e"):
        return verb + "d"
    if re.search(r"[^aeiou]y$", bare):
        return verb[:-1] + "ied"
    doubled = re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", bare) or bare in _DOUBLED
    return verb + (bare[-1] if doubled else "") + "ed"


def base(verb: str) -> str:
    """With I or you: "keeps" is "keep"."""
    if verb.endswith("ies"):
        return verb[:-1] if len(verb) == len("dies") else verb[:-3] + "y"
    return verb[:-2] if re.search(r"(ss|sh|ch|x|go)es$", verb) else verb[:-1]
