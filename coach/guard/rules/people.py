"""Who does what is told: the therapist, someone else, or not said."""

import re
from collections.abc import Sequence
from typing import Literal

from coach.guard.rules.book import group

Who = Literal["therapist", "someone", ""]
_PRONOUNS = frozenset("he she they him her his hers their them himself herself who".split())
_SPEECH = frozenset("tell told telling tells ask asked asking telling show wrote email texted".split())
_TALK = frozenset("talk talked talking speak spoke speaking say said explain".split())
_ROOM = frozenset(
    "session sessions therapy appointment appointments counseling clinic client clients transference".split()
)


def _words(name: str) -> frozenset[str]:
    return frozenset(word for word in group(name) if re.fullmatch(r"\w+", word))


class Scene:
    """The people of a message in the order they come up, so that "he" can be followed back."""

    def __init__(self) -> None:
        self._therapists = _words("therapist")
        self._others = _words("relative") | _words("acquaintance") | _words("stranger")
        self._last: Who = ""
        self._addressed = False
        self.room = False
        """Whether the message speaks of therapy at all."""

    def who(self, words: str, start: int, end: int) -> Who:
        """Who does what `words[start:end]` tells, from the words in it and before it."""
        for word in words[start:end].split():
            if word in self._therapists and not self._spoken_to(words[:end].split(), word):
                return "therapist"
        before = words[:start].split()
        for at in range(len(before) - 1, -1, -1):
            word = before[at]
            if word in self._therapists and not _is_spoken_to(before, at):
                return "therapist"
            if word in self._others:
                return "someone"
            if word in _PRONOUNS:
                break
        return self._antecedent(before)

    def _spoken_to(self, words: Sequence[str], word: str) -> bool:
        at = len(words) - 1 - words[::-1].index(word)
        return _is_spoken_to(words, at)

    def _antecedent(self, before: Sequence[str]) -> Who:
        """The person named last before a "he" or "she", in this sentence or an earlier one."""
        for at in range(len(before) - 1, -1, -1):
            if before[at] in self._others:
                return "someone"
            if before[at] in self._therapists and not _is_spoken_to(before, at):
                return "therapist"
        if self._last:
            return self._last
        return ""

    def hear(self, words: str) -> None:
        """Take note of the people in a sentence that has been read."""
        split = words.split()
        for at, word in enumerate(split):
            if word in self._others:
                self._last = "someone"
            elif word in self._therapists:
                self.room = True
                if _is_spoken_to(split, at):
                    self._addressed = True
                else:
                    self._last = "therapist"
            elif word in _ROOM:
                self.room = True

    @property
    def alone(self) -> Who:
        """The therapist, where a message speaks of therapy and of nobody else."""
        if self._last == "therapist" or (self.room and not self._addressed and not self._last):
            return "therapist"
        return ""

    @property
    def last(self) -> Who:
        """The person named last."""
        return self._last


def _is_spoken_to(words: Sequence[str], at: int) -> bool:
    """Whether the therapist at this place is only the one who is told: "tell my therapist that he hit me"."""
    before = words[max(at - 3, 0) : at]
    return bool(_SPEECH & set(before)) or (bool(_TALK & set(before)) and bool({"to", "with"} & set(before)))
