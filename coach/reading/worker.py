"""The child process with the sentence encoder: `python -m coach.reading.worker ARGS`, spoken to in JSON lines.

ARGS: the embedder's folder, the library's folder, the index's folder, the address of a search server or nothing, and
the folder of the larger encoder or nothing.
It first says `{"ready": true, "rebuilt": n, "lacking": null}`, n being how many pieces had to be embedded and `lacking`
why the larger encoder does not read; or `{"error": …}`. Then it answers, each with the order's `id`:

    {"op": "search", "text", "recent", "limit"}  with  {"answerable", "passages": [passage, …]}
    {"op": "listen", "text", "recent"}           with  {"opinion": {"crisis", "danger", "kind", "text"}}
    {"op": "quotes", "text"}                     with  {"quotes": [quote, …]}
    {"op": "likeness", "text", "others"}         with  {"likeness": cosine to the nearest of the others}
    {"op": "keeps", "message", "part", "sentence"} with  {"keeps": how likely, or null without a verifier}
    {"op": "acts", "sentences"}                  with  {"acts": [the shares of `acts.ACTS`, …]}
    {"op": "asked", "sentences"}                 with  {"asked": [[the answer asked for, how likely], …]}

A passage is `{"entry": id, "score", "cases": [key, …], "sure"}`.

It reads its orders while it loads, so that it ends with its parent in the middle of loading too.
"""

import json
import os
import queue
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coach.child import Json, claim_output
from coach.errors import CoachError, LibraryError
from coach.library.entries import load_library

if TYPE_CHECKING:
    from coach.encoder import Embedder
    from coach.guard.classify import Classifier
    from coach.guard.verify import Verifier
    from coach.library.base import Passage
    from coach.library.index import IndexSearcher
    from coach.papers.search import PaperSearch
    from coach.reading.acts import Acts
    from coach.reading.asked import Asked

Reply = Callable[[Json], None]


@dataclass
class Readers:
    """What is loaded: the encoder, the searches over it, the classifier or why there is none, and the verifier."""

    encoder: "Embedder"
    searcher: "IndexSearcher"
    papers: "PaperSearch"
    classifier: "Classifier | CoachError"
    verifier: "Verifier | None"
    acts: "Acts | CoachError"
    asked: "Asked | CoachError"


def main(embedder: str, library: str, index: str, server: str = "", larger: str = "") -> None:
    """Load, say so, and answer until the input ends."""
    reply = claim_output()
    orders: queue.Queue[Json] = queue.Queue()
    threading.Thread(target=_listen, args=(orders,), daemon=True).start()
    try:
        readers = _load(reply, Path(embedder), Path(library), index, server, larger)
    except Exception as error:  # noqa: BLE001 - at the edge of the process; told to the parent
        reply({"error": _told(error)})
        return
    while True:
        order = orders.get()
        try:
            reply({"id": order["id"]} | _answer(readers, order))
        except Exception as error:  # noqa: BLE001 - at the edge of the process; told to the parent, without the text
            reply({"id": order["id"], "error": _told(error)})


def _listen(orders: "queue.Queue[Json]") -> None:
    for line in sys.stdin.buffer:
        orders.put(json.loads(line))
    os._exit(0)


def _load(reply: Reply, embedder: Path, library: Path, index: str, server: str, larger: str) -> Readers:
    from coach.encoder import Embedder
    from coach.library.index import FITTED, Index, IndexSearcher
    from coach.library.larger import LargerReader
    from coach.library.shelf import OnDisk, OnServer, Shelf
    from coach.papers.search import PaperSearch

    entries, model = load_library(library), Embedder(embedder, FITTED)
    shelf: Shelf = OnServer(server) if server else OnDisk(Path(index))
    opened = Index(shelf, entries, model)
    second, lacking = _larger(larger)
    searcher = IndexSearcher(entries, opened, model, LargerReader(entries, second) if second else None)
    classifier = _classifier(embedder, larger if second else "")
    of_talk = _acts(model), _asked(model, second)
    readers = Readers(model, searcher, PaperSearch(model), classifier, _verifier(embedder), *of_talk)
    reply({"ready": True, "rebuilt": opened.embedded, "lacking": lacking and _told(lacking)})
    return readers


