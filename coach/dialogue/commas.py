"""A comma where a new clause begins in a long stretch without a stop: so people type, in one breath.

"i said yes and i meant no but she had gone" has three. Nothing else is changed, and nothing in a short stretch or
between quotation marks; where the two might be one subject ("my brother and i"), nothing is put in.
"""

import re

_BREATH = 14
"""Words of a stretch from which commas are put in."""
_LEAST = 4
"""Words that a clause has on either side."""
_NEAR = 80
"""Letters that are looked at on either side of a place."""
_STRETCH = re.compile(r"[^.,;:!?…\n]+")
_SUBJECT = r"(?:i|we|he|she|it|they|you|there|nobody|everyone|everybody|no one)(?:['’](?:m|ve|d|ll|re|s))?"
_ADVERB = r"(?:then|now|also|still|just|even|sometimes|yesterday|today|last (?:night|week|month|year)|so)"
_VERB = (
    r"(?:is|are|was|were|has|have|had|does|do|did|says?|said|thinks?|thought|wants?|wanted|keeps?|kept|goes|went|gets?|"
    r"got|comes?|came|asks?|asked|told|tells|knows?|knew|makes?|made|never|always|just|still|won['’]t|can['’]t|"
    r"doesn['’]t|don['’]t|didn['’]t|isn['’]t|wasn['’]t|hasn['’]t|haven['’]t|calls|called|rings|rang|lives|left|took|"
    r"gave|looked|laughed|cried|moved|died)"
)
_NOUN = rf"(?:my|his|her|our|their|the) (?:[\w'’-]+ )?[\w'’-]+ (?={_VERB}\b)|that['’]s\b"
_NOT_AFTER = "".join(rf"(?<!\b{word})" for word in "say said think hope do or not if".split())
"""Behind these it is part of what is said: "if I say so"."""
_BEGINS = re.compile(
    rf"{_NOT_AFTER} (?=(?:and|but|so) (?:{_ADVERB} ){{0,2}}(?:{_SUBJECT} (?!(?:both|all)\b)(?=\w)|{_NOUN}))",
    re.IGNORECASE,
)
_MAY_BE_ONE = re.compile(
    r"(?:^|\b(?:since|when|because|cos|that|if|as|like|between|where|how|why|with|for|to|of|about|after|before) |"
    r"[,.;] ?)(?:(?:my|our|the|his|her|their) )?(?:[\w'’-]+ )?[\w'’-]+$",
    re.IGNORECASE,
)
"""What may be the first of two: "since my brother" and I fell out."""
_SO_THAT = re.compile(rf" so {_SUBJECT} (?:can|could|don['’]t|won['’]t|wouldn['’]t|didn['’]t|doesn['’]t|might)\b", re.I)
"""No new clause, but what for."""


def with_commas(text: str) -> str:
    """The text with a comma before each clause that begins in a long stretch.

    Args:
        text: a message, its shorthand written out.
    """
    if any(mark in text for mark in '"“”'):
        return text
    return _STRETCH.sub(lambda stretch: _parted(stretch.group()), text)


def _parted(stretch: str) -> str:
    if len(stretch.split()) <= _BREATH:
        return stretch
    pieces, at = [], 0
    for found in _BEGINS.finditer(stretch):
        before, after = stretch[at : found.start()], stretch[found.start() : found.start() + _NEAR]
        two = after.lower().startswith(" and") and _MAY_BE_ONE.search(_tail(stretch, found.start()))
        if min(len(before.split()), len(after.split())) < _LEAST or two or _SO_THAT.match(after):
            continue
        pieces.append(before)
        at = found.start()
    return ",".join((*pieces, stretch[at:]))


def _tail(stretch: str, end: int) -> str:
    """What stands close before a place; it begins with a mark that no clause begins with where more stands before."""
    return stretch[:end] if end <= _NEAR else f"… … … {stretch[end - _NEAR : end]}"
