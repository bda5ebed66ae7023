"""From messages to the pieces of a prompt, in the form that the model was trained on.

The template that lies in the model file is rendered with placeholders in place of the messages' texts.
So the markup (which becomes control tokens) and the texts (which never may) stay apart: a message that
holds `<|im_end|>` is read as these ten letters and cannot end its own turn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

from coach.engine.base import Message
from coach.errors import EngineError

CHATML = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
_OPEN, _CLOSE = "\ue000", "\ue001"


@dataclass(frozen=True)
class Piece:
    """A part of a prompt: `markup` of the template, or a text that holds no markup whatever it says."""

    text: str
    markup: bool


class ChatTemplate:
    """One model's chat template."""

    def __init__(self, source: str | None, bos: str = "", eos: str = "") -> None:
        """Compile `source` (Jinja, as model files carry it); ChatML where the file carries none.

        Raises:
            EngineError: the template cannot be compiled.
        """
        import jinja2
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        env = ImmutableSandboxedEnvironment(
            trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols"]
        )
        env.globals.update(raise_exception=_refuse, strftime_now=lambda form: datetime.now().strftime(form))
        self._errors: Any = (jinja2.TemplateError, TypeError)
        self._special = {"bos_token": bos, "eos_token": eos}
        try:
            self._template = env.from_string(source or CHATML)
        except self._errors as error:
            raise _unusable() from error

    def pieces(self, messages: Sequence[Message], answer: bool = True) -> list[Piece]:
        """The prompt for these messages, in order; with `answer` it ends where the assistant begins to speak.

        Raises:
            EngineError: the template refuses the messages.
        """
        try:
            rendered = self._render(messages, answer)
        except self._errors as error:
            raise _unusable() from error
        return _split(rendered, messages)

    def _render(self, messages: Sequence[Message], answer: bool) -> str:
        marked = [{"role": m.role, "content": f"{_OPEN}{i}{_CLOSE}"} for i, m in enumerate(messages)]
        try:
            return self._template.render(messages=marked, add_generation_prompt=answer, **self._special)
        except self._errors:
            if len(marked) < 2 or marked[0]["role"] != "system":
                raise
        # Some models know no system role; their instructions go before the first message.
        joined = f"{marked[0]['content']}\n\n{marked[1]['content']}"
        marked[:2] = [{"role": marked[1]["role"], "content": joined}]
        return self._template.render(messages=marked, add_generation_prompt=answer, **self._special)


def _split(rendered: str, messages: Sequence[Message]) -> list[Piece]:
    """Cut at the placeholders and put the messages' texts in."""
    first, *rest = rendered.split(_OPEN)
    pieces = [Piece(first, markup=True)]
    for part in rest:
        number, _, markup = part.partition(_CLOSE)
        pieces += [Piece(messages[int(number)].content, markup=False), Piece(markup, markup=True)]
    return [piece for piece in pieces if piece.text]


def _refuse(reason: str) -> NoReturn:
    """What a template calls as `raise_exception`."""
    import jinja2

    raise jinja2.TemplateError(reason)


def _unusable() -> EngineError:
    return EngineError(
        "The model cannot take this conversation",
        "Its chat template did not work. Nothing is lost; the library's own words are used. Choose another model.",
    )
