"""An engine that writes what it is told to: for tests, demonstrations and work on the screen."""

import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence

from coach.engine.base import Delta, Message, Request, Stats, Stopped
from coach.errors import EngineDied

Script = Sequence[str] | Callable[[Request], str]


class ScriptedEngine:
    """An `Engine` without a model.

    Args:
        script: one text for each stream, in order and then the last again; or a function of the request.
        delay: seconds before each piece, and before the first one.
        die_after: pieces after which it dies, once.
    """

    name = "scripted"

    def __init__(self, script: Script, *, delay: float = 0.0, die_after: int | None = None) -> None:
        self._script, self._delay, self._die_after = script, delay, die_after
        self._stop = threading.Event()
        self.requests: list[Request] = []
        self.warmed: list[tuple[Message, ...]] = []
        self.loads = 0

    def load(self) -> None:
        """Nothing to load; counted."""
        self.loads += 1

    def warm(self, messages: Sequence[Message]) -> None:
        """Remember what was to be read."""
        self.warmed.append(tuple(messages))

    def stream(self, request: Request) -> Iterator[Delta | Stats]:
        """Write the next text of the script, a word at a time."""
        self._stop.clear()
        self.requests.append(request)
        written, stopped = 0, "done"
        for piece in self._pieces(request):
            if self._stop.wait(self._delay):
                stopped = "cancelled"
                break
            if self._die_after is not None and written >= self._die_after:
                self._die_after = None
                raise EngineDied("The model has stopped", "Your message is still here.")
            if written >= request.max_tokens:
                stopped = "length"
                break
            written += 1
            yield Delta(piece)
        reason: Stopped = "cancelled" if stopped == "cancelled" else "length" if stopped == "length" else "done"
        yield Stats(
            len(request.messages), 0, self._delay * 1000, written, max(written * self._delay * 1000, 0.01), reason
        )

    def _pieces(self, request: Request) -> list[str]:
        if callable(self._script):
            text = self._script(request)
        else:
            text = self._script[min(len(self.requests), len(self._script)) - 1]
        for stop in request.stop:
            text = text.partition(stop)[0]
        return re.findall(r"\s*\S+|\s+$", text)

    def cancel(self) -> None:
        """Stop the text under way."""
        self._stop.set()

    def close(self) -> None:
        """Nothing to end."""
        self._stop.set()


def slowly(seconds: float, text: str) -> Callable[[Request], str]:
    """A script whose text comes after a while, as a long prompt's does."""

    def script(_: Request) -> str:
        time.sleep(seconds)
        return text

    return script
