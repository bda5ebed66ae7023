from pathlib import Path

import numpy as np
import pytest

from coach.encoder import Embedder
from coach.library.entries import Library
from coach.library.index import FITTED
from coach.library.known import KNOWN, KnownVectors, keyed

pytestmark = pytest.mark.embedder


@pytest.fixture(scope="module")
def fitted(embedder_path: Path) -> Embedder:
    return Embedder(embedder_path, FITTED)


def test_nearly_all_of_the_library_that_ships_is_known_and_as_the_encoder_has_it(
    library: Library, fitted: Embedder
) -> None:
    pieces, known = keyed(library), KnownVectors(fitted.identity)
    there = [key for key in pieces if key in known]
    assert len(there) > 0.9 * len(pieces), "run: python -m training.search_vectors"
    some = there[:: len(there) // 12]
    made = fitted.encode([pieces[key].text for key in some])
    assert np.allclose((known.rows(some) * made).sum(axis=1), 1.0, atol=2e-3)


@pytest.mark.parametrize("raw", [None, b"", b"no tensors"])
def test_a_file_of_another_encoder_or_a_broken_one_is_not_used(
    library: Library, fitted: Embedder, tmp_path: Path, raw: bytes | None
) -> None:
    path = tmp_path / "vectors.safetensors"
    if raw is not None:
        path.write_bytes(raw)
    key = next(iter(keyed(library)))
    assert key not in KnownVectors(fitted.identity, path)
    assert key not in KnownVectors("another encoder", KNOWN)
