"""The verifier's examples: a message, a sentence made of it, and whether the sentence keeps what the message says.

Those that keep it are the rows of `training/words/` and paraphrases; those that break it were written for
`training/verifier/`, are another row's of the same entry, or are made here by small changes that turn a right sentence
wrong: a "not" lost or put in, a number, day or relation changed, a doer turned round.
"""

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.guard.words import content
from training.words import ReplyRow, replies

WRITTEN = Path(__file__).parent / "verifier"


@dataclass(frozen=True)
class Pair:
    """One example; `why` says how it was broken, or `keeps`."""

    entry: str
    message: str
    part: str
    sentence: str
    keeps: bool
    why: str


def whole(row: ReplyRow) -> str:
    """The message, behind those that came before it."""
    return " ".join((*row.before, row.message))


def kept(rows: Sequence[ReplyRow]) -> Iterator[Pair]:
    """What the rows themselves say."""
    for row in rows:
        yield Pair(row.entry, whole(row), "heard", row.heard, True, "row")
        yield Pair(row.entry, whole(row), "say", row.say, True, "row")


def written() -> Iterator[Pair]:
    """The pairs written by hand."""
    for path in sorted(WRITTEN.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            raw = json.loads(line)
            yield Pair(**raw, keeps=raw["why"] == "keeps")


def others(rows: Sequence[ReplyRow], chance: random.Random) -> Iterator[Pair]:
    """For each row the sentence of another row of its entry that shares most words with it."""
    by_entry: dict[str, list[ReplyRow]] = {}
    for row in rows:
        by_entry.setdefault(row.entry, []).append(row)
    for row in rows:
        part = chance.choice(("heard", "say"))
        own = set(content(whole(row)))
        rest = [other for other in by_entry[row.entry] if other is not row]
        some = chance.sample(rest, min(6, len(rest)))
        near = max(some, key=lambda other: len(own & set(content(getattr(other, part)))), default=None)
        if near:
            yield Pair(row.entry, whole(row), part, getattr(near, part), False, "of-another")


_NUMBERS = "two three four five six seven eight nine ten twelve twenty thirty".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()
_KIN = [
    "mum sister aunt nan wife girlfriend daughter".split(),
    "dad brother uncle husband boyfriend son".split(),
    "boss friend teacher neighbour colleague cousin".split(),
]
_NOT = re.compile(
    r"\b(?:do|does|did|is|are|was|were|have|has|had|could|would|can)n't\b|\bcan't\b|\b(?:not|never) ", re.I
)
_PUT_IN = re.compile(r"\b(is|are|was|were|have|has|had|could|would|did)\b(?!n't)")
_MIGHT = re.compile(r"\b(?:might|may) (?=[a-z])")
_SWAPS = [
    (r"\bI (\w+) you\b", r"You \1 me"),
    (r"\byou (\w+) me\b", r"I \1 you"),
    (r"\bmy (\w+) (\w+) you\b", r"you \2 my \1"),
    (r"\byou (\w+) my (\w+)\b", r"my \2 \1 you"),
    (r"\byour (\w+) (\w+) you\b", r"you \2 your \1"),
    (r"\byou (\w+) your (\w+)\b", r"your \2 \1 you"),
    (r"\b(she|he|they) (\w+) you\b", r"you \2 \1"),
    (r"\byou (told|asked|called|said|left|hurt|gave|sent) (her|him|them)\b", r"\2 \1 you"),
    (r"\bmy (\w+) (told|said|asked|thinks|knows|rang|left)\b", r"I \2 my \1"),
]


def changed(sentence: str, chance: random.Random) -> tuple[str, str] | None:
    """A right sentence made wrong by a small change, and what was changed; None where nothing offers itself."""
    ways = [_negated, _renumbered, _renamed, _turned, _surer]
    chance.shuffle(ways)
    for way in ways:
        made = way(sentence, chance)
        if made and made[0] != sentence:
            return made[0][:1].upper() + made[0][1:], made[1]
    return None


def _negated(sentence: str, chance: random.Random) -> tuple[str, str] | None:
    if _NOT.search(sentence):
        return _NOT.sub(_affirmed, sentence, count=1), "negation"
    if chance.random() < 0.5 and _PUT_IN.search(sentence):
        return _PUT_IN.sub(r"\1n't", sentence, count=1), "negation"
    return None


def _affirmed(match: re.Match[str]) -> str:
    found = match.group()
    if found.lower() == "can't":
        return "can"
    plain = found[:-3] if found.lower().endswith("n't") else ""
    return "" if plain.lower() in {"do", "does", "did"} else plain


def _renumbered(sentence: str, chance: random.Random) -> tuple[str, str] | None:
    for listed in (_NUMBERS, _DAYS, _MONTHS):
        there = [word for word in listed if re.search(rf"\b{word}\b", sentence) and word != "May"]
        if there:
            other = chance.choice([word for word in listed if word != there[0]])
            return re.sub(rf"\b{there[0]}\b", other, sentence, count=1), "changed"
    digits = re.search(r"\b\d+\b", sentence)
    if digits:
        number = int(digits.group())
        return sentence.replace(digits.group(), str(number + chance.choice((-1, 1, 2, 10)) or 3), 1), "changed"
    return None


def _renamed(sentence: str, chance: random.Random) -> tuple[str, str] | None:
    for listed in _KIN:
        there = [word for word in listed if re.search(rf"\b{word}\b", sentence)]
        if there:
            other = chance.choice([word for word in listed if word not in there])
            return re.sub(rf"\b{there[0]}\b", other, sentence), "changed"
    return None


def _turned(sentence: str, chance: random.Random) -> tuple[str, str] | None:
    swaps = _SWAPS[:]
    chance.shuffle(swaps)
    for old, new in swaps:
        made = re.sub(old, new, sentence, count=1, flags=re.IGNORECASE)
        if made != sentence:
            return made, "turned-round"
    return None


def _surer(sentence: str, _: random.Random) -> tuple[str, str] | None:
    made = _MIGHT.sub("will ", sentence, count=1)
    return (made, "changed") if made != sentence else None


def broken(rows: Sequence[ReplyRow], chance: random.Random) -> Iterator[Pair]:
    """Each right sentence, changed."""
    for pair in kept(rows):
        if made := changed(pair.sentence, chance):
            yield Pair(pair.entry, pair.message, pair.part, made[0], False, f"made:{made[1]}")


def everything(seed: int) -> list[Pair]:
    """All examples."""
    chance, rows = random.Random(seed), replies()
    return [*kept(rows), *written(), *others(rows, chance), *broken(rows, chance)]
