"""llama.cpp through its low-level interface: read a prompt, write an answer, keep what was read.

Each fixed beginning (instructions and examples) has a sequence of its own in the cache, so that turning
from one task to the other reads nothing twice.
"""

import ctypes
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import llama_cpp
import numpy as np
import psutil
from llama_cpp import llama_cpp as native

from coach.engine import drawing
from coach.engine.base import MOST_DRAWN, Delta, Message, Request, Stats, Stopped
from coach.engine.sampling import Sampler
from coach.engine.state import StateStore, state_key
from coach.engine.text import TextOut
from coach.engine.vocabulary import Vocabulary
from coach.errors import EngineError, ModelUnverified

_BATCH = 256

ShouldStop = Callable[[], bool]


def never() -> bool:
    """For what is not to be stopped."""
    return False


@dataclass
class _Slot:
    """One sequence of the cache: the tokens in it, of which the first are the `fixed` beginning."""

    number: int
    held: list[int] = field(default_factory=list)
    fixed: list[int] = field(default_factory=list)
    used: float = 0.0


@dataclass
class _Tally:
    """What writing came to."""

    written: int = 0
    stopped: Stopped = "cancelled"


class LlamaModel:
    """One loaded model. Not for use from several threads."""

    def __init__(
        self,
        path: Path,
        context: int = 4096,
        threads: int | None = None,
        *,
        slots: int = 2,
        states: Path | None = None,
        adapter: Path | None = None,
    ) -> None:
        """Load a GGUF file; takes seconds.

        Args:
            path: the file.
            context: tokens that one chat may have, answer included; never more than the model was trained for.
            threads: None takes one for each physical core.
            slots: how many fixed beginnings stay in memory at once.
            states: folder for the states after fixed beginnings, or None to keep none.
            adapter: a GGUF file of low-rank changes to this model, or None.

        Raises:
            ModelUnverified: it, or the adapter, is not a GGUF file that llama.cpp can read.
            EngineError: there is not enough memory for it, or its chat template does not work.
        """
        self._model: Any = None
        self._context: Any = None
        self._batch: Any = None
        self._path, self._states = path, StateStore(states) if states else None
        self._adapter = adapter
        self._should_stop: ShouldStop = never
        self._abort = native.ggml_abort_callback(lambda _: self._should_stop())
        self._no_abort = native.ggml_abort_callback()
        native.llama_log_set(_QUIET, ctypes.c_void_p(0))
        try:
            self._load_file()
            self._make_context(context, threads or _cores(), slots)
            if adapter:
                self._adapt(adapter)
        except (ModelUnverified, EngineError):
            self.close()
            raise

    def close(self) -> None:
        """Free the memory; may be called twice."""
        if self._batch is not None:
            native.llama_batch_free(self._batch)
        if self._context:
            native.llama_free(self._context)
        if self._model:
            native.llama_model_free(self._model)
        self._batch = self._context = self._model = None

    def _load_file(self) -> None:
        native.llama_backend_init()
        params = native.llama_model_default_params()
        params.n_gpu_layers = 0
        if _is_gguf(self._path):
            self._model = native.llama_model_load_from_file(os.fsencode(self._path), params)
        if not self._model:
            raise ModelUnverified(
                "The model file cannot be read",
                f"{self._path.name} is incomplete or of another kind. Nothing is lost; the library's own words "
                "are used. Fetch it again, or choose another model.",
            )
        self._words = Vocabulary(self._model)

    def _make_context(self, context: int, threads: int, slots: int) -> None:
        self.context = min(context, native.llama_model_n_ctx_train(self._model))
        params = native.llama_context_default_params()
        params.n_ctx = self.context * slots + MOST_DRAWN * drawing.LONGEST
        params.n_seq_max = slots + MOST_DRAWN
        params.kv_unified = True  # what is drawn side by side shares what was read
        params.n_batch = params.n_ubatch = _BATCH
        params.n_threads = params.n_threads_batch = threads
        params.no_perf = True
        self._context = native.llama_init_from_model(self._model, params)
        if not self._context:
            raise EngineError(
                "There is not enough memory for the model",
                "Nothing is lost; the library's own words are used. Close other programs, or choose a smaller model.",
            )
        self._memory = native.llama_get_memory(self._context)
        self._batch = native.llama_batch_init(_BATCH, 0, 1)
        self._slots = [_Slot(number) for number in range(slots)]
        self._drawing = drawing.Drawing(self._context, self._batch, self._words, slots)

    def _adapt(self, adapter: Path) -> None:
        """From here on the model reads and writes with the adapter; it is freed with the model."""
        changes = native.llama_adapter_lora_init(self._model, os.fsencode(adapter)) if _is_gguf(adapter) else None
        one, full = (native.llama_adapter_lora_p_ctypes * 1)(changes), (ctypes.c_float * 1)(1.0)
        if not changes or native.llama_set_adapters_lora(self._context, one, 1, full) != 0:
            raise ModelUnverified(
                "What the model has learnt cannot be read",
                f"{adapter.name} is of another model, or incomplete. Nothing is lost; the library's own words "
                "are used.",
            )

    # Tokens

    @property
    def end(self) -> int:
        """The token that ends an answer."""
        return self._words.end

    def count(self, text: str) -> int:
        """How many tokens a text has."""
        return len(self._words.plain(text))

    def prompt(self, messages: Sequence[Message], prefix: str = "", *, answer: bool = True) -> list[int]:
        """The tokens of a chat; with `answer`, up to where the assistant's answer begins, and `prefix` after it."""
        return self._words.prompt(messages, prefix, answer=answer)

    def piece(self, token: int) -> bytes:
        """The bytes that a token stands for; none for a control token."""
        return self._words.piece(token)

    def is_control(self, token: int) -> bool:
        """Whether a token is markup and not text."""
        return self._words.is_control(token)

    # Reading

    def warm(self, messages: Sequence[Message], should_stop: ShouldStop = never) -> bool:
        """Have a fixed beginning in memory: from disk where its state is kept, else by reading it.

        Returns:
            Whether it came from disk.

        Raises:
            EngineError: it is too long, or the model cannot read it.
        """
        tokens = self.prompt(messages, answer=False)
        self._check_length(tokens, 1)
        slot = self._slot_for(tokens)
        if slot.held[: len(tokens)] == tokens:
            slot.fixed = tokens
            return False
        key = state_key(self._path, self._adapter, tokens, llama_cpp.__version__, self.context)
        from_disk = self._restore(key, slot, tokens)
        if not from_disk:
            self._cut(slot, 0)  # what goes to disk is read from nothing, so that it holds nothing of the person
        if not from_disk and self._read(slot, tokens, should_stop):
            self._keep(key, slot)
        slot.fixed = list(slot.held)
        return from_disk

    def _slot_for(self, tokens: list[int]) -> _Slot:
        """Where to read: never at the cost of another fixed beginning while there is a way round it."""
        free = [slot for slot in self._slots if slot.fixed == tokens[: len(slot.fixed)]]
        if free:
            slot = max(free, key=lambda one: (shared(one.held, tokens), -len(one.held)))
        else:
            slot = min(self._slots, key=lambda one: one.used)
            slot.fixed = []
        slot.used = time.monotonic()
        return slot

    def _read(self, slot: _Slot, tokens: list[int], should_stop: ShouldStop) -> bool:
        """Bring the sequence to exactly these tokens; False when stopped on the way."""
        self._cut(slot, min(shared(slot.held, tokens), len(tokens) - 1))
        self._should_stop = should_stop
        native.llama_set_abort_callback(self._context, self._abort, None)
        try:
            for start in range(len(slot.held), len(tokens), _BATCH):
                if should_stop() or not self._decode(slot, tokens[start : start + _BATCH]):
                    return False
        finally:
            # While writing, the check between two tokens is enough, and asking in each step would slow it.
            native.llama_set_abort_callback(self._context, self._no_abort, None)
            self._should_stop = never
        return True

    def _cut(self, slot: _Slot, keep: int) -> None:
        """Leave the first `keep` tokens of a sequence; all go where a model cannot forget in part."""
        if not native.llama_memory_seq_rm(self._memory, slot.number, keep, -1):
            native.llama_memory_seq_rm(self._memory, slot.number, -1, -1)
            keep = 0
        del slot.held[keep:]
        slot.fixed = slot.fixed if len(slot.fixed) <= keep else []

    def _decode(self, slot: _Slot, chunk: Sequence[int]) -> bool:
        """Read at most `_BATCH` tokens more; False when stopped, and then the sequence is as before."""
        batch, last = self._batch, len(chunk) - 1
        batch.n_tokens = len(chunk)
        for n, token in enumerate(chunk):
            batch.token[n], batch.pos[n], batch.logits[n] = token, len(slot.held) + n, n == last
            batch.n_seq_id[n], batch.seq_id[n][0] = 1, slot.number
        code = native.llama_decode(self._context, batch)
        if code == 0:
            slot.held.extend(chunk)
            return True
        self._cut(slot, len(slot.held))
        if self._should_stop():
            return False
        raise EngineError("The model could not read this", "Nothing is lost; the library's own words are used.")

    # Writing

    def stream(self, request: Request, should_stop: ShouldStop = never) -> Iterator[Delta | Stats]:
        """Write an answer, as `Engine.stream` describes; `should_stop` is asked again and again.

        Raises:
            EngineError: the prompt is too long, or the grammar cannot be read.
        """
        tokens = self.prompt(request.messages, request.prefix)
        self._check_length(tokens, request.max_tokens)
        tally = _Tally()
        with closing(Sampler(self._words.native, request, self._words.banned)) as sampler:
            slot = self._slot_for(tokens)
            cached = min(shared(slot.held, tokens), len(tokens) - 1)
            begun = time.perf_counter()
            read = self._read(slot, tokens, should_stop)
            prompt_ms = (time.perf_counter() - begun) * 1000
            begun = time.perf_counter()
            if read:
                yield from self._write(slot, sampler, request, should_stop, tally)
            write_ms = (time.perf_counter() - begun) * 1000
        yield Stats(len(tokens), cached, prompt_ms, tally.written, write_ms, tally.stopped)

    def draw(self, requests: Sequence[Request], should_stop: ShouldStop = never) -> tuple[tuple[str, ...], Stats]:
        """As `Engine.draw`.

        Raises:
            EngineError: the prompt is too long, or the grammar cannot be read.
        """
        tokens = self.prompt(requests[0].messages, requests[0].prefix)
        self._check_length(tokens, requests[0].max_tokens)
        slot = self._slot_for(tokens)
        cached = min(shared(slot.held, tokens), len(tokens) - 1)
        begun = time.perf_counter()
        read = self._read(slot, tokens, should_stop)
        wrote = time.perf_counter()
        lines = self._drawing.write((slot.number, len(tokens)), requests, should_stop) if read else []
        took = (wrote - begun) * 1000, sum(line.written for line in lines), (time.perf_counter() - wrote) * 1000
        stopped: Stopped = "done" if all(line.ended for line in lines) else "length"
        stats = Stats(len(tokens), cached, *took, stopped if read and not should_stop() else "cancelled")
        return tuple(line.text.strip() for line in lines), stats

    def weigh(
        self, messages: Sequence[Message], answers: Sequence[str], should_stop: ShouldStop = never
    ) -> tuple[float, ...]:
        """As `Engine.weigh`; none when stopped.

        Raises:
            EngineError: the prompt is too long.
        """
        tokens = self.prompt(messages)
        self._check_length(tokens, 1)
        slot = self._slot_for(tokens)
        if not self._read(slot, tokens, should_stop):
            return ()
        logits = native.llama_get_logits_ith(self._context, -1)
        first = [self._words.plain(answer)[0] for answer in answers]
        powers = np.exp(np.array([logits[token] for token in first], dtype=np.float64) - max(logits[t] for t in first))
        return tuple((powers / powers.sum()).tolist())

    def _write(
        self, slot: _Slot, sampler: Sampler, request: Request, should_stop: ShouldStop, tally: _Tally
    ) -> Iterator[Delta]:
        out = TextOut(request.stop)
        token: int | None = None
        tally.stopped = "length"
        while tally.written < request.max_tokens:
            if should_stop() or (token is not None and not self._decode(slot, [token])):
                tally.stopped = "cancelled"
                break
            token = sampler.choose(self._context)
            if self._words.ends(token):
                tally.stopped = "done"
                break
            tally.written += 1
            if text := out.feed(self.piece(token)):
                yield Delta(text)
            if out.stopped:
                tally.stopped = "done"
                break
        if rest := out.end():
            yield Delta(rest)

    def _check_length(self, tokens: Sequence[int], more: int) -> None:
        if not tokens:
            raise EngineError("There is nothing to read", "Nothing is lost. Write a message first.")
        if len(tokens) + more > self.context:
            raise EngineError(
                "This is too long for the model",
                "Your message is still here, and nothing is lost. Try with a shorter part of it.",
            )

    # The state on disk

    def _restore(self, key: str, slot: _Slot, tokens: list[int]) -> bool:
        data = self._states.load(key) if self._states else None
        if self._states is None or data is None:
            return False
        self._cut(slot, 0)
        source = (ctypes.c_uint8 * len(data)).from_buffer_copy(data)
        if native.llama_state_seq_set_data(self._context, source, len(data), slot.number):
            slot.held = list(tokens)
            return True
        native.llama_memory_seq_rm(self._memory, slot.number, -1, -1)
        self._states.forget(key)
        return False

    def _keep(self, key: str, slot: _Slot) -> None:
        if self._states is None:
            return
        size = native.llama_state_seq_get_size(self._context, slot.number)
        target = (ctypes.c_uint8 * size)()
        written = native.llama_state_seq_get_data(self._context, target, size, slot.number)
        if written:
            self._states.save(key, bytes(target)[:written])


def shared(one: Sequence[int], other: Sequence[int]) -> int:
    """How many tokens two lists begin with in common."""
    both = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(both) if a != b), min(len(one), len(other)))


def _cores() -> int:
    return psutil.cpu_count(logical=False) or os.cpu_count() or 1


def _is_gguf(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4) == b"GGUF"
    except OSError:
        return False


def _say_nothing(_level: int, _text: bytes, _data: Any) -> None:
    """In place of llama.cpp's log, which could quote a message."""


# llama.cpp keeps the pointer for as long as the process lives, so the callback must live as long.
_QUIET = native.llama_log_callback(_say_nothing)
