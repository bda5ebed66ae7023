"""The child process that searches: `python -m coach.library.worker ARGS`, spoken to in JSON lines.

ARGS: the embedder's folder, the library's folder, the index's folder. It first says `{"ready": true, "rebuilt": n}`,
n being how many pieces had to be embedded, or `{"error": …}`; then answers
`{"op": "search", "id", "text", "recent", "limit"}` with `{"id", "answerable", "passages": [[entry id, score], …]}`.
It reads its orders while it loads, so that it ends with its parent in the middle of loading too.
"""

import json
import os
import queue
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from coach.child import Json, claim_output
from coach.errors import CoachError, LibraryError
from coach.library.entries import load_library

if TYPE_CHECKING:
    from coach.library.index import IndexSearcher

Reply = Callable[[Json], None]


def main(embedder: Path, library: Path, index: Path) -> None:
    """Load, say so, and answer until the input ends."""
    reply = claim_output()
    orders: queue.Queue[Json] = queue.Queue()
    threading.Thread(target=_listen, args=(orders,), daemon=True).start()
    try:
        searcher = _load(reply, embedder, library, index)
    except Exception as error:  # noqa: BLE001 - at the edge of the process; told to the parent
        reply({"error": _told(error)})
        return
    while True:
        order = orders.get()
        try:
            reply({"id": order["id"]} | _answer(searcher, order))
        except Exception as error:  # noqa: BLE001 - at the edge of the process; told to the parent, without the text
            reply({"id": order["id"], "error": _told(error)})


def _listen(orders: "queue.Queue[Json]") -> None:
    for line in sys.stdin.buffer:
        orders.put(json.loads(line))
    os._exit(0)


def _load(reply: Reply, embedder: Path, library: Path, index: Path) -> "IndexSearcher":
    from coach.library.index import Embedder, Index, IndexSearcher

    entries, model = load_library(library), Embedder(embedder)
    opened = Index(index, entries, model)
    searcher = IndexSearcher(entries, opened, model)
    reply({"ready": True, "rebuilt": opened.embedded})
    return searcher


def _answer(searcher: "IndexSearcher", order: Json) -> Json:
    found = searcher.search(order["text"], order["recent"], order["limit"])
    passages = [[passage.entry.id, passage.score] for passage in found.passages]
    return {"answerable": found.answerable, "passages": passages}


def _told(error: Exception) -> Json:
    if not isinstance(error, CoachError):
        error = LibraryError("The search could not do its work", f"Nothing is lost. ({type(error).__name__})")
    return {"title": error.title, "msg": error.msg}


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
