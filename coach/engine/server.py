"""An engine behind an address that speaks the OpenAI chat interface, such as llama-server on this machine.

Only addresses of this machine are taken unless the caller says otherwise, and no proxy is used: nothing
leaves the machine by accident.
"""

import asyncio
import ipaddress
import json
import threading
import time
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

import httpx

from coach.engine.base import Delta, Message, Request, Stats, Stopped, one_by_one
from coach.engine.text import TextOut
from coach.errors import EngineDied, EngineError

_TIMEOUT = httpx.Timeout(300, connect=5)


class ServerEngine:
    """An `Engine` over HTTP; it keeps no connection between streams. Not for a thread that runs an event loop."""

    def __init__(self, address: str, model: str, key: str | None = None, *, allow_remote: bool = False) -> None:
        """Nothing is asked of the server yet.

        Args:
            address: such as `http://127.0.0.1:8080`, with or without `/v1`.
            model: the name to ask the server for.
            key: what the server wants as `Authorization: Bearer`.
            allow_remote: take an address that is not of this machine.

        Raises:
            EngineError: it is not an address, or one of another machine.
        """
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise EngineError("This is not an address", "Give one such as http://127.0.0.1:8080.")
        if not allow_remote and not _is_loopback(parts.hostname):
            raise EngineError(
                "This address is on another machine",
                "What you type would leave this one, so it is not used. Only addresses of this machine are taken.",
            )
        self._base = address.rstrip("/").removesuffix("/v1") + "/v1"
        self._model = model
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._turn = threading.Lock()
        self._guard = threading.Lock()
        self._answer: _Answer | None = None
        self._closed = False

    @property
    def name(self) -> str:
        """The model's name on the server."""
        return self._model

    @property
    def ready(self) -> bool:
        """Always: what it needs to load is the server's matter."""
        return True

    def load(self) -> None:
        """Ask the server whether it is there."""
        self._refuse_if_closed()
        try:
            reply = httpx.get(f"{self._base}/models", headers=self._headers, timeout=5, trust_env=False)
        except httpx.HTTPError as error:
            raise _silent() from error
        if reply.status_code != 404:  # not every server lists its models
            _check_status(reply.status_code)

    def warm(self, messages: Sequence[Message]) -> None:
        """Nothing to do: the server keeps a cache of its own."""

    def count(self, text: str) -> int:
        """How many tokens a text has at most, about: the server is not asked."""
        return len(text.encode()) // 3 + 1

    def stream(self, request: Request) -> Iterator[Delta | Stats]:
        """Write, piece by piece; closing the iterator early cancels. One at a time: a second one waits."""
        self._refuse_if_closed()
        with self._turn, self._under_way() as answer:
            out, begun, first = TextOut(request.stop), time.perf_counter(), 0.0
            for piece in answer.pieces(f"{self._base}/chat/completions", self._headers, self._body(request)):
                first = first or time.perf_counter()
                if text := out.feed(piece.encode()):
                    yield Delta(text)
                if out.stopped:
                    break
            if rest := out.end():
                yield Delta(rest)
            yield answer.stats(begun, first or time.perf_counter(), ended=out.stopped)

    def draw(self, requests: Sequence[Request]) -> tuple[tuple[str, ...], Stats]:
        """Several answers, one after the other."""
        return one_by_one(self, requests)

    def weigh(
        self,
        messages: Sequence[Message],  # noqa: ARG002
        answers: Sequence[str],  # noqa: ARG002
        patience_s: float | None = None,  # noqa: ARG002
    ) -> tuple[float, ...]:
        """It cannot: what a server's model has learnt is not known here."""
        raise EngineError("This model cannot be asked that", "Nothing is lost. The library's own words are used.")

    def cancel(self) -> None:
        """Stop the stream under way, while the server reads too."""
        with self._guard:
            if self._answer:
                self._answer.cancel()

    def close(self) -> None:
        """Stop the stream under way, and take no other."""
        self._closed = True
        self.cancel()

    @contextmanager
    def _under_way(self) -> Iterator["_Answer"]:
        with _Answer() as answer:
            with self._guard:
                self._answer = answer
            try:
                yield answer
            finally:
                with self._guard:
                    self._answer = None

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise EngineError("The model has been closed", "Nothing is lost. Start the coach again to use it.")

    def _body(self, request: Request) -> dict[str, Any]:
        messages = [asdict(message) for message in request.messages]
        if request.prefix:
            messages.append({"role": "assistant", "content": request.prefix})
        body = {
            "model": self._model,
            "messages": messages,
            "stream": True,
            "stream_options": {"include_usage": True},
            "max_tokens": request.max_tokens,
            "temperature": request.temperature,
            "seed": request.seed,
        }
        optional = {"stop": list(request.stop), "grammar": request.grammar}
        return body | {name: value for name, value in optional.items() if value}


