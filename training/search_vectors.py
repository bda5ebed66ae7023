"""Embed the library that ships: `python -m training.search_vectors`, after `training.search_encoder` or a change of it.

Writes `coach/library/fitted/vectors.safetensors`: a row in half precision for each piece, and its key. What the file
does not have is embedded when the coach first needs it.
"""

import numpy as np
from safetensors.numpy import save_file

from coach.encoder import Embedder
from coach.library.entries import case_pieces, load_library
from coach.library.index import FITTED, key_of, keyed
from coach.library.known import KNOWN
from coach.models.store import Store


def main() -> int:
    """Embed and write."""
    store = Store()
    embedder = Embedder(store.trusted_path(store.catalog.get("all-minilm-l6-v2")), FITTED)
    library = load_library()
    pieces = keyed(library) | {key_of(piece): piece for entry in library for piece in case_pieces(entry)}
    vectors = embedder.encode([piece.text for piece in pieces.values()]).astype(np.float16)
    keys = np.array([list(bytes.fromhex(key)) for key in pieces], dtype=np.uint8)
    save_file({"vectors": vectors, "keys": keys}, KNOWN, metadata={"encoder": embedder.identity})
    print(f"{KNOWN.name}: {len(pieces)} pieces, {KNOWN.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
