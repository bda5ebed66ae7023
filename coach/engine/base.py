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
