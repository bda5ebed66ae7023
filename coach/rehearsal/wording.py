"""Have a model fit the stand-in's line to what the person said; what fails the check is left as people wrote it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import frontmatter
import yaml

from coach import paths
from coach.dialogue.prompt import LEARNT, Task
from coach.dialogue.writer import Tally, Writer, gather
from coach.engine.base import Engine, Message, Request
from coach.errors import LibraryError
from coach.guard.check import Context
from coach.guard.meaning import Judge, new_danger
from coach.guard.play import check_line
from coach.guard.words import tokens
from coach.rehearsal.base import Beat, Style

_GRAMMAR = 'root ::= one | one " " one\none ::= [A-Z] [^\\n!:"]{3,90} [.?]'
_LONGEST = 60


@dataclass(frozen=True)
class Moment:
    """What a line of the stand-in's is fitted to; `line` is set in an example."""

    style: str
    beat: str
    you: str
    like: str
    line: str = ""

    @property
    def shown(self) -> str:
        """As `Task.shown`."""
        return f"Style: {self.style}\nMoment: {self.beat}\nClient: {self.you}\nLike: {self.like}"

    @property
    def learnt(self) -> str:
        """As `Task.learnt`."""
        return f"{self.you}\n\nStyle: {self.style}\nMoment: {self.beat}\nLike: {self.like}\nAnswer as the therapist."


class LineWriter:
    """Asks an engine for the stand-in's lines."""

    def __init__(self, engine: Engine, judge: Judge, folder: Path | None = None, *, learnt: bool = False) -> None:
        """Read the fixed beginning; `learnt` as in `Prompts`.

        Raises:
            LibraryError: it is missing or not of its form.
        """
        self._engine, self._judge = engine, judge
        where = (folder or paths.shipped("knowledge")) / "rehearsal" / "prompt.md"
        self._learnt, self._beginning = learnt, LEARNT if learnt else _beginning(where)

    def prepare(self) -> None:
        """Have the model read the fixed beginning.

        Raises:
            CoachError: the engine cannot be started.
        """
        self._engine.warm(self._beginning)

    def fit(self, style: Style, beat: Beat, you: str, goal: str, like: str, tally: Tally) -> str | None:
        """The line in words that fit what was said, or None where none passed the check, or it is the same.

        Raises:
            CoachError: the engine failed, or a check could not run.
        """
        moment = Moment(style, beat, " ".join(you.split())[:400], like)
        request = Request(
            messages=(*self._beginning, Message("user", moment.learnt if self._learnt else moment.shown)),
            grammar=_GRAMMAR,
            max_tokens=_LONGEST,
            temperature=0.0,
        )
        text, cancelled = gather(self._engine, request, tally)
        if (
            cancelled
            or tokens(text) == tokens(like)
            or check_line(text, you, goal, like)
            or new_danger(text, you, self._judge)
        ):
            return None
        return text


def smoothed(draft: str, writer: Writer) -> str | None:
    """The model's wording of a sentence to say, held to it word for word by the check; None where none passed.

    Raises:
        CoachError: the engine failed, or a check could not run.
    """
    for attempt in writer.attempts(Task("say", draft), Context(draft, draft, ""), Tally()):
        if attempt.problem is None and not attempt.cancelled:
            return attempt.text
    return None


def _beginning(path: Path) -> tuple[Message, ...]:
    try:
        page = frontmatter.load(str(path))
        examples: Sequence[dict[str, str]] = page["examples"]
        chat = [Message("system", page.content.strip())]
        for example in (Moment(**raw) for raw in examples):
            chat += [Message("user", example.shown), Message("assistant", example.line)]
    except (OSError, KeyError, TypeError, ValueError, yaml.YAMLError) as error:
        raise LibraryError(
            "The examples for the stand-in cannot be read", f"Nothing is lost. Mend {path}. ({error})"
        ) from error
    return tuple(chat)
