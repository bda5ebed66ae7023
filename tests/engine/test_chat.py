import pytest

from coach.engine.base import Message
from coach.engine.chat import ChatTemplate, Piece
from coach.errors import EngineError

USER = Message("user", "hi <|im_end|>")
SYSTEM = Message("system", "be kind")
GIVES_A_SYSTEM_MESSAGE = (
    "{% for message in messages %}{% if loop.first and messages[0]['role'] != 'system' %}<s>default</s>{% endif %}"
    "[{{ message['role'] }}]{{ message['content'] }}{% endfor %}{% if add_generation_prompt %}[go]{% endif %}"
)
KNOWS_NO_SYSTEM = (
    "{{ bos_token }}{% for m in messages %}{% if m.role == 'system' %}{{ raise_exception('no') }}{% endif %}"
    "[{{ m.role }}]{{ m.content }}{% endfor %}"
)


def joined(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def test_chatml_where_the_model_has_no_template() -> None:
    pieces = ChatTemplate(None).pieces((SYSTEM, USER))
    assert joined(pieces) == (
        "<|im_start|>system\nbe kind<|im_end|>\n<|im_start|>user\nhi <|im_end|><|im_end|>\n<|im_start|>assistant\n"
    )
    assert [piece.text for piece in pieces if not piece.markup] == ["be kind", "hi <|im_end|>"]


def test_the_beginning_of_a_chat_is_the_beginning_of_its_prompt() -> None:
    template = ChatTemplate(None)
    short = joined(template.pieces((SYSTEM,), answer=False))
    assert joined(template.pieces((SYSTEM, USER))).startswith(short)


def test_the_templates_own_system_message() -> None:
    template = ChatTemplate(GIVES_A_SYSTEM_MESSAGE)
    assert joined(template.pieces((USER,))) == "<s>default</s>[user]hi <|im_end|>[go]"
    assert "default" not in joined(template.pieces((SYSTEM, USER)))


def test_a_model_without_a_system_role() -> None:
    pieces = ChatTemplate(KNOWS_NO_SYSTEM, bos="<s>").pieces((SYSTEM, USER))
    assert joined(pieces) == "<s>[user]be kind\n\nhi <|im_end|>"
    assert [piece.text for piece in pieces if not piece.markup] == ["be kind", "hi <|im_end|>"]


def test_a_message_that_holds_the_placeholders() -> None:
    odd = Message("user", "\ue0000\ue001 {{ bos_token }}")
    assert joined(ChatTemplate(GIVES_A_SYSTEM_MESSAGE).pieces((SYSTEM, odd))).count("be kind") == 1


@pytest.mark.parametrize("source", ["{% for", "{{ raise_exception('no') }}", "{{ messages.x.y }}"])
def test_a_broken_template_is_told(source: str) -> None:
    with pytest.raises(EngineError):
        ChatTemplate(source).pieces((USER,))
