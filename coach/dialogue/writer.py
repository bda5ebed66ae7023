"""Have the model word one part, check it, and try again; what fails gives way to the library's own words.

A model that has learnt from our examples has learnt as well to tell whether a sentence is true to a message, and is
asked that of each of several that it draws. What it doubts is not shown, and of the others the truest is.
"""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from coach.dialogue.prompt import FALSE, LEVELS, TRUE, Prompts, Task, Written, in_danger, is_it_true
from coach.engine.base import MOST_DRAWN, Delta, Engine, Request, Stats
from coach.errors import CoachError
from coach.guard.base import Context, Problem
from coach.guard.check import check
from coach.guard.meaning import Judge, check_meaning
from coach.guard.who import SENTENCE
from coach.guard.words import content

_AGAIN_TEMPERATURE = 0.8
_AGAIN_LEARNT = 0.4
"""Of sentences drawn at .8 a reader found right .43, of the likeliest ones .83 (92 of entries not learnt from)."""
TRUE_ENOUGH: dict[Written, float] = {"heard": 0.8, "say": 0.93}
"""How sure a model that has learnt to tell must be that its sentence is true to the message. From .5 and .8 on, two
readers found .30 and .40 of those shown wrong (`benchmarks/data/blind/shown`), more than of the library's own."""
VOUCHED = 0.95
"""How sure it must be for the rules that only suspect to be left out."""

SURELY_TRUE = 0.98
"""How sure it must be for those drawn after it not to be weighed: each takes a second or more."""

_PATIENCE_S = 4.0
"""Nobody waits longer for a second opinion on danger: what the rules and the classifier hear is shown then."""
_WISHES_ALREADY = re.compile(r"\b(?:I['’]d like|I want|can we|could we|can you|could you)\b", re.IGNORECASE)
_WISHES = re.compile(rf"\?$|{_WISHES_ALREADY.pattern}", re.IGNORECASE)


@dataclass
class Tally:
    """What the model did over a turn; `first_token` is a clock reading, None while there is none."""

    prompt_tokens: int = 0
    cached_tokens: int = 0
    written_tokens: int = 0
    write_ms: float = 0.0
    first_token: float | None = None

    @property
    def tokens_per_s(self) -> float | None:
        """How fast it wrote; None where it wrote nothing."""
        return self.written_tokens / self.write_ms * 1000 if self.write_ms and self.written_tokens else None


@dataclass(frozen=True)
class Attempt:
    """One text of the model's, and why it must not be shown, if so. `cancelled`: it was stopped on the way; `nth`: of
    those drawn for a part, the likeliest is 0."""

    text: str
    problem: Problem | None
    cancelled: bool = False
    nth: int = 0


