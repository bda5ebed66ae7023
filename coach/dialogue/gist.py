"""The part of a long message that the model is shown: how it begins, and what speaks of the entry that was found."""

import re
from collections.abc import Sequence

from coach.library.base import Entry
from coach.library.lexical import terms
from coach.library.message import SENTENCES, query

MOST_WORDS = 60
_LONGEST = 100_000


def gist(text: str, entry: Entry, recent: Sequence[str] = ()) -> str:
    """At most about `MOST_WORDS` words of a message, in its own order and spelling.

    A follow-up ("and if he laughs?") comes behind the message that it follows.
    """
    whole = query(text[:_LONGEST], recent).joined or text[:_LONGEST]
    if len(whole.split()) <= MOST_WORDS:
        return whole
    sentences = [piece for sentence in SENTENCES.split(whole) for piece in _cut(sentence.split())]
    topic = set(terms(" ".join((entry.title, *entry.asks))))
    by_worth = sorted(range(len(sentences)), key=lambda n: (n != 0, -worth(sentences[n], topic), n))
    kept: list[int] = []
    room = MOST_WORDS
    for n in by_worth:
        size = len(sentences[n].split())
        if size <= room:
            kept.append(n)
            room -= size
    return " ".join(sentences[n] for n in sorted(kept))


def _cut(words: list[str]) -> list[str]:
    half = MOST_WORDS // 2
    return [" ".join(words[at : at + half]) for at in range(0, len(words), half)]


def worth(sentence: str, topic: set[str]) -> float:
    """How much of a sentence speaks of the topic; one about "I" is worth more."""
    found = terms(sentence)
    about_me = bool(re.search(r"\b(?:i|im|i'm|my|me)\b", sentence, re.IGNORECASE))
    return len(topic & set(found)) / (len(found) + 3) + 0.2 * about_me
