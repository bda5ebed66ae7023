"""Does a sentence keep who did what? It is held against a draft that keeps every word of the person's.

Readable rules, no model: for each word that sentence and draft share, the pronouns beside it, its
"not" and its "will" must be those of the draft; and no feeling, number or name may be new.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from coach.guard.base import Problem
from coach.guard.someone import EITHER, MEN, WOMEN
from coach.guard.words import FUNCTION_WORDS, NEGATIONS, QUOTED, content, numbers, stem, tokens

_SUBJECTS = frozenset({"i", "you", "he", "she", "they", "we"})
_OTHER = "somebody"
_PRONOUNS = frozenset({"he", "she", "they"})
_NAMED = frozenset((*MEN, *WOMEN, *EITHER)) - {"dog", "cat", "baby"}
"""Who is named as the doer."""
_OBJECTS = frozenset({"me", "you", "him", "her", "them", "us"})
_MODALS = frozenset({"will", "would", "can", "could", "should", "might", "may", "must"})
_SKIPPED = frozenset(
    """am is are was were be been have has had do does did just also still really only even usually often sometimes
    always already ever to so very too now then""".split()
)
FEELINGS = frozenset(
    stem(word)
    for word in """afraid angry annoyed anxious ashamed awkward bitter bored calm comfortable confused crazy depressed
    desperate devastated disappointed disgusted embarrassed excited exhausted frightened frustrated furious grateful
    guilty happy heartbroken helpless hopeless humiliated hurt insecure isolated jealous lonely lost mad miserable
    nervous overwhelmed panicked powerless proud rejected relieved resentful sad safe scared shocked shy sick sorry
    stressed stupid terrified tired trapped uncomfortable uneasy unhappy upset vulnerable weak worried
    worthless""".split()
)
_ANY_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][^\W\d_]{2,}")
_DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december""".split()
)


@dataclass
class _Seen:
    """What stands around one stem, wherever it occurs."""

    left: set[str] = field(default_factory=set)
    right: set[str] = field(default_factory=set)
    negated: set[bool] = field(default_factory=set)
    modal: set[bool] = field(default_factory=set)


def keeps_facts(
    text: str, draft: str, sources: str, *, negations: bool = True, quoted: frozenset[str] = frozenset()
) -> Problem | None:
    """Hold a sentence against the draft and against the entry's own words.

    Args:
        text: what a model wrote.
        draft: the person's words, turned round for this part.
        sources: the entry's words that this part may use as well.
        negations: whether each "not" is looked at; "I have not one" is "I haven't got any".
        quoted: the stems that somebody is quoted with, as `within_quotes` finds them.
    """
    return (
        turned_round(text, draft, sources, negations=negations, quoted=quoted)
        or _new_feeling(text, draft + " " + sources)
        or _new_number_or_name(text, draft + " " + sources)
        or (_lost_negation(text, draft) if negations else None)
    )


def _neighbours(text: str) -> dict[str, _Seen]:
    seen: dict[str, _Seen] = defaultdict(_Seen)
    for clause in re.split(r"[.!?;:,]|\b(?:and|but|because|so)\b", text):
        words = tokens(clause)
        for n, word in enumerate(words):
            if word not in FUNCTION_WORDS:
                _note(seen[stem(word)], words, n)
    return seen


def _note(seen: _Seen, words: list[str], n: int) -> None:
    at = n - 1
    negated = modal = False
    while at >= 0 and (words[at] in _SKIPPED or words[at] in _MODALS or words[at] in NEGATIONS):
        negated |= words[at] in NEGATIONS
        modal |= words[at] in _MODALS
        at -= 1
    seen.negated.add(negated)
    seen.modal.add(modal)
    if at >= 0 and words[at] in _SUBJECTS:
        seen.left.add(words[at])
    elif at >= 0 and (words[at] in _NAMED or words[at - 1 : at + 1] == ["in", "law"]):
        seen.left.add(_OTHER)
    if n + 1 < len(words) and words[n + 1] in _OBJECTS:
        seen.right.add(words[n + 1])


def within_quotes(message: str) -> frozenset[str]:
    """The stems between marks in a message: "I" is there whoever said it, and another once it is reported."""
    return frozenset(word for quote in QUOTED.findall(message) for word in content(quote))


def turned_round(
    text: str, draft: str, sources: str, *, negations: bool = True, quoted: frozenset[str] = frozenset()
) -> Problem | None:
    """Whether a word that both share has another doer, object, "not" or "will" beside it than in the draft."""
    known, authored = _neighbours(draft), _neighbours(sources)
    for word, now in _neighbours(text).items():
        if word not in known:
            continue
        then, also = known[word], authored.get(word, _Seen())
        doers = then.left | (_PRONOUNS if _OTHER in then.left else {_OTHER} if then.left & _PRONOUNS else set())
        if then.left and now.left - doers and word not in quoted:
            return Problem("turned-round", f"{'/'.join(sorted(now.left))} {word}")
        if then.right and now.right - then.right - also.right and word not in quoted:
            return Problem("turned-round", f"{word} {'/'.join(sorted(now.right))}")
        if negations and now.negated - then.negated - also.negated:
            return Problem("negation", word)
        if True in then.modal and now.modal == {False} and False not in then.modal | also.modal and now.left:
            return Problem("tense", word)
    return None


def _new_feeling(text: str, known: str) -> Problem | None:
    new = [word for word in content(text) if word in FEELINGS and word not in set(content(known))]
    return Problem("feeling-not-voiced", new[0]) if new else None


def _new_number_or_name(text: str, known: str) -> Problem | None:
    for number in sorted(numbers(text) - numbers(known)):
        return Problem("new-number", number)
    words = set(tokens(known))
    for name in _ANY_NAME.findall(text):
        if name.lower() not in words and name.lower() not in FUNCTION_WORDS:
            return Problem("new-name", name)
    for day in _DAYS & set(tokens(text)) - words - {"may", "march"}:
        return Problem("new-name", day)
    return None


def _lost_negation(text: str, draft: str) -> Problem | None:
    """A short message with one "not" must not lose it."""
    if len(tokens(draft)) <= 25 and any(word in NEGATIONS for word in tokens(draft)):
        kept = any(word in NEGATIONS or word in {"un", "wonder", "hard", "stop", "stopped"} for word in tokens(text))
        return None if kept else Problem("negation", draft)
    return None


def new_words(text: str, known: str) -> list[str]:
    """Stems of meaning in a text that nothing known to it holds."""
    held = set(content(known))
    return [word for word in content(text) if word not in held and not numbers(word)]
