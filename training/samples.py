"""From the rows of examples to tokens, read exactly as the coach reads them when it runs.

A reply's two parts begin with the same tokens. They are laid out as one sequence, a trunk with branches, and a mask
keeps each branch from seeing the other, so that the trunk is read once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coach.dialogue.gist import gist
from coach.dialogue.prompt import LEARNT, WRITTEN, task
from coach.engine.base import Message
from coach.engine.llama import LlamaModel, shared
from coach.library.base import Passage
from coach.library.entries import Library
from coach.rehearsal.wording import Moment
from training.words import LineRow, ReplyRow


@dataclass(frozen=True)
class Branch:
    """What follows a trunk: the rest of a prompt, and the answer, its end token included."""

    prompt: tuple[int, ...]
    answer: tuple[int, ...]


@dataclass(frozen=True)
class Sample:
    """A trunk and one or two branches."""

    trunk: tuple[int, ...]
    branches: tuple[Branch, ...]

    @property
    def length(self) -> int:
        """Tokens in all."""
        return len(self.trunk) + sum(len(one.prompt) + len(one.answer) for one in self.branches)


def reply_prompts(row: ReplyRow, library: Library) -> dict[str, str]:
    """What the model is shown for each part of a reply."""
    entry = library.get(row.entry)
    text = gist(row.message, entry, row.before)
    return {part: task(part, text, Passage(entry, 1.0)).learnt for part in WRITTEN}


def samples(rows: Iterable[ReplyRow | LineRow], library: Library, model: LlamaModel) -> list[Sample]:
    """One sample a row."""
    return [_sample(_pairs(row, library), model) for row in rows]


def _pairs(row: ReplyRow | LineRow, library: Library) -> list[tuple[str, str]]:
    if isinstance(row, LineRow):
        return [(Moment(row.style, row.beat, row.you, row.like).learnt, row.line)]
    shown = reply_prompts(row, library)
    return [(shown["heard"], row.heard), (shown["say"], row.say)]


def _sample(pairs: Sequence[tuple[str, str]], model: LlamaModel) -> Sample:
    prompts = [model.prompt((*LEARNT, Message("user", shown))) for shown, _ in pairs]
    wholes = [model.prompt((*LEARNT, Message("user", shown)), answer) for shown, answer in pairs]
    first = prompts[0]
    begin = min(shared(first, other) for other in prompts) if len(prompts) > 1 else len(first) - 1
    branches = []
    for prompt, whole in zip(prompts, wholes, strict=True):
        branches.append(Branch(tuple(prompt[begin:]), (*whole[len(prompt) :], model.end)))
    return Sample(tuple(first[:begin]), tuple(branches))
