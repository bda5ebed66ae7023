"""A rehearsal from its first line to its end. Every line of the person's is screened; on risk the play stops."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from zlib import crc32

from coach.dialogue.base import Notice
from coach.dialogue.writer import Writer
from coach.errors import CoachError
from coach.guard.base import HelpPage, Verdict
from coach.guard.help import Help
from coach.guard.meaning import Judge
from coach.guard.opinion import hear
from coach.library.base import Entry
from coach.rehearsal import feedback as told
from coach.rehearsal.base import Beat, Card, Exchange, Feedback, Style
from coach.rehearsal.copy import Copy
from coach.rehearsal.stand_in import Line, StandIn
from coach.rehearsal.wording import LineWriter


class Rehearsal:
    """One goal, practised with one stand-in. In memory alone; one thread at a time."""

    def __init__(
        self,
        goal: str,
        style: Style,
        copy: Copy,
        help: Help,
        *,
        judge: Judge | None = None,
        lines: LineWriter | None = None,
        writer: Writer | None = None,
        entry: Callable[[], Entry | None] | None = None,
        country: str = "",
    ) -> None:
        """Begin with nothing said.

        Args:
            goal: what the person wants to say.
            style: how the stand-in is.
            copy: the words that people wrote.
            help: pages for danger.
            judge: hears danger beside the rules, and the sense of what was said beside its words.
            lines: fits the stand-in's lines to the person; None leaves them as written.
            writer: smooths the rewrite; None leaves it as put together.
            entry: finds what the library has on the goal, for the card.
            country: whose help lines are shown.
        """
        self.goal, self.style, self.copy = goal, style, copy
        self._help, self._judge, self._writer = help, judge, writer
        self._entry, self._country = entry, country
        self._stand_in, self._plain = StandIn(copy, lines, self._near), StandIn(copy)
        self.exchanges: list[Exchange] = []
        self.notices: list[Notice] = []
        self._count = crc32(goal.encode(errors="replace"))  # so that not every goal meets the same wordings

    @property
    def lines(self) -> list[str]:
        """What the person has said, without what stopped the play."""
        return [one.you for one in self.exchanges if one.verdict.level != "crisis"]

    @property
    def stopped(self) -> Exchange | None:
        """The exchange on which the play stopped, where there was danger in it."""
        last = self.exchanges[-1] if self.exchanges else None
        return last if last and last.verdict.level == "crisis" else None

    @property
    def over(self) -> bool:
        """Whether the talk has come to its end, or was stopped."""
        return bool(self.exchanges) and (self.stopped is not None or self.exchanges[-1].beat in {"close", "agreed"})

    def prepare(self) -> None:
        """Have the model read its fixed beginning, so that the first answer is as quick as the others."""
        with self._without_model():
            self._stand_in.prepare()

    def screen_goal(self) -> Exchange:
        """Screen the goal itself, before anything is played."""
        verdict, page = self._screen(self.goal)
        return Exchange(self.goal, "", verdict, None, self.style, page=page)

    def say(self, line: str) -> Exchange:
        """Say the next line, and hear the stand-in's; after the end the stand-in has nothing to say."""
        verdict, page = self._screen(line)
        if verdict.level == "crisis" or self.over:
            made = Exchange(line, "", verdict, None, self.style, page=page)
        else:
            heard = self._answer(line)
            made = Exchange(line, heard.text, verdict, heard.beat, self.style, heard.origin, page)
        self.exchanges.append(made)
        return made

    def take_back(self) -> str:
        """Undo the last exchange, to try that line again; returns what was said in it."""
        return self.exchanges.pop().you if self.exchanges else ""

    def branch(self, style: Style) -> Exchange:
        """Meet the last line with another style; the talk goes on in it."""
        line = self.take_back()
        self.style = style
        return self.say(line)

    def hint(self) -> str:
        """One thing to try in the next line."""
        return told.hint(self.goal, self.lines or [""], self.copy)

    def feedback(self) -> Feedback:
        """What is said about it afterwards; at least one line must have been said."""
        with self._without_model():  # what it lets through has returned
            return told.feedback(self.goal, self.lines, self.copy, self._writer, self._near)
        return told.feedback(self.goal, self.lines, self.copy)

    def card(self, feedback: Feedback) -> Card:
        """The card that comes of it."""
        found = self._entry() if self._entry else None
        detail = found.say.detail if found else ""
        return told.card(self.lines, feedback, detail, self.copy)

    def _answer(self, line: str) -> Line:
        lines, before = [*self.lines, line], self._beats()
        self._count += 1
        with self._without_model():
            return self._stand_in.answer(self.goal, lines, before, self.style, self._count)
        return self._plain.answer(self.goal, lines, before, self.style, self._count)

    @contextmanager
    def _without_model(self) -> Iterator[None]:
        """Where the model fails it is told once, and the rest is in the words that people wrote."""
        try:
            yield
        except CoachError as error:
            self._stand_in, self._writer = self._plain, None
            self.notices.append(Notice(error.title, error.msg))

    def _near(self, text: str, other: str) -> float:
        return self._judge.likeness(text, [other]) if self._judge else -1.0

    def _beats(self) -> Sequence[Beat]:
        return [one.beat for one in self.exchanges if one.beat]

    def _screen(self, text: str) -> tuple[Verdict, HelpPage | None]:
        heard = hear(text, self.lines, self._judge, self._writer.danger if self._writer else None)
        if heard.failed:
            self._judge = None
            self.notices.append(Notice(heard.failed.title, heard.failed.msg))
        verdict = heard.verdict
        if verdict.level == "clear":
            return verdict, None
        nth, perhaps = len(self.exchanges), not verdict.by_phrase
        return verdict, self._help.page(verdict.kind, verdict.level, self._country, nth, text, perhaps=perhaps)
