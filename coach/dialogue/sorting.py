"""What of a later message is the person's own, what puts a misunderstanding right, and what is only said to the
program: sentence by sentence, by what has learnt to tell these apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from coach.dialogue.following import SHORTER, Wish, wish
from coach.library.message import SENTENCES
from coach.reading.base import Act

OWN, _MAY_BE, _SURELY = 0.4, 0.2, 0.65
"""From this share that it tells or asks a sentence does, and where none does, from that; so it does from that share
where it is not as surely one that puts something right: "my husband hasn't spoken to me" is much like one."""
_MOST = 24
"""Sentences of a message that are told apart; a longer one is a story, and counts as told."""
_SHORTER = re.compile(rf"\b{SHORTER}\b|\btoo long\b", re.IGNORECASE)
_WORDS = re.compile(
    r"\b(?:(?:the|some|other|different|new|actual|right|proper) words|another (?:one|way)|"
    r"(?:say|put|word) (?:it|that) (?:differently|another way))\b",
    re.IGNORECASE,
)
_BLEAK = re.compile(
    r"\b(?:nothing|nobody|no[ -]?one) (?:\w+ )?(?:helps?|works?|matters?|cares?|gets?|understands?|listens?|"
    r"changes?)\b|"
    r"\b(?:(?:i |i['’]?ll |i['’]?m |might |may )?(?:just )?(?:give|giving|gave) up|hopeless|worthless|"
    r"(?:what['’]?s|what is|no|is there any|there['’]?s no) (?:the )?point|"
    r"(?:can['’]?t|cannot) (?:do|take|go on|cope|stand|bear)\b)",
    re.IGNORECASE,
)
"""What is never only a remark to a program, however like one it sounds."""
_SHORT = 8
"""Words of what is told besides a wish about the reply, where the wish is what was meant."""


class Sorter(Protocol):
    """Tells what each sentence of a message does."""

    def acts(self, sentences: Sequence[str]) -> list[dict[Act, float]]:
        """For each sentence the share of each act.

        Raises:
            CoachError: they cannot be told apart.
        """


@dataclass(frozen=True)
class Sorted:
    """A message taken apart, in its own order.

    Attributes:
        told: the sentences that tell or ask.
        searched: these and those that put right how something was meant.
        rest: what is said to the program.
        corrects: whether any puts something right.
    """

    told: str
    searched: str
    rest: tuple[str, ...]
    corrects: bool

    @property
    def wish(self) -> Wish | None:
        """What is wished of the reply before, where little else is told."""
        if len(self.searched.split()) > _SHORT:
            return None
        if any(_SHORTER.search(one) for one in self.rest):
            return "shorter"
        wished = [wish(one) for one in self.rest]
        said = next((one for one in wished if one not in {None, "thanks", "missed"}), None)
        return said or ("words" if any(_WORDS.search(one) for one in self.rest) else None)


def sort(text: str, sorter: Sorter) -> Sorted:
    """Take a message apart.

    Raises:
        CoachError: the sorter cannot tell.
    """
    sentences = [one for one in SENTENCES.split(text.strip()) if one]
    if len(sentences) > _MOST:
        return Sorted(text, text, (), False)
    acts = sorter.acts(sentences)
    own = [
        max(one["tells"] + one["asks"], OWN * bool(_BLEAK.search(sentence)))
        for sentence, one in zip(sentences, acts, strict=True)
    ]
    corrects = [one["corrects"] >= one["to-program"] for one in acts]
    least = OWN if any(share >= OWN for share in own) or any(corrects) else _MAY_BE
    told = [
        share >= least or (puts and share >= _MAY_BE and one["corrects"] < _SURELY)
        for share, puts, one in zip(own, corrects, acts, strict=True)
    ]
    searched = [tells or puts for tells, puts in zip(told, corrects, strict=True)]
    return Sorted(
        " ".join(one for one, tells in zip(sentences, told, strict=True) if tells),
        " ".join(one for one, wanted in zip(sentences, searched, strict=True) if wanted),
        tuple(one for one, wanted in zip(sentences, searched, strict=True) if not wanted),
        any(puts and not tells for tells, puts in zip(told, corrects, strict=True)),
    )
