"""How the readers of the classifier are put together; what they hear is measured by `benchmarks.guard`."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from coach.errors import LibraryError
from coach.guard.classify import FITTED, Classifier, Head, Vectors

CALM, GRAVE = "the soup was cold", "the bridge again tonight"


class Marks:
    """Vectors that say only whether the beginning of a text speaks of the bridge; keeps what it reads."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.read += texts
        return np.array([[1.0, 0.0] if "bridge" in text[:400] else [0.0, 1.0] for text in texts], dtype=np.float32)


class Deaf(Marks):
    def encode(self, texts: Sequence[str]) -> Vectors:
        return super().encode(["" for _ in texts])


@pytest.fixture
def fitted(tmp_path: Path) -> Path:
    """A head that takes the bridge for a crisis of self-harm, and words that say nothing."""
    weights = np.zeros((3 + 3, 2), dtype=np.float32)
    weights[2, 0] = weights[0, 1] = weights[4, 0] = 6.0
    tensors = {"head.weight": weights, "head.bias": np.zeros(6, dtype=np.float32)}
    tensors |= {name: np.zeros_like(value) for name, value in load_file(FITTED).items() if name.startswith("grams.")}
    save_file(tensors, tmp_path / "fitted", {"levels": "clear concern crisis", "kinds": "none self-harm abuse"})
    return tmp_path / "fitted"


def test_what_both_hear_is_surer_than_what_one_hears(fitted: Path) -> None:
    def crisis(larger: Marks) -> float:
        classifier = Classifier(Head(Marks(), fitted), Head(larger, fitted), fitted)
        assert classifier.listen(CALM).danger < 0.3
        return classifier.listen(GRAVE).crisis

    alone = Classifier(Head(Marks(), fitted), fitted=fitted).listen(GRAVE)
    assert crisis(Deaf()) < alone.crisis < crisis(Marks())
    assert alone.kind == "self-harm"


def test_of_a_long_message_the_larger_encoder_reads_the_whole_and_the_gravest_parts(fitted: Path) -> None:
    larger = Marks()
    classifier = Classifier(Head(Marks(), fitted), Head(larger, fitted), fitted)
    text = f"{'It rained on the way to the shops and back. ' * 40}{GRAVE}. {'It rained again and again. ' * 40}"
    heard = classifier.listen(text)
    assert GRAVE in heard.text and heard.crisis > 0.2
    assert len(larger.read) == 8 and larger.read[0] == " ".join(text.split())
    assert any(GRAVE in part for part in larger.read[1:])


def test_a_file_that_is_missing_or_of_something_else_is_told(fitted: Path, tmp_path: Path) -> None:
    (tmp_path / "broken").write_bytes(b"\0" * 40)
    save_file({"other": np.zeros(1)}, tmp_path / "other", {"levels": "clear", "kinds": "none"})
    for name in ("nowhere", "broken", "other"):
        with pytest.raises(LibraryError, match="rules listen alone"):
            Head(Marks(), tmp_path / name)
        with pytest.raises(LibraryError, match="rules listen alone"):
            Classifier(Head(Marks(), fitted), fitted=tmp_path / name)
