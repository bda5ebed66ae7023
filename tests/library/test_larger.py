"""The larger encoder beside the fitted one."""

from pathlib import Path

import pytest

from coach.encoder import Embedder
from coach.library import larger
from coach.library.entries import Library, load_library
from coach.library.index import FITTED, Index, IndexSearcher
from coach.library.larger import FITTED_LARGER, LargerReader
from coach.library.shelf import OnDisk
from coach.reading.process import ReadingProcess

from .conftest import Write

pytestmark = pytest.mark.embedder


@pytest.fixture(scope="module")
def second(larger_path: Path) -> Embedder:
    return Embedder(larger_path, FITTED_LARGER)


@pytest.fixture(scope="module")
def reader(library: Library, second: Embedder) -> LargerReader:
    return LargerReader(library, second)


@pytest.fixture(scope="module")
def searchers(
    library: Library, embedder_path: Path, index_folder: Path, reader: LargerReader
) -> tuple[IndexSearcher, IndexSearcher]:
    """Without it, and with it."""
    fitted = Embedder(embedder_path, FITTED)
    index = Index(OnDisk(index_folder), library, fitted)
    return IndexSearcher(library, index, fitted), IndexSearcher(library, index, fitted, reader)


def test_it_mostly_finds_the_entry_that_an_ask_is_of(library: Library, reader: LargerReader) -> None:
    entries = list(library)[::5]
    close = reader.nearest([entry.asks[0] for entry in entries])
    best = [max(one.entries, key=one.entries.__getitem__) for one in close]
    assert sum(id == entry.id for id, entry in zip(best, entries, strict=True)) >= 0.8 * len(entries)
    assert all(one.between >= 0 for one in close)


def test_what_the_library_is_not_about_lies_elsewhere(reader: LargerReader) -> None:
    assert all(one.between < 0 for one in reader.nearest(["book me a table for four", "how do i boil an egg"]))


def test_it_moves_the_ranking_and_the_scope(searchers: tuple[IndexSearcher, IndexSearcher]) -> None:
    texts = ["shes texting me on sundays now", "he fell asleep while i talked", "who else hears what i say in there"]
    one, other = ([searcher.search(text) for text in texts] for searcher in searchers)
    assert [found.passages[0].score for found in one] != [found.passages[0].score for found in other]
    assert all(found.answerable for found in other)
    for found in other:
        scores = [passage.score for passage in found.passages]
        assert scores == sorted(scores, reverse=True)
    assert not searchers[1].search("what is the capital of peru").answerable


def test_a_follow_up_is_read_with_what_it_follows(searchers: tuple[IndexSearcher, IndexSearcher]) -> None:
    found = searchers[1].search("and if he laughs?", ["I want to tell him that I don't trust him"])
    assert found.answerable and found.passages


def test_a_library_of_ones_own_is_read_too_if_it_is_small(
    write: Write, folder: Path, second: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    write()
    write("sign/quiet", title="Being quiet", word="quiet")
    small = load_library(folder)
    (close,) = LargerReader(small, second).nearest(["being quiet"])
    assert max(close.entries, key=close.entries.__getitem__) == "sign/quiet"
    monkeypatch.setattr(larger, "_MOST_NEW", 1)
    assert LargerReader(small, second).nearest(["being quiet"]) == []


def test_the_search_goes_on_without_it_and_says_so(
    library: Library, embedder_path: Path, index_folder: Path, larger_path: Path, tmp_path: Path
) -> None:
    for folder in (larger_path, tmp_path / "nowhere"):
        process = ReadingProcess(library, embedder_path, index_folder, larger=folder)
        assert process.search("is what i say confidential").passages[0].entry.id == "faq/confidentiality"
        assert process.listen("she has a rope in the shed, she showed me").danger > 0.3
        told = "" if folder == larger_path else "The larger sentence encoder could not be loaded"
        assert (process.lacking.title if process.lacking else "") == told
        process.close()
