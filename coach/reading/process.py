"""The process that holds the sentence encoder, as the rest of the coach sees it."""

import itertools
import threading
from collections.abc import Sequence
from pathlib import Path

from coach import paths
from coach.child import Child, ChildGone, Json
from coach.errors import LibraryError, SearchDied
from coach.guard.base import Part
from coach.guard.opinion import Opinion
from coach.library.base import Found, Passage
from coach.library.entries import Library
from coach.papers.base import Excerpt, Quote
from coach.reading.base import ACTS, Act


class ReadingProcess:
    """A `Searcher`, a `Quoter` and a `Judge` over `coach.reading.worker`; any thread may call it."""

    def __init__(
        self,
        library: Library,
        embedder_path: Path,
        index: Path | None = None,
        server: str = "",
        larger: Path | None = None,
    ) -> None:
        """Nothing starts yet.

        Args:
            library: what is searched; the child reads the same folder.
            embedder_path: the folder of the sentence embedder, already checked.
            index: the folder of the index; the person's own by default.
            server: the address, `HOST:PORT`, of a Chroma server that holds the index instead.
            larger: the folder of the encoder that reads beside it, already checked; None goes without.
        """
        self._library = library
        folders = (str(embedder_path), str(library.folder), str(index or paths.index_dir()))
        self._args = (*folders, server, str(larger or ""))
        self._child: Child | None = None
        self._ids = itertools.count(1)
        self._busy = threading.RLock()
        self._ready = threading.Event()
        self._closed = False
        self._broken: LibraryError | None = None
        self.rebuilt = 0
        self.lacking: LibraryError | None = None
        """Why the larger encoder does not read, once that is known."""

    @property
    def ready(self) -> bool:
        """Whether the next search is answered without waiting."""
        child = self._child
        return bool(child and child.alive and self._ready.is_set())

    @property
    def pid(self) -> int | None:
        """The child's process id, or None."""
        return self._child.pid if self._child else None

    def start(self) -> None:
        """Begin to load; returns at once."""
        threading.Thread(target=self._preload, daemon=True).start()

    def wait(self) -> None:
        """Return when it is ready.

        Raises:
            LibraryError: the embedder, the library or the index cannot be loaded.
            SearchDied: the process ended while loading.
        """
        with self._busy:
            self._ensure()

    def search(self, text: str, recent: Sequence[str] = (), limit: int = 3) -> Found:
        """Find the entries nearest to a message; waits until all is loaded.

        A process that has died is started again once.

        Raises:
            LibraryError: it cannot be loaded, or not do this search.
            SearchDied: it died again.
        """
        return self._found(self._ask_twice({"op": "search", "text": text, "recent": list(recent), "limit": limit}))

    def listen(self, text: str, recent: Sequence[str] = ()) -> Opinion:
        """What the classifier hears in a message; waits until all is loaded.

        Raises:
            LibraryError: there is no classifier, or it cannot be loaded.
            SearchDied: the process died twice.
        """
        told = self._ask_twice({"op": "listen", "text": text, "recent": list(recent)})
        return Opinion(**told["opinion"])

    def quotes(self, text: str) -> tuple[Quote, ...]:
        """What the person's own papers say that is near a message, best first.

        Raises:
            LibraryError: they cannot be searched.
            SearchDied: the process died twice.
        """
        told = self._ask_twice({"op": "quotes", "text": text})["quotes"]
        return tuple(Quote(**(one | {"excerpt": Excerpt(**one["excerpt"])})) for one in told)

    def likeness(self, text: str, others: Sequence[str]) -> float:
        """How near a text is to the nearest of others, as a cosine; -1 where there is none.

        Raises:
            LibraryError: the encoder cannot be loaded.
            SearchDied: the process died twice.
        """
        return float(self._ask_twice({"op": "likeness", "text": text, "others": list(others)})["likeness"])

    def keeps(self, message: str, part: Part, sentence: str) -> float | None:
        """How likely a sentence keeps what a message says, 0 to 1; None where there is no verifier.

        Raises:
            LibraryError: the encoder cannot be loaded.
            SearchDied: the process died twice.
        """
        told = self._ask_twice({"op": "keeps", "message": message, "part": part, "sentence": sentence})["keeps"]
        return None if told is None else float(told)

    def acts(self, sentences: Sequence[str]) -> list[dict[Act, float]]:
        """What each sentence of a message does: the share of each act.

        Raises:
            LibraryError: what tells them apart cannot be loaded.
            SearchDied: the process died twice.
        """
        told = self._ask_twice({"op": "acts", "sentences": list(sentences)})["acts"]
        return [dict(zip(ACTS, shares, strict=True)) for shares in told]

    def asked(self, sentences: Sequence[str]) -> list[tuple[str, float]]:
        """For each sentence the name of the answer that it most likely asks for, or "none", and how likely, 0 to 1.

        Raises:
            LibraryError: what tells them apart cannot be loaded.
            SearchDied: the process died twice.
        """
        told = self._ask_twice({"op": "asked", "sentences": list(sentences)})["asked"]
        return [(str(name), float(likely)) for name, likely in told]

    def close(self) -> None:
        """End the child, whatever it is doing."""
        self._closed = True
        child, self._child = self._child, None
        if child:
            child.close(patience=1.0)

    def _preload(self) -> None:
        try:
            self.wait()
        except LibraryError:
            return  # whoever searches next is told

    def _ensure(self) -> Child:
        if self._child and self._child.alive and self._ready.is_set():
            return self._child
        if self._closed:
            raise LibraryError("The search has been closed", "Start the coach again.")
        if self._broken:
            raise self._broken
        self._end()
        self._child = child = Child("coach.reading.worker", self._args)
        try:
            hello = self._receive(child)
        except SearchDied:
            raise
        except LibraryError as error:
            self._broken = error
            self._end()
            raise
        self.rebuilt, lacking = int(hello["rebuilt"]), hello["lacking"]
        self.lacking = LibraryError(lacking["title"], lacking["msg"]) if lacking else None
        self._ready.set()
        return child

    def _ask_twice(self, order: Json) -> Json:
        with self._busy:
            try:
                return self._ask(order)
            except SearchDied:
                return self._ask(order)

    def _ask(self, order: Json) -> Json:
        child, number = self._ensure(), next(self._ids)
        try:
            child.send(order | {"id": number})
        except ChildGone as error:
            raise self._died() from error
        return self._receive(child, number)

    def _receive(self, child: Child, number: int | None = None) -> Json:
        """The reply to this order, or what the child says first; late replies to given-up orders are passed over."""
        try:
            message = child.receive()
            while message.get("id") != number:
                message = child.receive()
        except (ChildGone, ValueError) as error:
            raise self._died() from error
        if "error" in message:
            raise LibraryError(message["error"]["title"], message["error"]["msg"])
        return message

    def _found(self, message: Json) -> Found:
        there = {entry.id for entry in self._library}
        passages = (self._passage(one) for one in message["passages"] if one["entry"] in there)
        return Found(message["answerable"], tuple(passages))

    def _passage(self, told: Json) -> Passage:
        entry = self._library.get(told["entry"])
        cases = {case.key: case for case in entry.cases}
        return Passage(entry, told["score"], tuple(cases[key] for key in told["cases"] if key in cases), told["sure"])

    def _died(self) -> SearchDied:
        self._end()
        return SearchDied(
            "The search has stopped",
            "Your message is still here. The search starts again by itself with your next message.",
        )

    def _end(self) -> None:
        self._ready.clear()
        child, self._child = self._child, None
        if child:
            child.close(patience=0.5)