def _larger(folder: str) -> "tuple[Embedder | None, CoachError | None]":
    """Without it the other encoder reads alone."""
    from coach.encoder import Embedder
    from coach.library.larger import FITTED_LARGER

    try:
        return (Embedder(Path(folder), FITTED_LARGER) if folder else None), None
    except CoachError:
        return None, LibraryError(
            "The larger sentence encoder could not be loaded",
            "The other one reads alone: it finds less and hears less. To see what is wrong: coach models verify",
        )


def _classifier(embedder: Path, larger: str) -> "Classifier | CoachError":
    """Without it the search still works, and the rules listen alone."""
    from coach.encoder import Embedder
    from coach.guard.classify import FITTED, FITTED_LARGER, Classifier, Head

    try:
        again = Head(Embedder(Path(larger), FITTED_LARGER), FITTED_LARGER) if larger else None
    except CoachError:
        again = None
    try:
        classifier = Classifier(Head(Embedder(embedder, FITTED), FITTED), again)
        classifier.listen("the first message is as quick as any")
    except CoachError:
        return LibraryError(
            "The second listener for danger could not be loaded",
            "The rules listen alone, and hear less. Nothing is lost; install the coach again.",
        )
    return classifier


def _verifier(embedder: Path) -> "Verifier | None":
    """Without it the rules on who did what read alone."""
    from coach.encoder import Embedder
    from coach.guard.verify import FITTED, Verifier

    if not FITTED.is_file():
        return None
    try:
        return Verifier(Embedder(embedder, FITTED))
    except CoachError:
        return None


def _acts(encoder: "Embedder") -> "Acts | CoachError":
    """Without it rules tell what is said to the program."""
    from coach.reading.acts import Acts

    try:
        return Acts(encoder)
    except CoachError as error:
        return error


def _asked(encoder: "Embedder", larger: "Embedder | None") -> "Asked | CoachError":
    """Without it what is asked on the way is searched for like all else."""
    from coach.reading.asked import Asked

    if not larger:
        return LibraryError("Questions on the way cannot be told apart", "The larger encoder does it.")
    try:
        return Asked((encoder, larger))
    except CoachError as error:
        return error


def _answer(readers: Readers, order: Json) -> Json:
    if order["op"] == "listen":
        if isinstance(readers.classifier, CoachError):
            raise readers.classifier
        return {"opinion": asdict(readers.classifier.listen(order["text"], order["recent"]))}
    if order["op"] == "quotes":
        return {"quotes": [asdict(quote) for quote in readers.papers.search(order["text"])]}
    if order["op"] == "likeness":
        text, *others = readers.encoder.encode([order["text"], *order["others"]])
        return {"likeness": max((float(text @ other) for other in others), default=-1.0)}
    if order["op"] == "keeps":
        kept = readers.verifier and readers.verifier.keeps(order["message"], order["part"], order["sentence"])
        return {"keeps": kept}
    if order["op"] == "acts":
        if isinstance(readers.acts, CoachError):
            raise readers.acts
        return {"acts": readers.acts.shares(order["sentences"]).tolist()}
    if order["op"] == "asked":
        if isinstance(readers.asked, CoachError):
            raise readers.asked
        return {"asked": readers.asked.likeliest(order["sentences"])}
    found = readers.searcher.search(order["text"], order["recent"], order["limit"])
    return {"answerable": found.answerable, "passages": [_passage(one) for one in found.passages]}


def _passage(passage: "Passage") -> Json:
    cases = [case.key for case in passage.cases]
    return {"entry": passage.entry.id, "score": passage.score, "cases": cases, "sure": passage.sure}


def _told(error: Exception) -> Json:
    if not isinstance(error, CoachError):
        error = LibraryError("The search could not do its work", f"Nothing is lost. ({type(error).__name__})")
    return {"title": error.title, "msg": error.msg}


if __name__ == "__main__":
    main(*sys.argv[1:6])
