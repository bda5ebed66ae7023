"""What a person misspelt and a model put right: the checks compare meaning, so they read both spellings as one."""

import re
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spellchecker import SpellChecker

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ALIKE = 0.75
"""Share of letters in common (difflib) from which an unknown word counts as a misspelling of a known one."""


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
