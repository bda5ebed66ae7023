"""Embed the library that ships: `python -m training.search_vectors`, after a change of it or `training.search_encoder`.

Writes `coach/library/fitted/vectors.safetensors` with the fitted encoder, and `vectors_larger.safetensors` with the
larger one: a row for each piece, and its key. What a file has already, by the same encoder, is kept. What it does not
have is embedded when the coach needs it. About ten minutes on two cores where the encoder is another one.
"""

from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import save_file

from coach.assembly import EMBEDDER, LARGER
from coach.encoder import Embedder
from coach.library.entries import Piece, load_library
from coach.library.index import FITTED
from coach.library.known import KNOWN, KNOWN_LARGER, KnownVectors, keyed
from coach.library.larger import FITTED_LARGER
from coach.library.linear import Vectors
from coach.models.store import Store

_MOST = np.iinfo(np.int8).max


def write(pieces: dict[str, Piece], embedder: Embedder, path: Path) -> None:
    """Embed what is new, and write: whole numbers, which point the way that a vector does to within half a degree."""
    known = KnownVectors(embedder.identity, path)
    new = [key for key in pieces if key not in known]
    old = [key for key in pieces if key in known]
    rows = dict(zip(old, _whole(known.rows(old)), strict=True)) if old else {}
    rows |= dict(zip(new, _whole(embedder.encode([pieces[key].text for key in new])), strict=True)) if new else {}
    keys = np.array([list(bytes.fromhex(key)) for key in pieces], dtype=np.uint8)
    vectors = np.stack([rows[key] for key in pieces])
    save_file({"vectors": vectors, "keys": keys}, path, metadata={"encoder": embedder.identity})
    print(f"{path.name}: {len(pieces)} pieces, {len(new)} new, {path.stat().st_size / 1e6:.1f} MB", flush=True)


def _whole(vectors: Vectors) -> npt.NDArray[np.int8]:
    return np.asarray(np.rint(vectors / np.abs(vectors).max(axis=1, keepdims=True) * _MOST), dtype=np.int8)


def main() -> int:
    """Both files."""
    store, library = Store(), load_library()
    small, larger = (store.trusted_path(store.catalog.get(one)) for one in (EMBEDDER, LARGER))
    write(keyed(library, cases=True), Embedder(small, FITTED), KNOWN)
    write(keyed(library), Embedder(larger, FITTED_LARGER), KNOWN_LARGER)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
