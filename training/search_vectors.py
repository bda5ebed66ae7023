"""Embed the library that ships: `python -m training.search_vectors`, after `training.search_encoder` or a change of it.

Writes `coach/library/fitted/vectors.safetensors` with the fitted encoder, and `vectors_larger.safetensors` with the
larger one: a row for each piece, and its key. What a file does not have is embedded when the coach needs
it. About ten minutes on two cores.
"""

from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from coach.assembly import EMBEDDER, LARGER
from coach.encoder import Embedder
from coach.library.entries import Piece, load_library
from coach.library.index import FITTED
from coach.library.known import KNOWN, KNOWN_LARGER, keyed
from coach.library.larger import FITTED_LARGER
from coach.models.store import Store

_MOST = np.iinfo(np.int8).max


def write(pieces: dict[str, Piece], embedder: Embedder, path: Path) -> None:
    """Embed and write: whole numbers, which point the way that a vector does to within half a degree."""
    vectors = embedder.encode([piece.text for piece in pieces.values()])
    rows = np.rint(vectors / np.abs(vectors).max(axis=1, keepdims=True) * _MOST).astype(np.int8)
    keys = np.array([list(bytes.fromhex(key)) for key in pieces], dtype=np.uint8)
    save_file({"vectors": rows, "keys": keys}, path, metadata={"encoder": embedder.identity})
    print(f"{path.name}: {len(pieces)} pieces, {path.stat().st_size / 1e6:.1f} MB", flush=True)


def main() -> int:
    """Both files."""
    store, library = Store(), load_library()
    small, larger = (store.trusted_path(store.catalog.get(one)) for one in (EMBEDDER, LARGER))
    write(keyed(library, cases=True), Embedder(small, FITTED), KNOWN)
    write(keyed(library), Embedder(larger, FITTED_LARGER), KNOWN_LARGER)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
