from pathlib import Path
from types import SimpleNamespace

import pytest
import torch
from torch import Tensor

from coach.engine.base import Message, Request
from coach.engine.llama import LlamaModel
from coach.errors import ModelUnverified
from coach.models.store import Store
from training import adapter_file

SMALL = SimpleNamespace(model_type="llama", num_attention_heads=9, num_key_value_heads=3)
WIDTH, RANK = 576, 4


@pytest.fixture(scope="module")
def base() -> Path:
    return Store().resolve("smollm2-135m").path


def factors(strength: float) -> dict[str, tuple[Tensor, Tensor]]:
    torch.manual_seed(0)
    return {
        f"model.layers.{n}.self_attn.q_proj": (torch.randn(RANK, WIDTH), strength * torch.randn(WIDTH, RANK))
        for n in range(30)
    }


def made(path: Path, strength: float, config: object = SMALL) -> Path:
    adapter_file.write(path, factors(strength), 2 * RANK, config, "0" * 64)
    return path


def said(base: Path, adapter: Path | None) -> str:
    model = LlamaModel(base, 512, slots=1, adapter=adapter)
    try:
        asked = Request((Message("user", "Count from one to ten."),), temperature=0.0, max_tokens=16)
        return "".join(getattr(item, "text", "") for item in model.stream(asked))
    finally:
        model.close()


def test_an_adapter_changes_what_the_model_says_and_an_empty_one_does_not(base: Path, tmp_path: Path) -> None:
    plain = said(base, None)
    assert said(base, made(tmp_path / "none.gguf", 0.0)) == plain
    assert said(base, made(tmp_path / "some.gguf", 1.0)) != plain


def test_an_adapter_of_another_kind_of_model_is_refused(base: Path, tmp_path: Path) -> None:
    other = SimpleNamespace(model_type="qwen2", num_attention_heads=9, num_key_value_heads=3)
    with pytest.raises(ModelUnverified):
        said(base, made(tmp_path / "other.gguf", 1.0, other))
    (tmp_path / "torn.gguf").write_bytes((tmp_path / "other.gguf").read_bytes()[:2000])
    with pytest.raises(ModelUnverified):
        said(base, tmp_path / "torn.gguf")
    (tmp_path / "text.gguf").write_text("no model")
    with pytest.raises(ModelUnverified):
        said(base, tmp_path / "text.gguf")


def test_the_rows_of_a_head_are_put_in_pairs() -> None:
    rows = torch.arange(8.0).reshape(8, 1)
    assert adapter_file.reordered(rows, 2).flatten().tolist() == [0, 2, 1, 3, 4, 6, 5, 7]