class _Answer:
    """One answer of the server, read by an event loop of its own so that it can be cancelled at any moment."""

    def __init__(self) -> None:
        self._runner = asyncio.Runner()
        self._task: asyncio.Task[str | None] | None = None
        self._cancelled = False
        self._guard = threading.Lock()
        self._usage: dict[str, Any] = {}
        self._reason: str | None = None
        self._count = 0

    def __enter__(self) -> "_Answer":
        self._runner.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        with self._guard:
            self._cancelled = True  # from here on the loop is closed
        self._runner.close()

    def cancel(self) -> None:
        """Stop reading; any thread."""
        with self._guard:
            if not self._cancelled:
                self._cancelled = True
                self._runner.get_loop().call_soon_threadsafe(self._cancel_task)

    def _cancel_task(self) -> None:
        if self._task:
            self._task.cancel()

    def pieces(self, url: str, headers: dict[str, str], body: dict[str, Any]) -> Iterator[str]:
        """The text, piece by piece; ends early when cancelled.

        Raises:
            EngineError: the server does not answer, or not as it should.
            EngineDied: the connection broke.
        """
        source = self._read(url, headers, body)
        try:
            while not self._cancelled and (piece := self._runner.run(self._next(source))) is not None:
                self._count += 1
                yield piece
        except asyncio.CancelledError:
            return
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise _silent() from error
        except httpx.HTTPError as error:
            raise EngineDied(
                "The model's server stopped answering", "Your message is still here. Try again, or restart the server."
            ) from error
        finally:
            self._runner.run(_close(source))

    async def _next(self, source: AsyncGenerator[str, None]) -> str | None:
        self._task = asyncio.current_task()
        if self._cancelled:
            return None
        try:
            return await anext(source, None)
        finally:
            self._task = None

    async def _read(self, url: str, headers: dict[str, str], body: dict[str, Any]) -> AsyncGenerator[str, None]:
        async with (
            httpx.AsyncClient(timeout=_TIMEOUT, trust_env=False, headers=headers) as client,
            client.stream("POST", url, json=body) as reply,
        ):
            _check_status(reply.status_code)
            async for line in reply.aiter_lines():
                data = line.removeprefix("data:").strip()
                if line.startswith("data:") and data != "[DONE]" and (text := self._take(data)):
                    yield text

    def _take(self, data: str) -> str:
        """The text in one event; what it took is remembered."""
        try:
            event = json.loads(data)
            if "error" in event:
                raise EngineError(
                    "The model's server could not do this", "Your message is still here. Its own log says why."
                )
            self._usage |= event.get("timings") or event.get("usage") or {}
            choice = (event.get("choices") or [{}])[0]
            self._reason = choice.get("finish_reason") or self._reason
            return (choice.get("delta") or {}).get("content") or ""
        except (ValueError, AttributeError, TypeError, KeyError) as error:
            raise EngineError(
                "The model's server answered in another form",
                "Your message is still here. The address must speak the OpenAI chat interface.",
            ) from error

    def stats(self, begun: float, first: float, *, ended: bool) -> Stats:
        """As the server tells them (llama-server does), else as seen from here; times in seconds."""
        now, told = time.perf_counter(), self._usage
        cached = int(told.get("cache_n", (told.get("prompt_tokens_details") or {}).get("cached_tokens", 0)) or 0)
        read = told["prompt_n"] + cached if "prompt_n" in told else told.get("prompt_tokens", 0)
        written = told.get("predicted_n", told.get("completion_tokens", self._count))
        prompt_ms = float(told.get("prompt_ms", (first - begun) * 1000))
        write_ms = float(told.get("predicted_ms", (now - first) * 1000))
        stopped: Stopped = "length" if self._reason == "length" and not ended else "done"
        return Stats(int(read), cached, prompt_ms, int(written), write_ms, "cancelled" if self._cancelled else stopped)


async def _close(source: AsyncGenerator[str, None]) -> None:
    await source.aclose()


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _check_status(status: int) -> None:
    if status in {401, 403}:
        raise EngineError("The model's server wants a key", "Your message is still here. Set its key, and try again.")
    if status == 404:
        raise EngineError(
            "The model's server does not know this address or model",
            "Your message is still here. Look at the address and the model's name in the settings.",
        )
    if status != 200:
        raise EngineError(
            f"The model's server refused (status {status})", "Your message is still here. Its own log says why."
        )


def _silent() -> EngineError:
    return EngineError("The model's server does not answer", "Your message is still here. Start it, and try again.")
