"""Where Chroma keeps the pieces: a folder of this person's, or a server that a clinic shares."""

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import chromadb
import httpx
from chromadb.api.client import SharedSystemClient
from chromadb.config import Settings
from chromadb.errors import ChromaError
from filelock import FileLock

from coach.errors import LibraryError

if TYPE_CHECKING:
    from chromadb import Collection
    from chromadb.api import ClientAPI

BROKEN = (ChromaError, ValueError, RuntimeError, KeyError, TypeError, OSError, httpx.HTTPError)
"""What Chroma raises where a store is damaged, gone or out of reach."""
NEAREST = 200
"""How many pieces a search looks at."""
_STAMP = "fingerprint"
_LOCK_S = 120.0
_SPACE = {"hnsw": {"space": "cosine", "ef_search": 2 * NEAREST}}


class Shelf(Protocol):
    """Holds one collection, and remembers for which library it is complete."""

    def locked(self) -> AbstractContextManager[None]:
        """Within it no other process changes the shelf.

        Raises:
            OSError: it cannot be written.
        """

    def open(self, name: str, fingerprint: str) -> "Collection":
        """The collection for an encoder, by name, and a library, by fingerprint; made where it is not there."""

    def is_complete(self) -> bool:
        """Whether the open collection was said to hold all of that library."""

    def set_complete(self, done: bool) -> None:
        """Say so, or that it is being changed."""

    def clear(self) -> None:
        """Throw a damaged store away.

        Raises:
            LibraryError: it is not ours to throw away.
        """


class OnDisk:
    """A folder; what an older encoder left there is deleted."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._fingerprint = folder, ""

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock file beside the folder."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self.folder.with_name(self.folder.name + ".lock"), timeout=_LOCK_S):
            yield

    def open(self, name: str, fingerprint: str) -> "Collection":
        """The collection of this name; every other goes."""
        self._fingerprint = fingerprint
        client = chromadb.PersistentClient(str(self.folder), settings=Settings(anonymized_telemetry=False))
        for old in client.list_collections():
            if old.name != name:
                client.delete_collection(old.name)
        return client.get_or_create_collection(name, embedding_function=None, configuration=_SPACE)

    def is_complete(self) -> bool:
        """Whether the stamp says so."""
        stamp = self.folder / _STAMP
        return stamp.is_file() and stamp.read_text() == self._fingerprint

    def set_complete(self, done: bool) -> None:
        """Write the stamp in one step, or take it away."""
        stamp = self.folder / _STAMP
        stamp.unlink(missing_ok=True)
        if done:
            partial = stamp.with_suffix(".partial")
            partial.write_text(self._fingerprint)
            partial.replace(stamp)

    def clear(self) -> None:
        """Delete the folder, or what lies in its place."""
        SharedSystemClient.clear_system_cache()
        if self.folder.is_dir():
            shutil.rmtree(self.folder)
        else:
            self.folder.unlink(missing_ok=True)


class OnServer:
    """A Chroma server. Each version of a library has a collection of its own there, so that nobody's is changed."""

    def __init__(self, address: str) -> None:
        """`address` is `HOST:PORT`; nothing is reached yet."""
        host, _, port = address.rpartition(":")
        self._address, self._host, self._port = address, host, int(port)
        self._collection: Collection | None = None
        self._fingerprint = ""

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Two who fill the same collection write the same rows; no lock is needed."""
        yield

    def open(self, name: str, fingerprint: str) -> "Collection":
        """The collection of this encoder and library."""
        client = self._client()
        self._fingerprint, name = fingerprint, f"{name}-{fingerprint}"
        self._collection = client.get_or_create_collection(name, embedding_function=None, configuration=_SPACE)
        return self._collection

    def is_complete(self) -> bool:
        """Whether the collection's own note says so."""
        noted = self._collection.metadata if self._collection else None
        return bool(noted and noted.get(_STAMP) == self._fingerprint)

    def set_complete(self, done: bool) -> None:
        """Note it with the collection; what is being changed there has no note yet."""
        if done and self._collection:
            self._collection.modify(metadata={_STAMP: self._fingerprint})

    def clear(self) -> None:
        """A server is not ours to clear."""
        raise self._unreachable()

    def _client(self) -> "ClientAPI":
        try:
            return chromadb.HttpClient(self._host, self._port, settings=Settings(anonymized_telemetry=False))
        except BROKEN as error:
            raise self._unreachable() from error

    def _unreachable(self) -> LibraryError:
        return LibraryError(
            f"The search server at {self._address} does not answer as it should",
            "Search goes on by words alone. To search on this machine instead: coach settings server ''",
        )
