"""llama.cpp through its low-level interface: read a prompt, write an answer, keep what was read.

Each fixed beginning (rules and examples) has a sequence of its own in the cache, so that turning from one task to
the other reads nothing twice. The state after a fixed beginning is kept on disk and holds no word of a person's.
"""

import codecs
import ctypes
import hashlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import llama_cpp
import numpy as np
import psutil
from llama_cpp import llama_cpp as c

from coach.engine.base import Delta, Message, Request, Stats, Stopped
from coach.engine.template import Template
from coach.errors import EngineError, ModelUnverified

_BATCH = 256
_SHARED_AT_LEAST = 16
_STATES_KEPT = 6

ShouldStop = Callable[[], bool]


class LlamaModel:
    """One loaded model with `slots` sequences of `context` tokens each."""

    def __init__(self, path: Path, context: int = 3072, slots: int = 2, states: Path | None = None) -> None:
        """Load a GGUF file; takes seconds.

        Args:
            states: folder for the state after fixed beginnings, or None to keep none.

        Raises:
            ModelUnverified: llama.cpp cannot read the file.
            EngineError: there is not enough memory for it.
        """
        self._quiet = c.llama_log_callback(_say_nothing)
        c.llama_log_set(self._quiet, ctypes.c_void_p(0))
        c.llama_backend_init()
        params = c.llama_model_default_params()
        params.n_gpu_layers = 0
        self._model = c.llama_model_load_from_file(str(path).encode(), params)
        if not self._model:
            raise ModelUnverified("The model file cannot be read", f"{path.name} is damaged or of an unknown kind.")
        self.context = min(context, c.llama_model_n_ctx_train(self._model))
        self._vocab = c.llama_model_get_vocab(self._model)
        self._words = c.llama_vocab_n_tokens(self._vocab)
        self._context = c.llama_init_from_model(self._model, self._context_params(slots))
        if not self._context:
            c.llama_model_free(self._model)
            raise EngineError("There is not enough memory for the model", "Close other programs, or use a smaller one.")
        self._memory = c.llama_get_memory(self._context)
        self._slots: list[list[int]] = [[] for _ in range(slots)]
        self._used = [0.0] * slots
        self._states = states
        stat = path.stat()
        self._key = f"{path} {stat.st_size} {stat.st_mtime_ns} {llama_cpp.__version__} {self.context} {slots}"
        self._template = Template(self._model, self._tokens)
        self._should_stop: ShouldStop = lambda: False
        self._abort = c.ggml_abort_callback(lambda _: self._should_stop())
        c.llama_set_abort_callback(self._context, self._abort, ctypes.c_void_p(0))

    def _context_params(self, slots: int) -> "c.llama_context_params":
        params = c.llama_context_default_params()
        params.n_ctx = self.context * slots
        params.n_seq_max = slots
        params.n_batch = params.n_ubatch = _BATCH
        params.n_threads = params.n_threads_batch = psutil.cpu_count(logical=False) or os.cpu_count() or 1
        params.no_perf = True
        return params

    def close(self) -> None:
        """Free the memory; the object is of no use afterwards."""
        c.llama_free(self._context)
        c.llama_model_free(self._model)

    def count(self, text: str) -> int:
        """How many tokens a text has."""
        return len(self._tokens(text, special=False))

    def _tokens(self, text: str, special: bool) -> list[int]:
        raw = text.encode()
        size = len(raw) + 16
        out = (c.llama_token * size)()
        count = c.llama_tokenize(self._vocab, raw, len(raw), out, size, False, special)
        return list(out[: max(count, 0)])

    # Reading

    def warm(self, messages: Sequence[Message], should_stop: ShouldStop = lambda: False) -> bool:
        """Have a fixed beginning in the cache: from disk where its state is kept, else by reading it.

        Returns:
            Whether it came from disk.
        """
        tokens = self._template.tokens(messages, answer=False)
        slot = self._slot_for(tokens)
        if self._slots[slot][: len(tokens)] == tokens:
            return False
        file = self._state_file(tokens)
        if file and self._load_state(file, slot, tokens):
            return True
        if self._read(slot, tokens, should_stop) and file:
            self._save_state(file, slot, tokens)
        return False

    def _slot_for(self, tokens: list[int]) -> int:
        """The sequence that shares the longest beginning; else an empty one; else the one unused for longest."""
        shared = [_shared(held, tokens) for held in self._slots]
        best = max(range(len(shared)), key=shared.__getitem__)
        if shared[best] < _SHARED_AT_LEAST:
            empty = [n for n, held in enumerate(self._slots) if not held]
            best = empty[0] if empty else min(range(len(shared)), key=self._used.__getitem__)
        self._used[best] = time.monotonic()
        return best

    def _read(self, slot: int, tokens: list[int], should_stop: ShouldStop) -> bool:
        """Bring the sequence to exactly these tokens; False when stopped on the way."""
        held = self._slots[slot]
        kept = min(_shared(held, tokens), len(tokens) - 1)
        c.llama_memory_seq_rm(self._memory, slot, kept, -1)
        del held[kept:]
        self._should_stop = should_stop
        for start in range(kept, len(tokens), _BATCH):
            chunk = tokens[start : start + _BATCH]
            if should_stop() or not self._decode(slot, chunk, last=start + _BATCH >= len(tokens)):
                return False
        return True

    def _decode(self, slot: int, chunk: list[int], *, last: bool = True) -> bool:
        held = self._slots[slot]
        batch = c.llama_batch_init(len(chunk), 0, 1)
        try:
            batch.n_tokens = len(chunk)
            for n, token in enumerate(chunk):
                batch.token[n], batch.pos[n] = token, len(held) + n
                batch.n_seq_id[n], batch.seq_id[n][0] = 1, slot
                batch.logits[n] = last and n == len(chunk) - 1
            code = c.llama_decode(self._context, batch)
        finally:
            c.llama_batch_free(batch)
        if code == 0:
            held += chunk
            return True
        c.llama_memory_seq_rm(self._memory, slot, len(held), -1)
        if self._should_stop():
            return False
        raise EngineError("The model could not read this", "Your message is still here. Try a shorter one.")

    # Writing

    def stream(self, request: Request, should_stop: ShouldStop = lambda: False) -> Iterator[Delta | Stats]:
        """Write an answer, as `Engine.stream` describes.

        Raises:
            EngineError: the prompt is too long, or the grammar is faulty.
        """
        tokens = self._template.tokens(request.messages, answer=True) + self._tokens(request.prefix, special=False)
        if len(tokens) + request.max_tokens > self.context:
            raise EngineError("This is too long for the model", "Your message is still here; try a shorter part of it.")
        slot = self._slot_for(tokens)
        cached = min(_shared(self._slots[slot], tokens), len(tokens) - 1)
        begun = time.perf_counter()
        read = self._read(slot, tokens, should_stop)
        prompt_ms = (time.perf_counter() - begun) * 1000
        begun, written, stopped = time.perf_counter(), 0, "cancelled"
        if read:
            writer = _Writer(self, slot, request, should_stop)
            try:
                yield from writer.write()
            finally:
                writer.close()
            written, stopped = writer.written, writer.stopped
        write_ms = (time.perf_counter() - begun) * 1000
        yield Stats(len(tokens), cached, prompt_ms, written, write_ms, stopped)  # type: ignore[arg-type]

    def piece(self, token: int) -> bytes:
        """The bytes that a token stands for; none for a control token."""
        out = ctypes.create_string_buffer(64)
        count = c.llama_token_to_piece(self._vocab, token, out, len(out), 0, False)
        if count < 0:
            out = ctypes.create_string_buffer(-count)
            count = c.llama_token_to_piece(self._vocab, token, out, len(out), 0, False)
        return out.raw[:count]

    # State on disk

    def _state_file(self, tokens: list[int]) -> Path | None:
        if self._states is None:
            return None
        key = hashlib.sha256(f"{self._key} {tokens}".encode()).hexdigest()[:32]
        return self._states / f"{key}.state"

    def _load_state(self, file: Path, slot: int, tokens: list[int]) -> bool:
        if not file.is_file():
            return False
        out, count = (c.llama_token * len(tokens))(), ctypes.c_size_t(0)
        c.llama_memory_seq_rm(self._memory, slot, 0, -1)
        self._slots[slot] = []
        read = c.llama_state_seq_load_file(
            self._context, str(file).encode(), slot, out, len(tokens), ctypes.byref(count)
        )
        if read and list(out[: count.value]) == tokens:
            self._slots[slot] = list(tokens)
            return True
        c.llama_memory_seq_rm(self._memory, slot, 0, -1)
        file.unlink(missing_ok=True)
        return False

    def _save_state(self, file: Path, slot: int, tokens: list[int]) -> None:
        """A state that cannot be kept is read again next time; that is no error."""
        partial = file.with_suffix(".partial")
        try:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            array = (c.llama_token * len(tokens))(*tokens)
            if c.llama_state_seq_save_file(self._context, str(partial).encode(), slot, array, len(tokens)):
                partial.chmod(0o600)
                os.replace(partial, file)
            old = sorted(file.parent.glob("*.state"), key=lambda path: path.stat().st_mtime)[:-_STATES_KEPT]
            for path in old:
                path.unlink(missing_ok=True)
        except OSError:
            partial.unlink(missing_ok=True)


