"""Have a model fit the stand-in's line to what the person said; what fails the check is left as people wrote it."""

from dataclasses import dataclass

from coach.dialogue.prompt import LEARNT, Task
from coach.dialogue.turning import to_client
from coach.dialogue.writer import Tally, Writer, gather
from coach.engine.base import Engine, Message, Request
from coach.guard.base import Context
from coach.guard.meaning import Judge, new_danger
from coach.guard.play import check_line
from coach.guard.words import content
from coach.rehearsal.base import Beat, Style

_GRAMMAR = 'root ::= one | one " " one\none ::= [A-Z] [^\\n!:"]{3,90} [.?]'
_LONGEST = 60


@dataclass(frozen=True)
class Moment:
    """What a line of the stand-in's is fitted to: style and beat, what the person said, and the line people wrote."""

    style: str
    beat: str
    you: str
    like: str

    @property
    def learnt(self) -> str:
        """As `Task.learnt`."""
        return f"{self.you}\n\nStyle: {self.style}\nMoment: {self.beat}\nLike: {self.like}\nAnswer as the therapist."


class LineWriter:
    """Asks an engine for the stand-in's lines.

    Only for a model that has learnt from `training/words/stand_in.jsonl`: one that has merely read examples hardly ever
    takes up what was said, and is waited for each time.
    """

    def __init__(self, engine: Engine, judge: Judge) -> None:
        self._engine, self._judge = engine, judge

    def prepare(self) -> None:
        """Have the model read the fixed beginning.

        Raises:
            CoachError: the engine cannot be started.
        """
        self._engine.warm(LEARNT)

    def fit(self, style: Style, beat: Beat, you: str, goal: str, like: str, tally: Tally) -> str | None:
        """The line in words that fit what was said, or None where none passed the check, or nothing of it was taken up.

        Raises:
            CoachError: the engine failed, or a check could not run.
        """
        moment = Moment(style, beat, " ".join(you.split())[:400], like)
        request = Request(
            messages=(*LEARNT, Message("user", moment.learnt)),
            grammar=_GRAMMAR,
            max_tokens=_LONGEST,
            temperature=0.0,
        )
        text, cancelled = gather(self._engine, request, tally)
        if cancelled or not takes_up(text, you, like):
            return None
        if check_line(text, you, goal, like, to_client(you)) or new_danger(text, you, self._judge):
            return None
        return text


def takes_up(text: str, you: str, like: str) -> bool:
    """Whether a line has a word of the person's that the written one has not; else there is no reason to prefer it."""
    return bool(set(content(text)) & set(content(you)) - set(content(like)))


def smoothed(draft: str, writer: Writer) -> str | None:
    """The model's wording of a sentence to say, held to it word for word by the check; None where none passed.

    Raises:
        CoachError: the engine failed, or a check could not run.
    """
    for attempt in writer.attempts(Task("say", draft), Context(draft, draft, ""), Tally()):
        if attempt.problem is None and not attempt.cancelled:
            return attempt.text
    return None
