"""A chat as the tokens that a model was trained on.

The template's markup is read as special tokens and the text of messages never is: a message that holds
"<|im_end|>" stays a message.
"""

import ctypes
from collections.abc import Callable, Sequence

from llama_cpp import llama_cpp as c

from coach.engine.base import Message

_CHATML = b"chatml"
_MARK = "\ue000{}\ue001"

Tokenise = Callable[[str, bool], list[int]]


class Template:
    """The chat template of one model; one that llama.cpp does not know is taken as ChatML."""

    def __init__(self, model: "c.llama_model_p", tokenise: Tokenise) -> None:
        self._tokenise = tokenise
        self._template = c.llama_model_chat_template(model, None) or _CHATML
        self._bos = [c.llama_vocab_bos(c.llama_model_get_vocab(model))]
        if not c.llama_vocab_get_add_bos(c.llama_model_get_vocab(model)):
            self._bos = []

    def tokens(self, messages: Sequence[Message], *, answer: bool) -> list[int]:
        """The tokens of a chat; with `answer`, up to where the assistant's answer begins."""
        rendered = self._render([_MARK.format(n) for n in range(len(messages))], messages, answer)
        tokens, rest = list(self._bos), rendered
        for n, message in enumerate(messages):
            before, _, rest = rest.partition(_MARK.format(n))
            tokens += self._tokenise(before, True) + self._tokenise(message.content, False)
        return tokens + self._tokenise(rest, True)

    def _render(self, contents: list[str], messages: Sequence[Message], answer: bool) -> str:
        chat = (c.llama_chat_message * len(messages))()
        for n, message in enumerate(messages):
            chat[n] = c.llama_chat_message(message.role.encode(), contents[n].encode())
        size = 256 * (len(messages) + 1)
        out = ctypes.create_string_buffer(size)
        count = c.llama_chat_apply_template(self._template, chat, len(messages), answer, out, size)
        if count < 0:
            count = c.llama_chat_apply_template(_CHATML, chat, len(messages), answer, out, size)
        return out.raw[:count].decode()