class _Writer:
    """One answer under way: sampling, grammar, stop strings, whole letters."""

    def __init__(self, model: LlamaModel, slot: int, request: Request, should_stop: ShouldStop) -> None:
        self._model, self._slot, self._request, self._should_stop = model, slot, request, should_stop
        self._vocab, self._context = model._vocab, model._context
        self._chain = _sampler_chain(request)
        self._grammar = None
        if request.grammar is not None:
            self._grammar = c.llama_sampler_init_grammar(self._vocab, request.grammar.encode(), b"root")
            if not self._grammar:
                raise EngineError("The form of the reply is faulty", "This is our mistake; the library's words serve.")
        self.written = 0
        self.stopped: Stopped = "length"

    def close(self) -> None:
        c.llama_sampler_free(self._chain)
        if self._grammar:
            c.llama_sampler_free(self._grammar)

    def write(self) -> Iterator[Delta]:
        letters = codecs.getincrementaldecoder("utf-8")("ignore")
        held = ""
        while self.written < self._request.max_tokens:
            token = self._sample()
            if c.llama_vocab_is_eog(self._vocab, token):
                self.stopped = "done"
                break
            self.written += 1
            held += letters.decode(self._model.piece(token))
            held, ready, ended = _split_at_stop(held, self._request.stop)
            if ready:
                yield Delta(ready)
            if ended:
                self.stopped = "done"
                return
            if self._should_stop() or not self._model._decode(self._slot, [token]):
                self.stopped = "cancelled"
                break
        if held:
            yield Delta(held)

    def _sample(self) -> int:
        """The next token: the likeliest by the chain; the grammar is asked about that one first, about all only then."""
        token: int = c.llama_sampler_sample(self._chain, self._context, -1)
        if self._grammar is None:
            return token
        if not self._accepts(token):
            token = self._sample_within_grammar()
        c.llama_sampler_accept(self._grammar, token)
        return token

    def _accepts(self, token: int) -> bool:
        one = (c.llama_token_data * 1)(c.llama_token_data(token, 1.0, 0.0))
        array = c.llama_token_data_array(one, 1, -1, False)
        c.llama_sampler_apply(self._grammar, ctypes.byref(array))
        return bool(np.isfinite(one[0].logit))

    def _sample_within_grammar(self) -> int:
        words = self._model._words
        logits = np.ctypeslib.as_array(c.llama_get_logits_ith(self._context, -1), shape=(words,))
        table = np.zeros(words, dtype=[("id", np.int32), ("logit", np.float32), ("p", np.float32)])
        table["id"], table["logit"] = np.arange(words, dtype=np.int32), logits
        data = table.ctypes.data_as(ctypes.POINTER(c.llama_token_data))
        array = c.llama_token_data_array(data, words, -1, False)
        c.llama_sampler_apply(self._grammar, ctypes.byref(array))
        c.llama_sampler_apply(self._chain, ctypes.byref(array))
        return int(array.data[array.selected].id)


