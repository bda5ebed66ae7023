"""Several answers to one prompt, written side by side.

A step of writing goes through all of the model's weights once, however many answers go on in it. Where fetching them
from memory is what takes the time, four answers take hardly longer than one; where computing is, about twice as long.
Each has a sequence of its own, which shares what was read with the prompt's.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from typing import Any

from llama_cpp import llama_cpp as native

from coach.engine.base import MOST_DRAWN, Request
from coach.engine.sampling import Sampler
from coach.engine.text import TextOut
from coach.engine.vocabulary import Vocabulary
from coach.errors import EngineError

LONGEST = 128
"""Tokens that there is room for in each."""


@dataclass
class Line:
    """One answer under way: the number of its sequence, what chooses for it, its last token, how many it has, and the
    text so far."""

    number: int
    sampler: Sampler
    out: TextOut
    last: int = -1
    written: int = 0
    text: str = ""
    ended: bool = False


class Drawing:
    """Writes side by side in a context whose last decoded token is the end of the prompt."""

    def __init__(self, context: Any, batch: Any, words: Vocabulary, first: int) -> None:
        """Share what a model has.

        Args:
            context: its context.
            batch: a batch with room for `MOST_DRAWN` tokens; it is overwritten.
            words: its vocabulary.
            first: the number of the first sequence that is free for this; it needs `MOST_DRAWN`.
        """
        self._context, self._batch, self._words, self._first = context, batch, words, first
        self._memory = native.llama_get_memory(context)

    def write(
        self, prompt: tuple[int, int], requests: Sequence[Request], should_stop: Callable[[], bool]
    ) -> list[Line]:
        """The answers; where it is stopped, those that have not ended are what they came to.

        Args:
            prompt: the number of the prompt's sequence, and how many tokens it has.
            requests: one an answer, at most `MOST_DRAWN`; of the first one's tokens at most `LONGEST` are written.
            should_stop: asked before each step.

        Raises:
            EngineError: a grammar cannot be read, or the model could not go on.
        """
        most = min(requests[0].max_tokens, LONGEST)
        with ExitStack() as held:
            lines = [
                Line(self._first + n, held.enter_context(closing(self._sampler(one))), TextOut(one.stop))
                for n, one in enumerate(requests[:MOST_DRAWN])
            ]
            held.enter_context(self._shared(prompt[0], lines))
            self._take(lines, [-1] * len(lines))
            while (live := [line for line in lines if not line.ended]) and live[0].written < most:
                if should_stop():
                    break
                self._step(live, prompt[1])
                self._take(live, range(len(live)))
        for line in lines:
            line.text += line.out.end()
        return lines

    def _sampler(self, request: Request) -> Sampler:
        return Sampler(self._words.native, request, self._words.banned)

    @contextmanager
    def _shared(self, prompt: int, lines: Sequence[Line]) -> Iterator[None]:
        """Within it each line's sequence begins with the prompt's."""
        for line in lines:
            native.llama_memory_seq_cp(self._memory, prompt, line.number, -1, -1)
        try:
            yield
        finally:
            for line in lines:
                native.llama_memory_seq_rm(self._memory, line.number, -1, -1)

    def _take(self, lines: Sequence[Line], places: Sequence[int]) -> None:
        for line, place in zip(lines, places, strict=True):
            line.last = line.sampler.choose(self._context, place)
            line.ended = self._words.ends(line.last)
            if not line.ended:
                line.written += 1
                line.text += line.out.feed(self._words.piece(line.last))
                line.ended = line.out.stopped

    def _step(self, lines: Sequence[Line], at: int) -> None:
        """Decode the last token of each line."""
        batch = self._batch
        batch.n_tokens = len(lines)
        for n, line in enumerate(lines):
            batch.token[n], batch.pos[n], batch.logits[n] = line.last, at + line.written - 1, True
            batch.n_seq_id[n], batch.seq_id[n][0] = 1, line.number
        if native.llama_decode(self._context, batch) != 0:
            raise EngineError("The model could not go on", "Nothing is lost; the library's own words are used.")