class Writer:
    """Asks an engine for the parts of a reply, and the guard whether they may be shown."""

    def __init__(self, engine: Engine, prompts: Prompts, judge: Judge | None) -> None:
        """`judge` reads what was written by its meaning as well; None leaves it to the rules, as in a test."""
        self.engine, self._prompts, self._judge = engine, prompts, judge

    @property
    def learnt(self) -> bool:
        """Whether the model has learnt from our examples to word replies, and to tell what is true to a message."""
        return self._prompts.learnt

    def prepare(self) -> None:
        """Start the model and have it read the fixed beginnings.

        Raises:
            CoachError: it cannot be started.
        """
        self.engine.load()
        for beginning in self._prompts.beginnings():
            self.engine.warm(beginning)

    def context(self, task: Task) -> Context | None:
        """What the words for a part may rest on; None where the model is given too little to go by.

        A question leaves no draft. A model that has learnt to word one is held to what the person wonders.
        """
        draft = task.draft or (task.wondering if self.learnt else "")
        return Context(task.message, draft, task.wish) if draft else None

    def danger(self, text: str) -> tuple[float, float] | None:
        """As `coach.guard.opinion.Second`: None where the model has not learnt it, or cannot be asked at once."""
        if not (self.learnt and self.engine.ready):
            return None
        try:
            shares = self.engine.weigh(in_danger(text), LEVELS, _PATIENCE_S)
        except CoachError:  # the classifier has been heard, and whoever writes next is told
            return None
        return (shares[2], shares[1] + shares[2]) if shares else None

    def attempts(self, task: Task, context: Context, tally: Tally, nth: int = 0) -> Iterator[Attempt]:
        """Attempts at a part; ends with the one to show, or one that was cancelled, where there is any.

        A model that has learnt to tell what is true draws several side by side, and the one that it finds truest is
        shown; any other has two tries.

        Args:
            task: the part.
            context: what it may rest on.
            tally: is added to.
            nth: how often this message has been asked before; 0 takes the likeliest words first.

        Raises:
            EngineError: the engine could not do it, or died.
            CoachError: a check could not run; nothing of the model's may be shown.
        """
        if self.learnt:
            yield from self._drawn(task, context, tally, nth)
            return
        for seed in (2 * nth, 2 * nth + 1):
            request = self._prompts.request(task, temperature=_AGAIN_TEMPERATURE if seed else 0.0, seed=seed)
            text, cancelled = gather(self.engine, request, tally)
            problem = None if cancelled else self._problem(task, text, context)
            yield Attempt(text, problem, cancelled=cancelled)
            if cancelled or problem is None:
                return

    def _drawn(self, task: Task, context: Context, tally: Tally, nth: int) -> Iterator[Attempt]:
        """Those that fail first, then the truest that passes; or what there was when it was cancelled."""
        first, begun = MOST_DRAWN * nth, time.perf_counter()
        texts, stats = self.engine.draw(
            [
                self._prompts.request(task, temperature=_AGAIN_LEARNT if seed else 0.0, seed=seed)
                for seed in range(first, first + MOST_DRAWN)
            ]
        )
        _add(tally, stats)
        if tally.first_token is None and stats.written_tokens:
            tally.first_token = begun + stats.prompt_ms / 1000
        if stats.stopped == "cancelled":
            yield Attempt(texts[0] if texts else "", None, cancelled=True)
            return
        passed: list[tuple[float, Attempt]] = []
        whole = dict.fromkeys(closed(one, task) if task.part == "say" else one for one in texts)
        for number, text in enumerate(whole):
            attempt, true = self._weighed(task, text, context)
            attempt = replace(attempt, nth=number)
            if attempt.cancelled or attempt.problem:
                yield attempt
            else:
                passed.append((true, attempt))
            if attempt.cancelled:
                return
            if passed and true >= SURELY_TRUE:
                break
        if passed:
            yield max(passed, key=lambda one: one[0])[1]

    def _weighed(self, task: Task, text: str, context: Context) -> tuple[Attempt, float]:
        """What the rules, the model itself and the judge say of a text, and how sure the model is that it is true."""
        problem = check(task.part, text, context, vouched=True)
        if problem:
            return Attempt(text, problem), 0.0
        true = self.engine.weigh(is_it_true(task.message or task.draft, task.part, text), (TRUE, FALSE))
        if not true:
            return Attempt(text, None, cancelled=True), 0.0
        problem = _doubt(task, text, context, true[0])
        if problem is None and self._judge:
            problem = check_meaning(task.part, text, context, self._judge)
        return Attempt(text, problem), true[0]

    def _problem(self, task: Task, text: str, context: Context) -> Problem | None:
        problem = check(task.part, text, context)
        return problem or (check_meaning(task.part, text, context, self._judge) if self._judge else None)


def _doubt(task: Task, text: str, context: Context, true: float) -> Problem | None:
    """What comes of how sure the model is that its sentence is true; short of vouching, all rules must hold."""
    if true < TRUE_ENOUGH[task.part]:
        return Problem("broken", f"true {true:.2f}")
    return None if true >= VOUCHED else check(task.part, text, context)


def closed(text: str, task: Task) -> str:
    """Words to say whose last sentence asks or wishes for what has to do with neither the message nor the entry's wish:
    that wish, as people wrote it, stands in its place, or nothing where the person wishes for something already."""
    *told, last = SENTENCE.split(text)
    said = set(content(last))
    if not told or not _WISHES.search(last) or said & set(content(f"{task.draft} {task.wish}")):
        return text
    wishes = _WISHES_ALREADY.search(" ".join(told)) or not task.wish
    return " ".join(told if wishes else (*told, task.wish))


def gather(engine: Engine, request: Request, tally: Tally) -> tuple[str, bool]:
    """The whole of what an engine writes, and whether it was stopped on the way; adds to the tally.

    Raises:
        EngineError: the engine could not do it, or died.
    """
    text, cancelled = "", False
    for item in engine.stream(request):
        if isinstance(item, Delta):
            if tally.first_token is None:
                tally.first_token = time.perf_counter()
            text += item.text
        else:
            _add(tally, item)
            cancelled = item.stopped == "cancelled"
    return text.strip(), cancelled


def _add(tally: Tally, stats: Stats) -> None:
    tally.prompt_tokens += stats.prompt_tokens
    tally.cached_tokens += stats.cached_tokens
    tally.written_tokens += stats.written_tokens
    tally.write_ms += stats.write_ms
