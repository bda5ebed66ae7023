"""What the model is shown: for each part it writes, a fixed beginning with examples, then this person's draft.

The beginnings never change, so they are read once and stay in the model's cache; what differs from turn to turn
comes last and is short. That keeps the tenth turn as quick as the first. A model with an adapter has learnt the
examples: it is shown the message, the draft, and a word on what to do.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import frontmatter
import yaml

from coach import paths
from coach.dialogue.asking import all_wondered, has_questions
from coach.dialogue.shorthand import meant, spelled
from coach.dialogue.turning import to_person, to_therapist
from coach.engine.base import Message, Request
from coach.errors import LibraryError
from coach.guard.base import Level
from coach.library.base import Passage
from coach.library.message import OF_THERAPY

Written = Literal["heard", "say"]
WRITTEN: tuple[Written, ...] = ("heard", "say")
"""The parts that the model words; the others are always the entry's own."""

SURELY, OF_SUCH = 0.75, 0.6
"""The score from which a passage says of whom a message speaks; and from which it is of others, or of life: of the
entries on life between here and `NEAR` .71 are the right one, and .88 stand for a message that is of life."""
CLOSE_SURE = 0.4
"""How likely a case must be for what the person says to end in its closing sentence. Two readers scored it and the
entry's own after 120 messages, unlabelled: 2.35 beside 2.00 of 3 where it was likelier, 2.08 beside 2.18 where less."""
PLAIN_WISHES = (
    "I'd like to talk about that with you.",
    "Could we talk about that?",
    "I'd like to say more about that.",
)
_NO_TALK_WISH = "I wanted you to know that."
_NO_TALK = re.compile(r"\b(?:not ready|don't want to|can't|not going to)\b.*\b(?:talk|say|go there|discuss)", re.I)

_IN_THE_ROOM = re.compile(rf"{OF_THERAPY.pattern}|\b(?:i see|dr)\b", re.IGNORECASE)
"""A word of therapy, or of somebody who is seen."""

LEARNT = (Message("system", "You find words for someone who prepares to talk to their own therapist."),)
"""The fixed beginning for a model with an adapter, the same for all it writes."""

_GRAMMAR: dict[Written, str] = {
    "heard": 'root ::= [A-Z] [^\\n.!?:"]{6,190} "."',
    "say": 'root ::= first | first " " first | first " " first " " first\nfirst ::= [A-Z] [^\\n.!?:"]{6,160} [.?]',
}
_LONGEST: dict[Written, int] = {"heard": 70, "say": 90}


@dataclass(frozen=True)
class Task:
    """One part to be written.

    Attributes:
        part: which one.
        draft: the message turned round for this part, for the model; what is written is checked against it.
        wish: for `say`, what the entry would have the person say.
        message: the message itself, in one line.
        turned: the same with all quotes as they were said, which the model's form has no marks for.
        wondering: for `say`, the message turned round with its questions as what the person wonders; empty where it has
            none, or one that cannot be turned.
        nth: counts on where other words are wanted for the same.
        own_words: whether the person's own words may be put to the therapist.
        of_them: whether a "he" or "she" whom nobody is named for is the therapist, though the message says no "I".
        of_others: whether it is somebody else.
        of_life: whether it is told of one's life, in which the therapist has no part.
        elsewhere: whether no word in it is of therapy, besides; a "he" or "she" is then not the therapist.
    """

    part: Written
    draft: str
    wish: str = ""
    message: str = ""
    turned: str = ""
    wondering: str = ""
    nth: int = 0
    own_words: bool = True
    of_them: bool = False
    of_others: bool = False
    of_life: bool = False
    elsewhere: bool = False

    @property
    def shown(self) -> str:
        """The task as a model sees it that has read the examples."""
        return f"Draft: {self.draft}\nWish: {self.wish}" if self.part == "say" else f"Draft: {self.draft}"

    @property
    def learnt(self) -> str:
        """The task as a model sees it that has learnt from examples; both parts begin alike, to be read once."""
        told = f"{meant(self.message or self.draft)}\n\n"
        if self.part == "heard":
            return told + "Tell it back."
        return f"{told}Draft: {self.draft}\nWish: {self.wish}\nSay it to the therapist."


