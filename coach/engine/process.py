"""The engine that runs a GGUF in a child process: when the model dies, the conversation does not."""

import itertools
import threading
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Literal

from coach import errors
from coach.child import Child, ChildGone, Json
from coach.engine.base import Delta, Message, Request, Stats
from coach.errors import EngineDied, EngineError

State = Literal["cold", "loading", "ready", "dead"]


class ProcessEngine:
    """An `Engine` over `coach.engine.worker`."""

    def __init__(
        self, name: str, path: Path, *, context: int = 3072, slots: int = 2, states: Path | None = None
    ) -> None:
        """Nothing starts yet.

        Args:
            name: what replies and the screen call the model.
            path: a GGUF file, already checked.
            context: tokens that each of the `slots` chats may have.
            states: folder for the state after fixed beginnings, or None.
        """
        self._name, self._path, self._context, self._slots, self._states = name, path, context, slots, states
        self._child: Child | None = None
        self._ids = itertools.count(1)
        self._streaming: int | None = None
        self._warmed: list[tuple[Message, ...]] = []
        self._busy = threading.RLock()
        self._closed = False
        self.state: State = "cold"

    @property
    def name(self) -> str:
        """The model's name."""
        return self._name

    @property
    def pid(self) -> int | None:
        """The child's process id, or None."""
        return self._child.pid if self._child else None

    def load(self) -> None:
        """Start the child and wait until it can write."""
        with self._busy:
            self._ensure()

    def warm(self, messages: Sequence[Message]) -> None:
        """Read a fixed beginning now, and again whenever the child is started anew."""
        with self._busy:
            self._ensure()
            self._ask("warm", messages=[asdict(message) for message in messages])
            if tuple(messages) not in self._warmed:
                self._warmed.append(tuple(messages))

    def count(self, text: str) -> int:
        """How many tokens a text has for this model."""
        with self._busy:
            self._ensure()
            return int(self._ask("count", text=text)["ok"])

    def stream(self, request: Request) -> Iterator[Delta | Stats]:
        """Write, piece by piece; closing the iterator early cancels."""
        with self._busy:
            self._ensure()
            number = next(self._ids)
            ended = False
            self._send({"op": "stream", "id": number, "request": asdict(request)})
            self._streaming = number
            try:
                for item in self._items(number):
                    ended = isinstance(item, Stats)
                    yield item
            except EngineError:
                ended = True
                raise
            finally:
                self._streaming = None
                if not ended:
                    self._drain(number)

    def cancel(self) -> None:
        """Stop the stream under way, if there is one."""
        number, child = self._streaming, self._child
        if number is not None and child is not None:
            try:
                child.send({"op": "cancel", "id": number})
            except ChildGone:
                return  # whoever reads the stream is told

    def close(self) -> None:
        """End the child, whatever it is doing."""
        self._closed = True
        child, self._child = self._child, None
        if child:
            child.close(patience=1.0)
        self.state = "cold"

    def _ensure(self) -> None:
        if self._child and self._child.alive:
            return
        if self._closed:
            raise EngineError("The model has been closed", "Start the coach again.")
        self._child, self.state = None, "loading"
        child = Child("coach.engine.worker")
        self._child = child
        try:
            self._ask("load", path=str(self._path), context=self._context, slots=self._slots,
                      states=str(self._states) if self._states else None)  # fmt: skip
            for messages in self._warmed:
                self._ask("warm", messages=[asdict(message) for message in messages])
        except (EngineError, errors.ModelError):
            child.close()
            self._child, self.state = None, "dead"
            raise
        self.state = "ready"

    def _ask(self, op: str, **fields: object) -> Json:
        number = next(self._ids)
        self._send({"op": op, "id": number, **fields})
        return self._receive(number)

    def _send(self, message: Json) -> None:
        if self._child is None:
            raise self._died()
        try:
            self._child.send(message)
        except ChildGone as error:
            raise self._died() from error

    def _receive(self, number: int) -> Json:
        """The next reply to this order; late ones to earlier orders are passed over."""
        while True:
            child = self._child
            if child is None:
                raise self._died()
            try:
                message = child.receive()
            except (ChildGone, ValueError) as error:
                raise self._died() from error
            if message["id"] == number:
                if "error" in message:
                    raise _told(message["error"])
                return message

    def _items(self, number: int) -> Iterator[Delta | Stats]:
        while True:
            message = self._receive(number)
            if "stats" in message:
                yield Stats(**message["stats"])
                return
            yield Delta(message["delta"])

    def _drain(self, number: int) -> None:
        """Cancel an abandoned stream and read it to its end, so that the next one starts clean."""
        try:
            self._send({"op": "cancel", "id": number})
            for _ in self._items(number):
                pass
        except EngineError:
            return  # it has died or failed; the next call starts it anew

    def _died(self) -> EngineDied:
        self._child, self.state = None, "dead"
        return EngineDied(
            "The model has stopped",
            "Your message is still here. The model starts again by itself with your next message.",
        )


def _told(raw: Json) -> errors.CoachError:
    kind = getattr(errors, raw["type"], EngineError)
    error: errors.CoachError = kind(raw["title"], raw["msg"])
    return error
