from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from coach.encoder import Embedder
from coach.errors import LibraryError
from coach.guard import classify
from coach.library import index

pytestmark = pytest.mark.embedder

TEXTS = ["is it rude to tell him that i don't trust him", "She cries, and I look at the clock.", ""]


def test_encoders_of_one_folder_do_not_change_each_other(embedder_path: Path) -> None:
    plain = Embedder(embedder_path)
    alone = plain.encode(TEXTS)
    search, guard = Embedder(embedder_path, index.FITTED), Embedder(embedder_path, classify.FITTED)
    rows = [search.encode(TEXTS), guard.encode(TEXTS), plain.encode(TEXTS)]
    assert not np.allclose(rows[0], alone, atol=0.01) and not np.allclose(rows[1], rows[0], atol=0.01)
    assert np.allclose(rows[2], alone, atol=1e-6) and np.allclose(search.encode(TEXTS), rows[0], atol=1e-6)
    assert np.allclose([np.linalg.norm(some, axis=1) for some in rows], 1.0, atol=1e-4)
    assert len({plain.identity, search.identity, guard.identity}) == 3


def test_no_texts_give_no_rows(embedder_path: Path) -> None:
    assert Embedder(embedder_path).encode([]).shape == (0, Embedder(embedder_path).encode(["one"]).shape[1])


@pytest.mark.parametrize("width", [3, None])
def test_changes_of_another_encoder_are_refused(embedder_path: Path, tmp_path: Path, width: int | None) -> None:
    layer = "encoder.layer.0.intermediate.dense" if width else "encoder.layer.99.intermediate.dense"
    tensors = {f"{layer}.lora_A": torch.zeros(2, width or 8), f"{layer}.lora_B": torch.zeros(8, 2)}
    save_file(tensors, tmp_path / "other.safetensors")
    with pytest.raises(LibraryError, match="could not be loaded"):
        Embedder(embedder_path, tmp_path / "other.safetensors")


def test_a_folder_that_holds_no_encoder_is_told(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="could not be loaded"):
        Embedder(tmp_path)