def _sampler_chain(request: Request) -> "c.llama_sampler_p":
    chain = c.llama_sampler_chain_init(c.llama_sampler_chain_default_params())
    if request.temperature <= 0:
        c.llama_sampler_chain_add(chain, c.llama_sampler_init_greedy())
        return chain
    c.llama_sampler_chain_add(chain, c.llama_sampler_init_top_k(40))
    c.llama_sampler_chain_add(chain, c.llama_sampler_init_top_p(0.95, 1))
    c.llama_sampler_chain_add(chain, c.llama_sampler_init_temp(request.temperature))
    c.llama_sampler_chain_add(chain, c.llama_sampler_init_dist(request.seed))
    return chain


def _split_at_stop(held: str, stops: tuple[str, ...]) -> tuple[str, str, bool]:
    """Cut at a stop string, and keep back an end that may be the beginning of one.

    Returns:
        What to hold back, what is ready, and whether a stop string came.
    """
    for stop in stops:
        before, found, _ = held.partition(stop)
        if found:
            return "", before, True
    back = max((n for stop in stops for n in range(1, len(stop)) if held.endswith(stop[:n])), default=0)
    return (held[-back:], held[:-back], False) if back else ("", held, False)


def _shared(one: list[int], other: list[int]) -> int:
    for n, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return n
    return min(len(one), len(other))


def _say_nothing(_level: int, _text: bytes, _data: ctypes.c_void_p) -> None:
    """llama.cpp prints here; it could quote a message."""
