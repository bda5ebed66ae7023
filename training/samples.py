"""From the rows of examples to tokens, read exactly as the coach reads them when it runs.

A model learns to word the two parts of a reply and the stand-in's lines, and to tell whether a sentence is true to a
message; and, so that it reads messages closely, what danger a message speaks of.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from coach.dialogue.gist import gist
from coach.dialogue.prompt import FALSE, LEARNT, TRUE, WRITTEN, in_danger, is_it_true, task
from coach.engine.base import Message
from coach.engine.llama import LlamaModel
from coach.library.base import Passage
from coach.library.entries import Library
from coach.rehearsal.wording import Moment
from training.examples import Example, roughened
from training.pairs import Pair
from training.words import LineRow, ReplyRow

LONGEST = 420
"""Tokens of a prompt; what is longer is left out."""
WEIGHTS = {"words": 1.0, "truth": 4.0, "danger": 2.0}
"""What a token of the answer counts, by task: most answers but words are one token."""
_MADE, _OF_OTHERS, _CLEAR = 1500, 900, 9000
"""How many of the pairs that are broken by code, of those from other rows, and of the harmless messages are learnt."""


@dataclass(frozen=True)
class Shown:
    """A chat and the answer to it, in words."""

    task: str
    chat: tuple[Message, ...]
    answer: str


@dataclass(frozen=True)
class Sample:
    """The same in tokens; the answer ends with the end token."""

    task: str
    prompt: tuple[int, ...]
    answer: tuple[int, ...]

    @property
    def length(self) -> int:
        """Tokens in all."""
        return len(self.prompt) + len(self.answer)

    @property
    def weight(self) -> float:
        """What each token of the answer counts."""
        return WEIGHTS[self.task]


def reply_prompts(row: ReplyRow, library: Library) -> dict[str, str]:
    """What the model is shown for each part of a reply."""
    entry = library.get(row.entry)
    text = gist(row.message, entry, row.before)
    return {part: task(part, text, Passage(entry, 1.0)).learnt for part in WRITTEN}


def words(rows: Iterable[ReplyRow | LineRow], library: Library) -> Iterator[Shown]:
    """Both parts of each reply, and each line of the stand-in's."""
    for row in rows:
        if isinstance(row, LineRow):
            moment = Moment(row.style, row.beat, row.you, row.like)
            yield Shown("words", (*LEARNT, Message("user", moment.learnt)), row.line)
            continue
        prompts = reply_prompts(row, library)
        for part in WRITTEN:
            yield Shown("words", (*LEARNT, Message("user", prompts[part])), getattr(row, part))


def truth(pairs: Iterable[Pair], library: Library, chance: random.Random) -> Iterator[Shown]:
    """Whether a sentence is true to a message: all that was written by hand, and some of what code made wrong."""
    for pair in _fewer(list(pairs), chance):
        text = gist(pair.message, library.get(pair.entry))
        part = "heard" if pair.part == "heard" else "say"
        yield Shown("truth", is_it_true(text, part, pair.sentence), TRUE if pair.keeps else FALSE)


def _fewer(pairs: list[Pair], chance: random.Random) -> Iterator[Pair]:
    chance.shuffle(pairs)
    left = {"made": _MADE, "of-another": _OF_OTHERS}
    for pair in pairs:
        kind = pair.why.partition(":")[0]
        if kind in left:
            left[kind] -= 1
        if left.get(kind, 0) >= 0:
            yield pair


def danger(examples: Iterable[Example], chance: random.Random) -> Iterator[Shown]:
    """What danger a message speaks of: all that do, and some that do not; half of them as a hurried thumb types."""
    examples = list(examples)
    clear = [one for one in examples if one.level == "clear"]
    for one in [x for x in examples if x.level != "clear"] + chance.sample(clear, min(_CLEAR, len(clear))):
        text = " ".join((roughened(one.text, chance) if chance.random() < 0.5 else one.text).split())
        answer = "clear" if one.level == "clear" else f"{one.level} {one.kind}"
        yield Shown("danger", in_danger(text), answer)


def samples(shown: Iterable[Shown], model: LlamaModel) -> list[Sample]:
    """In tokens of the model; those with too long a prompt are left out."""
    return [one for one in (_sample(some, model) for some in shown) if len(one.prompt) <= LONGEST]


def _sample(shown: Shown, model: LlamaModel) -> Sample:
    prompt, whole = model.prompt(shown.chat), model.prompt(shown.chat, shown.answer)
    return Sample(shown.task, tuple(prompt), (*whole[len(prompt) :], model.end))


def share(some: Sequence[Sample], part: float, chance: random.Random) -> list[Sample]:
    """All samples of words, and a share of the others."""
    return [one for one in some if one.task == "words" or chance.random() < part]
