import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.encoder import Embedder
from coach.errors import LibraryError
from coach.library.entries import Library, load_library, pieces
from coach.library.index import Index, IndexSearcher
from coach.library.shelf import OnDisk, OnServer

from .conftest import Write

pytestmark = pytest.mark.embedder


@pytest.fixture(scope="module")
def embedder(embedder_path: Path) -> Embedder:
    return Embedder(embedder_path)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Chroma server on this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sys.executable).with_name("chroma")
    folder = tmp_path_factory.mktemp("server")
    command = [str(program), "run", "--host", "127.0.0.1", "--port", str(port), "--path", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder) as process:
        for _ in range(300):
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"127.0.0.1:{port}"
        process.terminate()


@pytest.fixture
def small(write: Write, folder: Path) -> Library:
    write()
    write("sign/quiet", title="Being quiet", word="quiet")
    return load_library(folder)


def test_a_server_holds_the_same_as_a_folder(small: Library, embedder: Embedder, server: str, tmp_path: Path) -> None:
    there, here = Index(OnServer(server), small, embedder), Index(OnDisk(tmp_path / "index"), small, embedder)
    assert there.embedded == here.embedded == sum(len(pieces(entry)) for entry in small)
    assert Index(OnServer(server), small, embedder).embedded == 0
    found = [IndexSearcher(small, index, embedder).search("being quiet again") for index in (there, here)]
    assert found[0].passages[0].entry.id == found[1].passages[0].entry.id == "sign/quiet"


def test_another_version_of_the_library_changes_nobody_elses(
    small: Library, embedder: Embedder, server: str, write: Write, folder: Path
) -> None:
    Index(OnServer(server), small, embedder)
    write("faq/early", title="Coming early", word="early")
    assert Index(OnServer(server), load_library(folder), embedder).embedded > 0
    assert Index(OnServer(server), small, embedder).embedded == 0


def test_a_server_that_is_not_there_is_told(small: Library, embedder: Embedder) -> None:
    with pytest.raises(LibraryError, match="does not answer") as raised:
        Index(OnServer("127.0.0.1:9"), small, embedder)
    assert "coach settings server" in raised.value.msg
