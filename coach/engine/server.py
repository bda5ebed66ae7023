"""An engine behind an address that speaks the OpenAI chat interface, such as llama-server on this machine.

Only loopback addresses are taken unless the caller says otherwise: nothing leaves the machine by accident.
"""

import ipaddress
import json
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

import httpx

from coach.engine.base import Delta, Message, Request, Stats, Stopped
from coach.errors import EngineDied, EngineError


class ServerEngine:
    """An `Engine` over HTTP.

    Args:
        address: such as `http://127.0.0.1:8080`.
        model: the name to ask the server for.
        allow_remote: take an address that is not of this machine.

    Raises:
        EngineError: the address is not one, or is remote without leave.
    """

    def __init__(self, address: str, model: str, *, allow_remote: bool = False) -> None:
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise EngineError("This is not an address", f"{address}: give one such as http://127.0.0.1:8080")
        if not allow_remote and not _is_loopback(parts.hostname):
            raise EngineError(
                "This address is on another machine",
                "What you type would leave this one. Only addresses of this machine are taken.",
            )
        self._url = address.rstrip("/") + "/v1/chat/completions"
        self._model = model
        self._stop = threading.Event()

    @property
    def name(self) -> str:
        """The model's name on the server."""
        return self._model

    def load(self) -> None:
        """The server has loaded it, or tells with the first message that it has not."""

    def warm(self, messages: Sequence[Message]) -> None:
        """The server keeps its own cache."""

    def cancel(self) -> None:
        """Stop the stream under way at its next piece."""
        self._stop.set()

    def close(self) -> None:
        """Nothing is held between streams."""
        self._stop.set()

    def stream(self, request: Request) -> Iterator[Delta | Stats]:
        """Write, piece by piece."""
        self._stop.clear()
        begun, first, written, stopped = time.perf_counter(), 0.0, 0, "done"
        try:
            for text in self._pieces(request):
                first = first or time.perf_counter()
                if self._stop.is_set():
                    stopped = "cancelled"
                    break
                written += 1
                yield Delta(text)
        except httpx.ConnectError as error:
            raise EngineError(
                "The model's server does not answer", "Your message is still here. Is it running?"
            ) from error
        except httpx.HTTPError as error:
            raise EngineDied("The model's server has stopped", "Your message is still here. Try again.") from error
        now = time.perf_counter()
        reason: Stopped = "cancelled" if stopped == "cancelled" else "done"
        yield Stats(0, 0, ((first or now) - begun) * 1000, written, (now - (first or now)) * 1000, reason)

    def _pieces(self, request: Request) -> Iterator[str]:
        with httpx.stream("POST", self._url, json=self._body(request), timeout=httpx.Timeout(300, connect=5)) as answer:
            answer.raise_for_status()
            for line in answer.iter_lines():
                if not line.startswith("data:") or line == "data: [DONE]":
                    continue
                try:
                    text = json.loads(line[5:])["choices"][0]["delta"].get("content")
                except (ValueError, KeyError, IndexError, TypeError) as error:
                    raise EngineError(
                        "The model's server gave an answer of another kind", "Try another one."
                    ) from error
                if text:
                    yield text

    def _body(self, request: Request) -> dict[str, Any]:
        messages = [asdict(message) for message in request.messages]
        if request.prefix:
            messages.append({"role": "assistant", "content": request.prefix})
        body = {
            "model": self._model,
            "messages": messages,
            "stream": True,
            "max_tokens": request.max_tokens,
            "temperature": request.temperature,
            "seed": request.seed,
            "stop": list(request.stop) or None,
        }
        return body | ({"grammar": request.grammar} if request.grammar else {})


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
