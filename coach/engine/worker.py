"""The child process that holds the model: `python -m coach.engine.worker`, spoken to in JSON lines.

It ends as soon as its input ends, in the middle of a word too, and writes nothing of what it is told anywhere.
"""

import json
import os
import queue
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from coach.child import Json, claim_output
from coach.engine.base import Delta, Message, Request
from coach.engine.llama import LlamaModel
from coach.errors import CoachError, EngineError


class Worker:
    """Takes orders from a queue; the thread that reads the input marks what is to be stopped."""

    def __init__(self, reply: Callable[[Json], None]) -> None:
        self._reply = reply
        self._orders: queue.Queue[Json] = queue.Queue()
        self._cancelled: set[int] = set()
        self._model: LlamaModel | None = None

    def listen(self) -> None:
        """Read orders until the input ends, then end the process at once."""
        for line in sys.stdin.buffer:
            order: Json = json.loads(line)
            if order["op"] == "cancel":
                self._cancelled.add(order["id"])
            else:
                self._orders.put(order)
        os._exit(0)

    def work(self) -> None:
        """Carry out orders, one at a time, for good."""
        while True:
            order = self._orders.get()
            try:
                self._carry_out(order)
            except CoachError as error:
                self._tell_error(order, error)
            except Exception as error:  # noqa: BLE001 - at the edge of the process; told to the parent, without the text
                self._tell_error(order, EngineError("The model could not do this", type(error).__name__))

    def _tell_error(self, order: Json, error: CoachError) -> None:
        told = {"type": type(error).__name__, "title": error.title, "msg": error.msg}
        self._reply({"id": order["id"], "error": told})

    def _carry_out(self, order: Json) -> None:
        number, op = order["id"], order["op"]
        if op == "load":
            states = Path(order["states"]) if order["states"] else None
            self._model = LlamaModel(Path(order["path"]), order["context"], order["slots"], states)
            self._reply({"id": number, "ok": True})
            return
        if self._model is None:
            raise EngineError("The model is not loaded", "Try again.")
        if op == "warm":
            kept = self._model.warm(_messages(order["messages"]), lambda: number in self._cancelled)
            self._reply({"id": number, "ok": True, "from_disk": kept})
        elif op == "count":
            self._reply({"id": number, "ok": self._model.count(order["text"])})
        else:
            self._stream(self._model, number, order["request"])

    def _stream(self, model: LlamaModel, number: int, raw: Json) -> None:
        for item in model.stream(_request(raw), lambda: number in self._cancelled):
            if isinstance(item, Delta):
                self._reply({"id": number, "delta": item.text})
            else:
                self._reply({"id": number, "stats": asdict(item)})


def _messages(raw: list[Json]) -> tuple[Message, ...]:
    return tuple(Message(message["role"], message["content"]) for message in raw)


def _request(raw: dict[str, Any]) -> Request:
    return Request(**raw | {"messages": _messages(raw["messages"]), "stop": tuple(raw["stop"])})


def main() -> None:
    """Serve until the input ends; a little less urgent than the screen."""
    if hasattr(os, "nice"):
        os.nice(5)
    worker = Worker(claim_output())
    threading.Thread(target=worker.listen, daemon=True).start()
    worker.work()


if __name__ == "__main__":
    main()
