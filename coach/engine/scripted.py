"""An engine that writes what it is told to: for tests, demonstrations and work on the screen."""

import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence

from coach.engine.base import Delta, Message, Request, Stats, Stopped, one_by_one
from coach.engine.text import TextOut
from coach.errors import EngineDied, EngineError

Script = Sequence[str] | Callable[[Request], str]


class ScriptedEngine:
    """An `Engine` without a model; a word counts as a token.

    Attributes:
        requests: what it was asked to write, in order.
        warmed: what it was asked to read beforehand.
        weighed: what it was asked to weigh answers to.
        loads: how often it was started.
    """

    def __init__(
        self,
        script: Script,
        *,
        delay: float = 0.0,
        reading: float = 0.0,
        die_after: int | None = None,
        first: float | Callable[[Sequence[Message]], float | None] | None = 1.0,
    ) -> None:
        """Nothing starts yet.

        Args:
            script: one text for each stream, then the last again; or a function of the request.
            delay: seconds before each word.
            reading: seconds before the first word, as a long prompt takes.
            die_after: words after which it dies, once.
            first: how likely the first of some answers is, where it is asked to weigh them; the others share the rest.
                None: it is cancelled over it.
        """
        self._script, self._delay, self._reading, self._die_after = script, delay, reading, die_after
        self._first = first
        self._stop = threading.Event()
        self._running = self._closed = False
        self.requests: list[Request] = []
        self.warmed: list[tuple[Message, ...]] = []
        self.weighed: list[tuple[Message, ...]] = []
        self.loads = 0

    @property
    def name(self) -> str:
        """Always `scripted`."""
        return "scripted"

    @property
    def ready(self) -> bool:
        """Whether it was started."""
        return self._running

    def load(self) -> None:
        """Start it, where it does not run."""
        if self._closed:
            raise EngineError("The model has been closed", "Nothing is lost. Start the coach again to use it.")
        if not self._running:
            self._running = True
            self.loads += 1

    def warm(self, messages: Sequence[Message]) -> None:
        """Remember what was to be read."""
        self.load()
        self.warmed.append(tuple(messages))

    def count(self, text: str) -> int:
        """How many words a text has."""
        return len(_words(text))

    def stream(self, request: Request) -> Iterator[Delta | Stats]:
        """Write the next text of the script, a word at a time."""
        self.load()
        self._stop.clear()
        self.requests.append(request)
        begun = time.perf_counter()
        stopped: Stopped = "cancelled" if self._stop.wait(self._reading) else "done"
        read = time.perf_counter()
        out, written = TextOut(request.stop), 0
        for word in _words(self._text(request)) if stopped == "done" else ():
            if early := self._ends_early(written, request):
                stopped = early
                break
            written += 1
            if shown := out.feed(word.encode()):
                yield Delta(shown)
            if out.stopped:
                break
        if rest := out.end():
            yield Delta(rest)
        now = time.perf_counter()
        yield Stats(self._size(request), 0, (read - begun) * 1000, written, (now - read) * 1000, stopped)

    def draw(self, requests: Sequence[Request]) -> tuple[tuple[str, ...], Stats]:
        """Several answers, one after the other."""
        return one_by_one(self, requests)

    def weigh(
        self,
        messages: Sequence[Message],
        answers: Sequence[str],
        patience_s: float | None = None,  # noqa: ARG002
    ) -> tuple[float, ...]:
        """As it was told to; none where it was told None."""
        self.load()
        self.weighed.append(tuple(messages))
        first = self._first(messages) if callable(self._first) else self._first
        if first is None:
            return ()
        return (first, *[(1 - first) / (len(answers) - 1)] * (len(answers) - 1))

    def cancel(self) -> None:
        """Stop the text under way."""
        self._stop.set()

    def close(self) -> None:
        """End it for good."""
        self._closed = True
        self._stop.set()

    def _ends_early(self, written: int, request: Request) -> Stopped | None:
        """Wait for the next word; why there is none, or None where there is."""
        if written >= request.max_tokens:
            return "length"
        if self._die_after is not None and written >= self._die_after:
            self._die_after, self._running = None, False
            raise EngineDied("The model stopped", "Your message is still here. It starts again by itself.")
        return "cancelled" if self._stop.wait(self._delay) else None

    def _text(self, request: Request) -> str:
        if callable(self._script):
            return self._script(request)
        return self._script[min(len(self.requests), len(self._script)) - 1] if self._script else ""

    def _size(self, request: Request) -> int:
        return sum(self.count(message.content) for message in request.messages) + self.count(request.prefix)


def _words(text: str) -> list[str]:
    """Words with the space before them; nothing is lost."""
    return re.findall(r"\s*\S+|\s+$", text)
