"""The small interface between the dialogue and whatever writes the words.

Life cycle of an engine: made (nothing happens) → `load` (slow, may raise) → `warm` for each fixed beginning
→ `stream`, one at a time, any number of times → `close`. `cancel` may be called from any thread at any moment.
After `EngineDied`, the next call starts it anew and warms it again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Role = Literal["system", "user", "assistant"]
Stopped = Literal["done", "length", "cancelled"]


@dataclass(frozen=True)
class Message:
    """One message of a chat, as the model's template takes it."""

    role: Role
    content: str


@dataclass(frozen=True)
class Request:
    """What to write.

    Attributes:
        messages: the chat so far; the first may be the system message.
        prefix: the beginning of the assistant's answer, already written; the model goes on from its end.
        grammar: GBNF that the continuation must match from `root`, or None.
        stop: strings that end the text; they are not part of it.
        max_tokens: the most tokens to write.
        temperature: 0 takes the likeliest token.
        seed: makes sampling repeatable.
    """

    messages: tuple[Message, ...]
    prefix: str = ""
    grammar: str | None = None
    stop: tuple[str, ...] = ()
    max_tokens: int = 120
    temperature: float = 0.4
    seed: int = 0


@dataclass(frozen=True)
class Delta:
    """A piece of text, as it is written."""

    text: str


@dataclass(frozen=True)
class Stats:
    """The last item of every stream: what it took.

    `cached_tokens` of the `prompt_tokens` were in memory already and not read again. Times are milliseconds.
    """

    prompt_tokens: int
    cached_tokens: int
    prompt_ms: float
    written_tokens: int
    write_ms: float
    stopped: Stopped


MOST_DRAWN = 4
"""Answers that are drawn side by side."""


class Engine(Protocol):
    """Writes text that goes on from a chat."""

    @property
    def name(self) -> str:
        """The model's name, as replies and the screen show it."""

    @property
    def ready(self) -> bool:
        """Whether it can write at once, with nothing to load first."""

    def load(self) -> None:
        """Start it and wait until it can write; does nothing when it already can.

        Raises:
            ModelError: the model file is missing or unusable.
            EngineError: it could not be started.
        """

    def warm(self, messages: Sequence[Message]) -> None:
        """Read these messages now, so that the first reply that begins with them is quick; loads first.

        Give it only what is the same for everyone (the instructions and examples): it may be kept on disk.

        Raises:
            EngineDied: the process ended while it read.
            EngineError: the messages could not be read.
        """

    def stream(self, request: Request) -> Iterator[Delta | Stats]:
        """Write, piece by piece; the last item is `Stats`. Loads first where that has not happened.

        Closing the iterator early cancels.

        Raises:
            EngineDied: the process ended while it wrote; the next call starts it again.
            EngineError: the request could not be served.
        """

    def draw(self, requests: Sequence[Request]) -> tuple[tuple[str, ...], Stats]:
        """Several answers to one chat, side by side where the engine can; loads first.

        Args:
            requests: at most `MOST_DRAWN`, alike but for temperature and seed.

        Returns:
            The answers, in that order; where it was cancelled, what there was of them; and what they took together.

        Raises:
            EngineDied: the process ended while it wrote; the next call starts it again.
            EngineError: the request could not be served.
        """

    def weigh(
        self, messages: Sequence[Message], answers: Sequence[str], patience_s: float | None = None
    ) -> tuple[float, ...]:
        """How likely each of some answers is, going by its first token: shares that sum to 1. Loads first.

        None are returned where it was cancelled, or took longer than `patience_s` seconds.

        Raises:
            EngineDied: the process ended while it read.
            EngineError: the request could not be served; so it is always where the engine cannot weigh.
        """

    def cancel(self) -> None:
        """Stop the stream under way, during reading too; its last item says `cancelled`. Stops weighing. Any thread."""

    def close(self) -> None:
        """End the process; may be called twice."""


def one_by_one(engine: Engine, requests: Sequence[Request]) -> tuple[tuple[str, ...], Stats]:
    """`Engine.draw` where nothing is written side by side."""
    texts, took = [], Stats(0, 0, 0.0, 0, 0.0, "done")
    for request in requests:
        *deltas, last = engine.stream(request)
        texts.append("".join(item.text for item in deltas if isinstance(item, Delta)).strip())
        if isinstance(last, Stats):
            took = _added(took, last)
        if took.stopped == "cancelled":
            break
    return tuple(texts), took


def _added(one: Stats, other: Stats) -> Stats:
    return Stats(
        one.prompt_tokens + other.prompt_tokens,
        one.cached_tokens + other.cached_tokens,
        one.prompt_ms + other.prompt_ms,
        one.written_tokens + other.written_tokens,
        one.write_ms + other.write_ms,
        other.stopped,
    )
