"""The tokens of a model: from chats and texts to their numbers, and back to bytes."""

import ctypes
from collections.abc import Sequence
from typing import Any

from llama_cpp import llama_cpp as native

from coach.engine.base import Message
from coach.engine.chat import ChatTemplate, Piece


class Vocabulary:
    """What a loaded model reads and writes in.

    Attributes:
        native: llama.cpp's own handle.
        banned: control tokens that end nothing, and are never written.
    """

    def __init__(self, model: Any) -> None:
        """Read it off a model.

        Raises:
            EngineError: its chat template does not work.
        """
        self.native = native.llama_model_get_vocab(model)
        source = native.llama_model_chat_template(model, None)
        bos, eos = native.llama_vocab_bos(self.native), native.llama_vocab_eos(self.native)
        self._template = ChatTemplate(source.decode() if source else None, self._spelled(bos), self._spelled(eos))
        self._bos = [bos] if native.llama_vocab_get_add_bos(self.native) else []
        control = [token for token in range(native.llama_vocab_n_tokens(self.native)) if self.is_control(token)]
        self.banned = [token for token in control if not self.ends(token)]

    @property
    def end(self) -> int:
        """The token that ends an answer."""
        return int(native.llama_vocab_eos(self.native))

    def ends(self, token: int) -> bool:
        """Whether a token ends what is written."""
        return bool(native.llama_vocab_is_eog(self.native, token))

    def is_control(self, token: int) -> bool:
        """Whether a token is markup and not text."""
        return bool(native.llama_vocab_is_control(self.native, token))

    def plain(self, text: str) -> list[int]:
        """The tokens of a text in which nothing is markup."""
        return self._tokens(Piece(text, markup=False))

    def prompt(self, messages: Sequence[Message], prefix: str = "", *, answer: bool = True) -> list[int]:
        """The tokens of a chat; with `answer`, up to where the assistant's answer begins, and `prefix` after it."""
        pieces = [*self._template.pieces(messages, answer), Piece(prefix, markup=False)]
        tokens = [token for piece in pieces for token in self._tokens(piece)]
        return tokens if tokens[:1] == self._bos else self._bos + tokens

    def piece(self, token: int) -> bytes:
        """The bytes that a token stands for; none for a control token."""
        return self._bytes(token, special=False)

    def _tokens(self, piece: Piece) -> list[int]:
        raw = piece.text.encode()
        size = len(raw) + 16
        out = (native.llama_token * size)()
        count = native.llama_tokenize(self.native, raw, len(raw), out, size, False, piece.markup)
        return list(out[:count])

    def _bytes(self, token: int, *, special: bool) -> bytes:
        out = ctypes.create_string_buffer(64)
        count = native.llama_token_to_piece(self.native, token, out, len(out), 0, special)
        if count < 0:
            out = ctypes.create_string_buffer(-count)
            count = native.llama_token_to_piece(self.native, token, out, len(out), 0, special)
        return out.raw[:count]

    def _spelled(self, token: int) -> str:
        return self._bytes(token, special=True).decode(errors="replace") if token >= 0 else ""
