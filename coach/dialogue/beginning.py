"""The part of a message that can be told back in the person's own words, where not all of it can, or all of it is long:
a few sentences in a row, those that say most."""

import math
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coach.dialogue.asking import has_questions
from coach.dialogue.gist import worth
from coach.dialogue.plainness import takes_back
from coach.dialogue.prompt import task
from coach.dialogue.telling import turned
from coach.guard.someone import ANYBODY, EITHER, MEN, WOMEN, anyone, names
from coach.guard.who import SENTENCE, THERAPIST
from coach.library.base import Passage
from coach.library.lexical import terms

_LEAST, _MOST, _IN_A_ROW, _LETTERS = 8, 6, 3, 900
"""Words that it must have to be told by itself; the most sentences, from the beginning and from elsewhere, and the
letters they are looked for in."""
_MOST_WORDS, _LEAD = 36, 4
"""Words of what stands in the middle, and of a first sentence that it can stand behind."""
WEIGHTY = re.compile(
    r"\b(?:(?:haven['’]?t|never|didn['’]?t|don['’]?t|can['’]?t|cannot|couldn['’]?t|not|do not|"
    r"did not) (?:\w+ )?(?:told|tell|"
    r"say|said|talk|talked|admit|ask|asked|know how|stop)|nobody knows|no one knows|lied|lying|lies|"
    r"lie to|secret|pretend\w*|"
    r"ashamed|afraid|scared|frightened|relie(?:f|ved)|guilty|hate|angry|miss(?:ed)? (?:him|her|them)|cried|cry|crying|"
    r"want(?:ed)? (?:to|her|him|them|you|somebody)|wish|worr(?:y|ied)|dread\w*|hurts?|alone|lonely|"
    r"jealous|embarrass\w*)\b|"
    r"\b(?:thing|truth|problem|difficulty|trouble|point|worst|what (?:i|bugs|gets)\b[^.]*) is\b",
    re.IGNORECASE,
)
"""What is hard to say is said with such words."""
SETTING = re.compile(
    r"(?:(?:so|well|hello|hi|ok)[, ]+)?(?:i(?:['’]m| am) (?:an? |\d|from |the |originally )|"
    r"i (?:have been|['’]ve been|work|live|"
    r"teach|started|see|saw) |my (?:name|wife|husband|daughter|son|therapist|counsellor)\b[^.]{0,20} is |"
    r"he(?:['’]s| is) (?:\d|"
    r"an? )|she(?:['’]s| is) (?:\d|an? ))",
    re.IGNORECASE,
)
"""Who and where somebody is, before what it is about."""
LEANS_BACK = re.compile(
    r"(?:since then|and|but|so|then|or|because|which|that|this|it|he|she|they|him|her|his|their|these|those|there|"
    r"also|even|still|yet|instead|otherwise|same|neither|anyway|like|not|no|yes|only|just|except|plus)\b",
    re.IGNORECASE,
)
"""It goes on from the sentence before."""
_WHO = re.compile(r"\b(?:he|she|they|him|her|his|hers|them|their|that (?:person|man|woman|one|guy))\b", re.IGNORECASE)
_OF_DANGER = re.compile(
    r"\b(?:dead|death|die|dying|kill\w*|suicid\w*|danger\w*|harm\w*|hurt(?:ing)? (?:my|him|her)\w*)\b", re.I
)
"""By itself it would be a statement about danger, and the program's: "you're not a danger to anybody"."""
_PERSON = anyone(MEN, WOMEN, EITHER, ANYBODY)
_OWN = re.compile(r"\bI\b|\bi(?:['’]\w+)?\b|\bim\b|\bive\b|\bmy\b", re.IGNORECASE)
_CLEARLY, _ENOUGH = 0.5, 1.2
"""How much more they must say than the beginning, and how much by themselves."""


class _Stretch(NamedTuple):
    """Sentences in a row: where they begin, and where the next one stands."""

    at: int
    end: int


def begun(text: str, passage: Passage) -> str:
    """What is told back, from as many of the first sentences as can be turned, if the next does not take them back.

    Where others, later on, say clearly more, it is from the very first and these; where none of the first can be
    turned, from these alone.

    Args:
        text: what was typed.
        passage: what was found.
    """
    sentences = SENTENCE.split(" ".join(text[:_LETTERS].split()))
    if len(text) > _LETTERS:
        sentences = sentences[:-1]
    if not sentences:
        return ""
    starts = (_Stretch(0, end) for end in range(min(_MOST, len(sentences) - 1), 0, -1))
    first = next(((one, made) for one in starts if (made := _made(sentences, (one,), passage))), None)
    bar = _says(sentences, first[0], passage) + _CLEARLY if first else _ENOUGH
    weighed = ((_says(sentences, one, passage), one) for one in _elsewhere(sentences))
    better = [one for worth, one in sorted(weighed, reverse=True) if worth > bar]
    leads = len(sentences[0].split()) >= _LEAD
    for one in better:
        both = _made(sentences, (_Stretch(0, 1), one), passage) if leads and one.at > 1 else ""
        if made := both or ("" if first else _made(sentences, (one,), passage)):
            return made
    return first[1] if first else ""


def _made(sentences: list[str], stretches: Sequence[_Stretch], passage: Passage) -> str:
    """What comes of these; empty where they cannot be turned, ask, or are taken back by what follows."""
    if any(one.end < len(sentences) and takes_back(sentences[one.end]) for one in stretches):
        return ""
    text = " ".join(sentence for one in stretches for sentence in sentences[one.at : one.end])
    if len(text.split()) < _LEAST or has_questions(text):
        return ""
    return turned(task("heard", text, passage), text)


def _elsewhere(sentences: list[str]) -> Iterator[_Stretch]:
    """Stretches that begin later and can be told without what stands before."""
    for at in range(1, len(sentences)):
        for end in range(at + 1, min(at + _IN_A_ROW, len(sentences)) + 1):
            text = " ".join(sentences[at:end])
            alone = not LEANS_BACK.match(sentences[at]) and (not _WHO.search(text) or _is_named(text, sentences))
            if alone and len(text.split()) <= _MOST_WORDS and not _OF_DANGER.search(text):
                yield _Stretch(at, end)


def _is_named(text: str, sentences: list[str]) -> bool:
    """Whether who "he" or "she" is stands in it, or can be nobody but the therapist."""
    before = _WHO.split(text, maxsplit=1)[0]
    if _PERSON.search(before) or names(before) or THERAPIST.search(before):
        return True
    whole = " ".join(sentences)
    return bool(THERAPIST.search(whole)) and not _PERSON.search(whole) and not names(whole)


def _says(sentences: list[str], stretch: _Stretch, passage: Passage) -> float:
    """How much a stretch says: hard words, the person, the entry's subject, the end; less where it only sets the
    scene."""
    topic = set(terms(" ".join((passage.entry.title, *passage.entry.asks)))) if passage.is_near else set()
    each: list[float] = [
        1.0 * bool(WEIGHTY.search(one))
        + 0.5 * bool(_OWN.search(one))
        + worth(one, topic)
        - 0.8 * bool(SETTING.match(one))
        for one in sentences[stretch.at : stretch.end]
    ]
    return sum(each) / math.sqrt(len(each)) + 0.3 * (stretch.end == len(sentences))
