"""What a message asks about the telling itself: is it rude, will they be angry, by email or to their face.

Such a question comes in a talk about anything, and is answered by a page of its own; the talk's subject stays.
"""

import re
from collections.abc import Sequence, Set
from typing import NamedTuple, Protocol

from coach.dialogue.asides import LONGEST
from coach.dialogue.asking import questions
from coach.dialogue.by_name import unnamed
from coach.guard.someone import names
from coach.guard.words import QUOTED
from coach.library.message import OF_THERAPY, SENTENCES

SURE, _SURER = 0.3, 0.5
"""How likely an answer must be the one that is asked for (`python -m training.asked`); and how likely where an entry
lies clearly near, another question is answered, or the sentence says much besides."""
FOR_WORDS = "start-first-sentence"
"""The answer to who asks how to begin: what they told is put into words as well."""
_LONG = 20
"""Words of a sentence that says more than it asks."""
_MOST = 24
"""Sentences of a message that are looked at, the last ones."""
_READ = 12
"""Pieces that are read, those with a question mark first and then the last ones: each takes some 30 ms."""
_ANSWERS = 2
"""Questions of a message that are answered."""
_LETTERS, _CLAUSE = 300, 5
"""Letters of a sentence from which its clauses are read by themselves, and the words that such a clause has."""
_CLAUSES = re.compile(
    r"(?:,|;|\s+(?:and|but|so))\s+(?=i\b|i['’]|what\b|how\b|whether\b|if\b|is\b|will\b|s?he\b|that\b)", re.I
)
_THEY_SAY = re.compile(
    r"\b(?:if|when|and|what) (?:s?he|they|the \w+) (?:say|tell|go|ask|answer)(?:s|es)?\b", re.IGNORECASE
)
WONDERS = re.compile(
    r"\?|\b(?:how|what|whether|if|afraid|scared|worr\w+|fear\w*|frighten\w+|can|may|should|will|would|gonna|going to|"
    r"\w+['’]ll|allowed|rude)\b",
    re.IGNORECASE,
)
"""Who asks, or says what they fear; who says neither tells something, however much it is like a question."""
_AHEAD = re.compile(
    r"\b(?:if|when|suppose|will|would|won['’]?t|might|may|could|gonna|going to|\w+['’]ll|shell|hell|ill|afraid|scared|"
    r"worr\w+|fear\w*|frighten\w+|what (?:do|can|should) i|how (?:do|can|should) i|(?:what|how) i)\b",
    re.IGNORECASE,
)
"""What they may say is still to come; what they said is told."""
_THEY_MAY_SAY = "reacts-says-"
_HOW_THEY_TAKE_IT = ("reacts-", "tells-")
"""Beginnings of names of answers on what the therapist makes of it; of somebody else's "she" they would be wrong."""


_SAY_TO = re.compile(r"\b(?:say|tell|explain|put)\b(?: \w+){0,3}? (?:her|him)\b", re.IGNORECASE)


class Answerer(Protocol):
    """Tells which answer a sentence asks for."""

    def asked(self, sentences: Sequence[str]) -> list[tuple[str, float]]:
        """For each sentence the name of its likeliest answer, and how likely it is.

        Raises:
            CoachError: that cannot be told.
        """


class Asked(NamedTuple):
    """What a message asks: the names of the answers, in its order, and the sentences that these leave unanswered."""

    answers: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()


def asked(text: str, answerer: Answerer, there: Set[str], *, of_another: bool, clearly: bool) -> Asked:
    """The questions of a message that there are answers for; of many those that are asked most plainly.

    Args:
        text: the message.
        answerer: tells which answer a sentence asks for.
        there: the names of all answers.
        of_another: whether "he" or "she" is somebody else than the therapist.
        clearly: whether it must be asked plainly, as where an entry answers it.

    Raises:
        CoachError: that cannot be told.
    """
    sentences = [one for one in SENTENCES.split(text.strip()) if one]
    read = {at: _pieces(sentences[at]) for at in range(len(sentences))[-_MOST:]}
    every = dict.fromkeys(piece for at in reversed(read) for piece in read[at])
    pieces = sorted(every, key=lambda piece: "?" not in piece)[:_READ]
    likely = dict(zip(pieces, answerer.asked(pieces), strict=True)) if pieces else {}
    may = {name for name in there if not (of_another and name.startswith(_HOW_THEY_TAKE_IT))}
    found = [
        (at, name, share)
        for at, some in read.items()
        for piece, (name, share) in ((one, likely[one]) for one in some if one in likely)
        if name in may and _is_sure(piece, name, share)
        if name != FOR_WORDS or not _is_for_another(piece, " ".join(sentences[: at + 1]))
    ]
    answers = _plainest([(name, share) for _, name, share in found], clearly=clearly)
    answered = {at for at, name, _ in found if name in answers and name != FOR_WORDS}
    return Asked(answers, tuple(one for at, one in enumerate(sentences) if at not in answered))


def _is_for_another(piece: str, so_far: str) -> bool:
    """Whether words are asked for that are to be said to a "her" or "him" who has a name, where no word is of therapy:
    that is somebody at home."""
    text = unnamed(so_far)
    return bool(_SAY_TO.search(piece) and names(text) and not OF_THERAPY.search(text))


def _plainest(found: Sequence[tuple[str, float]], *, clearly: bool) -> tuple[str, ...]:
    """The answers asked for most plainly, in the order in which they are asked for. Any but the first must be asked
    plainly, and how to begin is answered only where nothing else is asked."""
    order = sorted(found, key=lambda one: -one[1])
    plain = [name for at, (name, share) in enumerate(order) if share >= _SURER or not (at or clearly)]
    others = [name for name in plain if name != FOR_WORDS] or plain
    chosen = list(dict.fromkeys(others))[:_ANSWERS]
    return tuple(dict.fromkeys(name for name, _ in found if name in chosen))


def _is_sure(piece: str, name: str, share: float) -> bool:
    ahead = not name.startswith(_THEY_MAY_SAY) or _AHEAD.search(piece)
    return bool(ahead) and share >= (_SURER if len(piece.split()) > _LONG else SURE)


def _pieces(sentence: str) -> list[str]:
    """A sentence that may ask, and the questions within it; what is quoted asks nothing, unless the therapist may say
    it."""
    bare = sentence if _THEY_SAY.search(sentence) else QUOTED.sub("it", sentence)
    apart = [] if bare == sentence else [one.strip() for one in QUOTED.split(sentence) if len(one.split()) >= _CLAUSE]
    if not WONDERS.search(bare):
        return []
    if len(bare) > _LETTERS:
        clauses = _CLAUSES.split(bare[-LONGEST:])
        return [one for one in clauses if WONDERS.search(one) and len(one.split()) >= _CLAUSE][-_MOST:]
    inner = [one for one in (*questions(bare), *apart) if one != bare.strip()]
    return [bare, *(one for one in inner if WONDERS.search(one))]
