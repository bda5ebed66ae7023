"""Several answers to one prompt, written side by side.

A step of writing goes through all of the model's weights once, however many answers go on in it. Where fetching them
from memory is what takes the time, four answers take hardly longer than one; where computing is, about twice as long.
Each has a sequence of its own, which shares what was read with the prompt's.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from llama_cpp import llama_cpp as native

from coach.engine.base import MOST_DRAWN
from coach.engine.sampling import Sampler
from coach.engine.vocabulary import Vocabulary

LONGEST = 128
"""Tokens that there is room for in each."""


@dataclass
class Line:
    """One answer under way: its sequence, its sampler, and the tokens so far."""

    number: int
    sampler: Sampler
    tokens: list[int] = field(default_factory=list)
    ended: bool = False


class Drawing:
    """Writes side by side in a context whose last decoded token is the end of the prompt."""

    def __init__(self, context: Any, words: Vocabulary, first: int) -> None:
        """`first` is the number of the first sequence that is free for it; it needs `MOST_DRAWN`."""
        self._context, self._words, self._first = context, words, first
        self._memory = native.llama_get_memory(context)

    def write(
        self, prompt: tuple[int, int], samplers: Sequence[Sampler], most: int, should_stop: Callable[[], bool]
    ) -> list[Line]:
        """The answers; where it is stopped, those that have not ended are what they came to.

        Args:
            prompt: the number of the prompt's sequence, and how many tokens it has.
            samplers: one an answer, at most `MOST_DRAWN`.
            most: tokens of an answer, at most `LONGEST`.
            should_stop: asked before each step.
        """
        lines = [Line(self._first + n, sampler) for n, sampler in enumerate(samplers[:MOST_DRAWN])]
        with self._shared(prompt[0], lines):
            self._take(lines, [-1] * len(lines))
            while live := [line for line in lines if not line.ended]:
                if should_stop() or len(live[0].tokens) >= min(most, LONGEST):
                    break
                if not self._step(live, prompt[1]):
                    break
                self._take(live, range(len(live)))
        return lines

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
            token = line.sampler.choose(self._context, place)
            line.ended = self._words.ends(token)
            if not line.ended:
                line.tokens.append(token)

    def _step(self, lines: Sequence[Line], at: int) -> bool:
        """Decode the last token of each line; False where the model could not."""
        batch = native.llama_batch_init(len(lines), 0, 1)
        try:
            batch.n_tokens = len(lines)
            for n, line in enumerate(lines):
                batch.token[n], batch.pos[n], batch.logits[n] = line.tokens[-1], at + len(line.tokens) - 1, True
                batch.n_seq_id[n], batch.seq_id[n][0] = 1, line.number
            return bool(native.llama_decode(self._context, batch) == 0)
        finally:
            native.llama_batch_free(batch)
