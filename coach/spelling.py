"""Misspelt words: put right for the search, and read as one with the spelling that a model gives them.

What a person typed is never changed where they can see it.
"""

import re
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spellchecker import SpellChecker

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SHORTEST, _COMMON = 4, 500
"""Letters of a word that may be put right; how often the right one must stand in the dictionary's texts."""
_RARE = 6
"""Letters from which an unknown word may be a rare one."""
_LONG_ENOUGH = 6
"""Letters from which a slip is put right in what is told back and said: shorter words have many neighbours."""
_DOUBLED = re.compile(r"(.)\1")
_ALIKE = 0.75
"""Share of letters in common (difflib) from which an unknown word counts as a misspelling of a known one."""

_AMERICAN = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"our(?=s$|$|ed|ing|ite|able|ful|hood|ly|er|y)", "or"),
        (r"is(?=e[sdr]?$|ing$|ation|er)", "iz"),
        (r"ys(?=e[sd]?$|ing$)", "yz"),
        (r"ll(?=ing|ed|or|er)", "l"),
        (r"tre(?=s?$)", "ter"),
        (r"ence(?=s?$)", "ense"),
    )
)
_NEW = frozenset(
    """texted texting googled googling slideshow emailed messaged unfollowed unliked unsee ghosted binged vape vapes
    vaping app apps trans cis queer nonbinary wifi inbox podcast podcasts covid meds tech meme memes emoji emojis bot
    bots stim stimming intro keto hijab admin maths programme programmes layby dreamt marvellous tyre tyres cafe centre
    centred kerb arse ciggies paediatrician mum mums mam nan nav ish reais zombied pleaser pleasers adhd pcos camhs iapt
    nicu mdma nana ammi fiance fiancee wifey hubby roomie sexting camming grindr enby uber crypto""".split()
)
"""What the dictionary, of American texts of long ago, has not."""


def respelled(typed: str, written: str) -> str:
    """`typed` with each word that no dictionary has in the spelling that `written` uses for it, if it does.

    Only unknown words are touched: "brother" never becomes "mother".
    """
    words = {word.lower() for word in _WORD.findall(typed)}
    unknown = _unknown(words)
    if not unknown:
        return typed
    offered = {word.lower() for word in _WORD.findall(written)} - words
    offered -= _unknown(offered)
    spelt = {word: best for word in unknown if (best := _nearest(word, offered))}
    return _WORD.sub(lambda match: spelt.get(match.group().lower(), match.group()), typed)


def corrected(text: str) -> str:
    """The text with each word that no dictionary has put right, where a common word is one letter away."""
    return _WORD.sub(lambda match: _right(match.group()), text)


def mended(text: str) -> str:
    """The text with plain slips of the finger put right: letters swapped ("freind"), doubled or not ("droped"), a vowel
    left out of a long word ("basment"), a lost "g" ("gettin"). Nothing that might be another word, or a name."""
    return _WORD.sub(lambda match: _mend(match.group()), text)


@lru_cache(maxsize=4096)
def _mend(word: str) -> str:
    if len(word) < _LONG_ENOUGH:
        return word
    right = _right(word)
    if right[0] != word[0] or right == word:
        return word
    one = next((n for n in range(len(right)) if word == right[:n] + right[n + 1 :]), -1)
    slips = (
        sorted(word) == sorted(right),
        _DOUBLED.sub(r"\1", word) == _DOUBLED.sub(r"\1", right),
        len(word) >= _LONG_ENOUGH + 1 and 0 < one < len(right) - 1 and right[one] in "aeiouy",
        f"{word}g" == right and word.endswith("in"),
    )
    return right if any(slips) else word


@lru_cache(maxsize=4096)
def _right(word: str) -> str:
    if len(word) < _SHORTEST or word != word.lower() or not _unknown({word}) or _british(word):
        return word
    near = _dictionary().known(_dictionary().edit_distance_1(word))
    best = max(near, key=lambda one: (_dictionary()[one], one), default=None)
    return best if best and _dictionary()[best] >= _COMMON else word


_NO_WORD = re.compile(r"\b(?:i|you|he|she|it|we|they)['’](?!(?:m|s|d|t|ll|re|ve)\b)\w+", re.IGNORECASE)
"""A pronoun with an ending that no word has."""


def is_spelt(text: str) -> bool:
    """Whether no word looks misspelt: each is in a dictionary, is a name, or is long and near to no common one."""
    unknown = {
        word for word in _unknown({word for word in _WORD.findall(text) if word == word.lower()}) if not _british(word)
    }
    whole = not _NO_WORD.search(text)
    return whole and all(len(word) >= _RARE and _right(word) == word for word in unknown)


def _british(word: str) -> bool:
    """Whether it is spelt as in Britain: the dictionary has the American spelling alone, and few new verbs."""
    other = word
    for british, american in _AMERICAN:
        other = british.sub(american, other)
    return word in _NEW or (other != word and not _unknown({other}))


def _nearest(word: str, offered: set[str]) -> str | None:
    best = max(offered, key=lambda other: (_alike(word, other), other), default=None)
    return best if best and _alike(word, best) >= _ALIKE else None


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _unknown(words: set[str]) -> set[str]:
    plain = {word for word in words if len(word) > 2 and "'" not in word and "’" not in word}
    return set(_dictionary().unknown(plain))


@cache
def _dictionary() -> "SpellChecker":
    from spellchecker import SpellChecker

    return SpellChecker(language="en")