def task(part: Written, text: str, passage: Passage, nth: int = 0) -> Task:
    """The task of wording one part for a message that found a passage.

    Where the passage is not near, its wish would put things into the person's mouth, and a plain one stands in.

    Args:
        part: which one.
        text: what the person typed.
        passage: what was found.
        nth: counts on where the same entry is found again, for another wish.
    """
    message = _one_line(text)
    if part == "heard":
        draft, turned = (_one_line(to_person(text, quotes=quotes)) for quotes in (False, True))
        return Task(part, draft, message=message, turned=turned)
    entry, plain = passage.entry, spelled(text)
    of_them = entry.of_them and passage.score >= SURELY
    of_others, of_life = (passage.score >= OF_SUCH and flag for flag in (entry.of_others, entry.of_life))
    elsewhere = of_life and not _IN_THE_ROOM.search(plain)
    others = entry.of_others or elsewhere
    draft, turned = (_one_line(to_therapist(text, of_others=others, quotes=quotes)) for quotes in (False, True))
    wondered = all_wondered(plain) if has_questions(plain) else ""
    wondering = _one_line(to_therapist(wondered, of_others=others))
    wish = _wish(draft, passage, nth)
    flags = (entry.own_words, of_them, of_others, of_life, elsewhere)
    return Task(part, draft, wish, message, turned, wondering, nth, *flags)


def _wish(draft: str, passage: Passage, nth: int) -> str:
    if _NO_TALK.search(draft):
        return _NO_TALK_WISH
    if not passage.is_near:
        return PLAIN_WISHES[(nth + len(draft)) % len(PLAIN_WISHES)]
    of_case = tuple(case.close for case in passage.cases[:1] if case.close and passage.sure >= CLOSE_SURE)
    wishes = (*of_case, *passage.entry.close) or (passage.entry.say.headline,)
    return wishes[nth % len(wishes)]


_TOLD: dict[Written, str] = {"heard": "Told back", "say": "Said to the therapist"}
TRUE, FALSE = "Yes", "No"
"""What a model with an adapter answers when it is asked whether a sentence is true to a message."""


def is_it_true(message: str, part: Written, sentence: str) -> tuple[Message, ...]:
    """Asks a model with an adapter whether a sentence is true to a message; begins as the tasks do, to be read once."""
    asked = f"{meant(_one_line(message))}\n\n{_TOLD[part]}: {_one_line(sentence)}\nIs it true to the message?"
    return (*LEARNT, Message("user", asked))


LEVELS: tuple[Level, ...] = ("clear", "concern", "crisis")


def in_danger(text: str) -> tuple[Message, ...]:
    """Asks a model with an adapter what danger a text speaks of; begins as the tasks do."""
    return (*LEARNT, Message("user", f"{_one_line(text)}\n\nIs somebody in danger?"))


class Prompts:
    """The fixed beginnings: read from `knowledge/prompt/`, or, for a model with an adapter, one line."""

    def __init__(self, folder: Path | None = None, *, learnt: bool = False) -> None:
        """Read them.

        Args:
            folder: the knowledge folder, if not the one that ships.
            learnt: whether the model has an adapter that learnt from `training/words/`.

        Raises:
            LibraryError: a file is missing or not of the form that its first lines describe.
        """
        where = (folder or paths.shipped("knowledge")) / "prompt"
        self._learnt = learnt
        self._beginnings = {part: LEARNT if learnt else _beginning(part, where / f"{part}.md") for part in WRITTEN}

    @property
    def learnt(self) -> bool:
        """Whether they are for a model with an adapter."""
        return self._learnt

    def beginnings(self) -> tuple[tuple[Message, ...], ...]:
        """Each fixed beginning, to be read before the first turn."""
        return tuple(dict.fromkeys(self._beginnings.values()))

    def request(self, task: Task, *, temperature: float = 0.0, seed: int = 0) -> Request:
        """What to ask of the engine for a task."""
        return Request(
            messages=(*self._beginnings[task.part], Message("user", task.learnt if self._learnt else task.shown)),
            grammar=_GRAMMAR[task.part],
            max_tokens=_LONGEST[task.part],
            temperature=temperature,
            seed=seed,
        )


def _beginning(part: Written, path: Path) -> tuple[Message, ...]:
    try:
        page = frontmatter.load(str(path))
        examples: Sequence[dict[str, str]] = page["examples"]
        chat = [Message("system", page.content.strip())]
        for example in examples:
            chat += [Message("user", _example(part, example).shown), Message("assistant", example[part])]
    except (OSError, KeyError, TypeError, ValueError, yaml.YAMLError) as error:
        raise LibraryError(
            "The examples for the model cannot be read",
            f"Nothing is lost. Mend {path}, or start with --model none. ({error})",
        ) from error
    return tuple(chat)


def _example(part: Written, example: dict[str, str]) -> Task:
    if part == "heard":
        return Task(part, _one_line(to_person(example["message"])))
    return Task(part, _one_line(to_therapist(example["message"])), example["wish"])


def _one_line(text: str) -> str:
    """Nothing that a message says can begin a line of the prompt."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
