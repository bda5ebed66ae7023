import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coach.errors import LibraryError, SearchDied
from coach.library.entries import Library
from coach.reading.process import ReadingProcess

pytestmark = pytest.mark.embedder


@pytest.fixture(scope="module")
def process(library: Library, embedder_path: Path, index_folder: Path) -> Iterator[ReadingProcess]:
    process = ReadingProcess(library, embedder_path, index_folder)
    process.start()
    yield process
    process.close()


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_it_starts_at_once_and_answers_when_it_can(library: Library, embedder_path: Path, index_folder: Path) -> None:
    started = ReadingProcess(library, embedder_path, index_folder)
    began = time.monotonic()
    started.start()
    assert time.monotonic() - began < 0.5
    assert not started.ready
    found = started.search("is what i say confidential")
    assert started.ready
    assert found.answerable
    entry = library.get("faq/confidentiality")
    assert found.passages[0].entry is entry
    assert found.passages[0].cases and all(case in entry.cases for case in found.passages[0].cases)
    assert 0 < found.passages[0].sure < 1
    started.close()
    started.close()
    assert not started.ready
    with pytest.raises(LibraryError, match="closed"):
        started.search("again")


def test_a_killed_search_comes_back_by_itself(process: ReadingProcess) -> None:
    process.wait()
    first = process.pid
    assert first
    os.kill(first, signal.SIGKILL)
    assert process.search("is what i say confidential", limit=1).passages[0].entry.id == "faq/confidentiality"
    assert process.pid != first
    assert process.rebuilt == 0


def test_a_search_that_dies_twice_is_told(process: ReadingProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    process.wait()
    ensure = process._ensure

    def ensure_then_kill():  # type: ignore[no-untyped-def]
        child = ensure()
        os.kill(child.pid, signal.SIGKILL)
        until(lambda: not child.alive)
        return child

    monkeypatch.setattr(process, "_ensure", ensure_then_kill)
    with pytest.raises(SearchDied):
        process.search("is what i say confidential")
    monkeypatch.undo()
    assert process.search("is what i say confidential").answerable


def test_closing_while_it_loads_ends_it(library: Library, embedder_path: Path, index_folder: Path) -> None:
    loading = ReadingProcess(library, embedder_path, index_folder)
    loading.start()
    until(lambda: loading.pid is not None)
    pid = loading.pid
    assert pid
    loading.close()
    until(lambda: not Path(f"/proc/{pid}").exists()) if Path("/proc").is_dir() else None


def test_no_embedder_is_told_at_once_and_again(library: Library, tmp_path: Path) -> None:
    process = ReadingProcess(library, tmp_path / "nowhere", tmp_path / "index")
    for _ in range(2):
        with pytest.raises(LibraryError, match="embedder"):
            process.search("hello")
    assert process.pid is None
    process.close()


def test_nothing_heavy_is_imported_by_the_parent() -> None:
    heavy = "{'torch', 'chromadb', 'sentence_transformers', 'numpy'}"
    code = f"import sys, coach.reading.process, coach.commands.library; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_it_tells_how_near_texts_are_and_quotes_nothing_where_there_are_no_papers(process: ReadingProcess) -> None:
    near = process.likeness("the homework does nothing for me", ["boil an egg", "these tasks are pointless for me"])
    assert near > process.likeness("the homework does nothing for me", ["boil an egg"])
    assert process.likeness("hello", []) == -1.0
    assert process.quotes("who reads my notes") == ()
