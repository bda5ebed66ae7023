"""The child process that holds the model: `python -m coach.engine.worker`, spoken to in JSON lines.

Orders: `load`, `warm`, `count`, `weigh`, `draw`, `stream`, and `cancel`, each with the `id` that its replies carry. The
process ends as soon as its input ends, in the middle of a word too, and writes what it is told nowhere.
"""

import json
import os
import queue
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from coach.child import Json, claim_output
from coach.engine.base import Delta, Message, Request
from coach.engine.llama import LlamaModel
from coach.errors import CoachError, EngineError


class Worker:
    """Carries out orders one at a time, while another thread listens for what is to be stopped."""

    def __init__(self, reply: Callable[[Json], None]) -> None:
        """Replies go to `reply`; `listen` and `work` run in two threads."""
        self._reply = reply
        self._orders: queue.Queue[Json] = queue.Queue()
        self._cancelled: set[int] = set()
        self._model: LlamaModel | None = None

    def listen(self) -> None:
        """Read orders until the input ends, then end the process at once."""
        try:
            for line in sys.stdin.buffer:
                order: Json = json.loads(line)
                if order["op"] == "cancel":
                    self._cancelled.add(order["id"])
                else:
                    self._orders.put(order)
        finally:
            os._exit(0)

    def work(self) -> None:
        """Carry out orders for good."""
        while True:
            order = self._orders.get()
            try:
                self._carry_out(order)
            except CoachError as error:
                self._tell(order, error)
            except Exception as error:  # noqa: BLE001 - the process boundary: re-told, without a word of any message
                self._tell(order, _unforeseen(error))

    def _carry_out(self, order: Json) -> None:
        number, op = order["id"], order["op"]
        if op == "load":
            states = Path(order["states"]) if order["states"] else None
            adapter = Path(order["adapter"]) if order["adapter"] else None
            self._model = LlamaModel(
                Path(order["path"]),
                order["context"],
                order["threads"],
                slots=order["slots"],
                states=states,
                adapter=adapter,
            )
            self._reply({"id": number, "ok": True})
            return
        if self._model is None:
            raise EngineError("The model is not loaded", "Nothing is lost. Try again.")
        if op == "warm":
            from_disk = self._model.warm(_messages(order["messages"]), lambda: number in self._cancelled)
            self._reply({"id": number, "ok": True, "from_disk": from_disk})
        elif op == "count":
            self._reply({"id": number, "ok": True, "count": self._model.count(order["text"])})
        elif op == "weigh":
            shares = self._model.weigh(
                _messages(order["messages"]), order["answers"], lambda: number in self._cancelled
            )
            self._reply({"id": number, "ok": True, "shares": shares})
        elif op == "draw":
            some = [_request(raw) for raw in order["requests"]]
            texts, stats = self._model.draw(some, lambda: number in self._cancelled)
            self._reply({"id": number, "texts": texts, "stats": asdict(stats)})
        elif op == "stream":
            self._stream(self._model, number, order["request"])

    def _stream(self, model: LlamaModel, number: int, raw: Json) -> None:
        for item in model.stream(_request(raw), lambda: number in self._cancelled):
            told = {"delta": item.text} if isinstance(item, Delta) else {"stats": asdict(item)}
            self._reply({"id": number} | told)

    def _tell(self, order: Json, error: CoachError) -> None:
        told = {"type": type(error).__name__, "title": error.title, "msg": error.msg}
        self._reply({"id": order["id"], "error": told})


def _messages(raw: list[Json]) -> tuple[Message, ...]:
    return tuple(Message(message["role"], message["content"]) for message in raw)


def _request(raw: Json) -> Request:
    return Request(**raw | {"messages": _messages(raw["messages"]), "stop": tuple(raw["stop"])})


def _unforeseen(error: Exception) -> EngineError:
    return EngineError(
        f"The model could not do this ({type(error).__name__})",
        "Your message is still here, and nothing is lost. The library's own words are used.",
    )


def _leave_no_trace() -> None:
    """If native code crashes, no picture of the memory is written: the conversation is in it."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Serve until the input ends, a little less urgently than the screen."""
    _leave_no_trace()
    if hasattr(os, "nice"):
        os.nice(5)
    worker = Worker(claim_output())
    threading.Thread(target=worker.listen, daemon=True).start()
    worker.work()


if __name__ == "__main__":
    main()
