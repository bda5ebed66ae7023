"""Choosing the next token: temperature, and the grammar where one is given."""

import ctypes
import math
from typing import Any

import numpy as np
from llama_cpp import llama_cpp as native

from coach.engine.base import Request
from coach.errors import EngineError

TOP_K, TOP_P, MIN_P = 40, 0.95, 0.05
_CANDIDATE = np.dtype([("id", np.int32), ("logit", np.float32), ("p", np.float32)])


class Sampler:
    """The native samplers of one request; `close` frees them.

    The grammar is slow over a whole vocabulary, so a token is chosen without it first and only looked at
    by it; only where it refuses are all candidates held to it and the choice made anew.
    """

    def __init__(self, vocab: Any, request: Request, banned: list[int]) -> None:
        """Build the samplers; `banned` tokens are never chosen.

        Raises:
            EngineError: the grammar cannot be read.
        """
        self._size = native.llama_vocab_n_tokens(vocab)
        self._grammar: Any = None
        if request.grammar is not None:
            if request.grammar.strip():
                self._grammar = native.llama_sampler_init_grammar(vocab, request.grammar.encode(), b"root")
            if not self._grammar:
                raise EngineError(
                    "The form of the reply could not be set", "Nothing is lost. The library's own words are used."
                )
        self._chain = _chain(self._size, request, banned)

    def choose(self, context: Any, at: int = -1) -> int:
        """The next token, after the one at a place of the context's last decoded batch; -1 is the last.

        Raises:
            EngineError: no token fits the grammar.
        """
        token: int = native.llama_sampler_sample(self._chain, context, at)
        if self._grammar is None:
            return token
        if not self._allows(token):
            token = self._choose_within_grammar(context, at)
        native.llama_sampler_accept(self._grammar, token)
        return token

    def close(self) -> None:
        """Free the native samplers; may be called twice."""
        for sampler in (self._chain, self._grammar):
            if sampler:
                native.llama_sampler_free(sampler)
        self._chain = self._grammar = None

    def _allows(self, token: int) -> bool:
        one = (native.llama_token_data * 1)(native.llama_token_data(token, 1.0, 0.0))
        array = native.llama_token_data_array(one, 1, -1, False)
        native.llama_sampler_apply(self._grammar, ctypes.byref(array))
        return not math.isinf(one[0].logit)

    def _choose_within_grammar(self, context: Any, at: int) -> int:
        logits = native.llama_get_logits_ith(context, at)
        candidates = np.zeros(self._size, dtype=_CANDIDATE)
        candidates["id"] = np.arange(self._size, dtype=np.int32)
        candidates["logit"] = np.ctypeslib.as_array(logits, shape=(self._size,))
        data = candidates.ctypes.data_as(native.llama_token_data_p)
        array = native.llama_token_data_array(data, self._size, -1, False)
        native.llama_sampler_apply(self._grammar, ctypes.byref(array))
        native.llama_sampler_apply(self._chain, ctypes.byref(array))
        chosen = array.data[array.selected] if array.selected >= 0 else None
        if chosen is None or not self._allows(chosen.id):
            raise EngineError("The model found no fitting word", "Nothing is lost. The library's own words are used.")
        return int(chosen.id)


def _chain(size: int, request: Request, banned: list[int]) -> Any:
    """Bans, then either the likeliest token or a draw from the likely ones."""
    chain = native.llama_sampler_chain_init(native.llama_sampler_chain_default_params())
    biases = (native.llama_logit_bias * len(banned))(*[native.llama_logit_bias(t, -math.inf) for t in banned])
    parts = [native.llama_sampler_init_logit_bias(size, len(banned), biases)]
    if request.temperature <= 0:
        parts.append(native.llama_sampler_init_greedy())
    else:
        parts += [
            native.llama_sampler_init_top_k(TOP_K),
            native.llama_sampler_init_top_p(TOP_P, 1),
            native.llama_sampler_init_min_p(MIN_P, 1),
            native.llama_sampler_init_temp(request.temperature),
            native.llama_sampler_init_dist(request.seed & 0xFFFFFFFF),
        ]
    for part in parts:
        native.llama_sampler_chain_add(chain, part)
    return chain
