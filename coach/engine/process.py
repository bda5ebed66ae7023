"""The engine that runs a model file in a child process: when the model dies, the conversation does not."""

import itertools
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Literal

from coach import errors, paths
from coach.child import Child, ChildGone, Json
from coach.engine.base import Delta, Message, Request, Stats
from coach.errors import CoachError, EngineDied, EngineError, ModelMissing

State = Literal["cold", "loading", "ready", "dead"]

_CANCELLED = Stats(0, 0, 0.0, 0, 0.0, "cancelled")
_LOOK_AGAIN_S = 0.05


class _Ticket:
    """One stream, from the call to its last item."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.cancelled = False


class ProcessEngine:
    """An `Engine` over `coach.engine.worker`; every method may be called from any thread."""

    def __init__(
        self,
        name: str,
        path: Path,
        context: int = 4096,
        *,
        threads: int | None = None,
        slots: int = 2,
        states: Path | None = None,
        adapter: Path | None = None,
    ) -> None:
        """Nothing starts yet.

        Args:
            name: what replies and the screen call the model.
            path: a GGUF file.
            context: tokens that one chat may have, answer included.
            threads: None takes one for each physical core.
            slots: how many fixed beginnings stay in memory at once.
            states: folder for the states after fixed beginnings; None is `prompt-state` in the cache folder.
            adapter: a GGUF file of low-rank changes to the model, or None.
        """
        self._name, self._path = name, path
        self._settings = {
            "context": context,
            "threads": threads,
            "slots": slots,
            "adapter": str(adapter) if adapter else None,
        }
        self._states = states
        self._ids = itertools.count(1)
        self._child: Child | None = None
        self._loaded = self._loading = self._died = self._closed = False
        self._warmed: list[tuple[Message, ...]] = []
        self._talking = threading.Lock()  # held by whoever waits for the child's replies
        self._guard = threading.Lock()  # for the two fields below, never held for long
        self._tickets: set[_Ticket] = set()
        self._writing: _Ticket | None = None

    @property
    def name(self) -> str:
        """The model's name."""
        return self._name

    @property
    def pid(self) -> int | None:
        """The child's process id, or None."""
        child = self._child
        return child.pid if child else None

    @property
    def state(self) -> State:
        """`cold`: not started, or closed; `dead`: ended by itself, and starts anew when called."""
        child = self._child
        if self._closed:
            return "cold"
        if self._loading:
            return "loading"
        if child and self._loaded:
            return "ready" if child.alive else "dead"
        return "dead" if self._died else "cold"

    @property
    def ready(self) -> bool:
        """Whether the child has loaded the model."""
        return self.state == "ready"

    def load(self) -> None:
        """Start the child and wait until it can write."""
        if self.state == "ready":
            return
        with self._talking:
            self._ensure()

    def warm(self, messages: Sequence[Message]) -> None:
        """Have a fixed beginning read; again by itself whenever the child is started anew."""
        with self._talking:
            self._ensure()
            self._ask("warm", messages=[asdict(message) for message in messages])
            if tuple(messages) not in self._warmed:
                self._warmed.append(tuple(messages))

    def count(self, text: str) -> int:
        """How many tokens a text has for this model.

        Raises:
            EngineDied: the process ended.
        """
        with self._talking:
            self._ensure()
            return int(self._ask("count", text=text)["count"])

    def stream(self, request: Request) -> Iterator[Delta | Stats]:
        """Write, piece by piece; closing the iterator early cancels. One at a time: a second one waits."""
        with self._ticket() as ticket:
            if not self._take_turn(ticket):
                yield _CANCELLED
                return
            try:
                self._ensure(ticket)
                yield from self._stream(ticket, request)
            finally:
                self._talking.release()

    def draw(self, requests: Sequence[Request]) -> tuple[tuple[str, ...], Stats]:
        """Several answers, side by side. One at a time: a second call waits."""
        told = self._order("draw", requests=[asdict(one) for one in requests])
        return (tuple(told["texts"]), Stats(**told["stats"])) if told else ((), _CANCELLED)

    def weigh(
        self, messages: Sequence[Message], answers: Sequence[str], patience_s: float | None = None
    ) -> tuple[float, ...]:
        """How likely each answer is; waits for a stream under way, and takes about a second."""
        chat = [asdict(message) for message in messages]
        told = self._order("weigh", patience_s, messages=chat, answers=list(answers))
        return tuple(told["shares"]) if told else ()

    def _order(self, op: str, patience_s: float | None = None, **fields: object) -> Json | None:
        """What the child answers to an order that can be cancelled; None where it was before its turn, or closed."""
        with self._ticket() as ticket, self._patience(ticket, patience_s):
            if not self._take_turn(ticket):
                return None
            try:
                self._ensure(ticket)
                with self._under_way(ticket):
                    self._send({"op": op, "id": ticket.number, **fields})
                    return self._receive(ticket.number)
            except CoachError:
                if not self._closed:
                    raise
                return None
            finally:
                self._talking.release()

    def cancel(self) -> None:
        """Stop the stream under way, if there is one, and those that wait for it."""
        with self._guard:
            for ticket in self._tickets:
                ticket.cancelled = True
            if self._writing:
                self._cancel(self._writing)

    def close(self) -> None:
        """End the child, whatever it does; a stream under way ends as cancelled."""
        self._closed = True
        child, self._child = self._child, None
        if child:
            child.close()

    # The stream under way

    @contextmanager
    def _ticket(self) -> Iterator[_Ticket]:
        ticket = _Ticket(next(self._ids))
        with self._guard:
            self._tickets.add(ticket)
        try:
            yield ticket
        finally:
            with self._guard:
                self._tickets.discard(ticket)

    def _take_turn(self, ticket: _Ticket) -> bool:
        """Wait until nobody else talks to the child; False where the ticket is cancelled before that."""
        while not self._talking.acquire(timeout=_LOOK_AGAIN_S):
            if ticket.cancelled:
                return False
        return True

    @contextmanager
    def _patience(self, ticket: _Ticket, seconds: float | None) -> Iterator[None]:
        """After so many seconds the ticket is cancelled."""
        if seconds is None:
            yield
            return
        clock = threading.Timer(seconds, self._drop, [ticket])
        clock.start()
        try:
            yield
        finally:
            clock.cancel()

    def _drop(self, ticket: _Ticket) -> None:
        with self._guard:
            ticket.cancelled = True
            if self._writing is ticket:
                self._cancel(ticket)

    @contextmanager
    def _under_way(self, ticket: _Ticket) -> Iterator[None]:
        """From here on `cancel` is told to the child; one that came before is told now."""
        with self._guard:
            self._writing = ticket
            if ticket.cancelled:
                self._cancel(ticket)
        try:
            yield
        finally:
            with self._guard:
                self._writing = None

    def _cancel(self, ticket: _Ticket) -> None:
        child = self._child
        if child:
            with suppress(ChildGone):  # whoever reads the stream is told
                child.send({"op": "cancel", "id": ticket.number})

    def _stream(self, ticket: _Ticket, request: Request) -> Iterator[Delta | Stats]:
        with self._under_way(ticket):
            ended = False
            try:
                self._send({"op": "stream", "id": ticket.number, "request": asdict(request)})
                for item in self._items(ticket.number):
                    ended = isinstance(item, Stats)
                    yield item
            except CoachError:
                ended = True
                if not self._closed:
                    raise
                yield _CANCELLED
            finally:
                if not ended:
                    self._drain(ticket)

    def _items(self, number: int) -> Iterator[Delta | Stats]:
        while True:
            message = self._receive(number)
            if "stats" in message:
                yield Stats(**message["stats"])
                return
            yield Delta(message["delta"])

    def _drain(self, ticket: _Ticket) -> None:
        """Cancel an abandoned stream and read it to its end, so that the next one starts clean."""
        self._cancel(ticket)
        with suppress(CoachError):  # it has died or failed: the next call starts it anew
            for _ in self._items(ticket.number):
                pass

    # The child

    def _ensure(self, ticket: _Ticket | None = None) -> None:
        """A child that can write; `_talking` is held. `ticket` is the stream that waits, if any."""
        if self._closed:
            raise _closed()
        if self._child and self._child.alive and self._loaded:
            return
        if not self._path.is_file():
            raise ModelMissing(
                f"The model {self._name} is not on this machine",
                "Nothing is lost; the library's own words are used. `coach models` tells how to get it.",
            )
        self._abandon()
        self._loading = True
        try:
            self._start()
            for messages in self._warmed:
                if ticket and ticket.cancelled:
                    break
                self._ask("warm", messages=[asdict(message) for message in messages])
        except CoachError:
            self._abandon()
            self._died = True
            raise
        finally:
            self._loading = False

    def _start(self) -> None:
        self._child = Child("coach.engine.worker")
        if self._closed:  # while it started
            raise _closed()
        states = self._states or paths.cache_dir() / "prompt-state"
        self._ask("load", path=str(self._path), states=str(states), **self._settings)
        self._loaded = True

    def _abandon(self) -> None:
        """Let go of a child that is no longer of use."""
        child, self._child, self._loaded = self._child, None, False
        if child:
            child.close()

    def _ask(self, op: str, **fields: object) -> Json:
        number = next(self._ids)
        self._send({"op": op, "id": number, **fields})
        return self._receive(number)

    def _send(self, message: Json) -> None:
        child = self._child
        if child is None:
            raise self._gone()
        try:
            child.send(message)
        except ChildGone as error:
            raise self._gone() from error

    def _receive(self, number: int) -> Json:
        """The next reply to this order."""
        while True:
            child = self._child
            if child is None:
                raise self._gone()
            try:
                message = child.receive()
            except (ChildGone, ValueError) as error:  # ValueError: closed by another thread, or half a line
                raise self._gone() from error
            if message["id"] == number:
                if "error" in message:
                    raise _told(message["error"])
                return message

    def _gone(self) -> EngineError:
        self._abandon()
        if self._closed:
            return _closed()
        self._died = True
        return EngineDied(
            "The model stopped",
            "Your message is still here. It starts again by itself with the next message; until then the "
            "library's own words are used.",
        )


def _closed() -> EngineError:
    return EngineError("The model has been closed", "Nothing is lost. Start the coach again to use it.")


def _told(raw: Json) -> CoachError:
    """The error as the child raised it."""
    kind = getattr(errors, raw["type"], EngineError)
    error: CoachError = kind(raw["title"], raw["msg"])
    return error
