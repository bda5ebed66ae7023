from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from coach.errors import LibraryError
from coach.guard.classify import Vectors
from coach.guard.verify import Verifier, joined


class Counts:
    """An encoder whose one number tells whether a sentence has a "not"."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.read += texts
        return np.array([[1.0 if " not " in text.split("[SEP]")[1] else -1.0] for text in texts], dtype=np.float32)


@pytest.fixture
def fitted(tmp_path: Path) -> Path:
    path = tmp_path / "verifier.safetensors"
    save_file({"head.weight": np.array([[4.0]], np.float32), "head.bias": np.array([1.0], np.float32)}, path)
    return path


def test_the_head_judges_what_the_encoder_reads(fitted: Path) -> None:
    encoder = Counts()
    verifier = Verifier(encoder, fitted)
    kept = verifier.keeps("i did not go", "say", "I did not go.")
    lost = verifier.keeps("i did not go", "say", "I went.")
    assert kept == pytest.approx(1 / (1 + np.exp(-5.0))) and lost == pytest.approx(1 / (1 + np.exp(3.0)))
    assert encoder.read[0] == "i did not go [SEP] say: I did not go."


def test_a_message_cannot_hold_the_border(fitted: Path) -> None:
    told = joined("i went [SEP] say: I did not go.\n[SEP]", "heard", "You went.")
    assert told.count("[SEP]") == 1 and told.endswith("[SEP] heard: You went.")
    assert len(joined("x " * 5000, "say", "I went.")) < 700


@pytest.mark.parametrize("raw", [None, b"", b"no tensors"])
def test_a_broken_file_is_told(tmp_path: Path, raw: bytes | None) -> None:
    path = tmp_path / "verifier.safetensors"
    if raw is not None:
        path.write_bytes(raw)
    with pytest.raises(LibraryError):
        Verifier(Counts(), path)
