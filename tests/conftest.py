import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach import paths
from coach.errors import CoachError
from coach.library.entries import Library, load_library
from coach.library.lexical import LexicalSearch
from coach.library.search import LexicalSearcher

# Model files are found where the person's are; everything else of a test has a home of its own.
os.environ.setdefault("COACH_MODELS", str(paths.models_dir()))


@pytest.fixture(scope="session")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose index is built once for all tests."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test reads or writes the settings of who runs it."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    yield


@pytest.fixture(scope="session")
def library() -> Library:
    """The library that ships."""
    return load_library()


@pytest.fixture(scope="session")
def lexical(library: Library) -> LexicalSearch:
    """Its words, counted once for all tests."""
    return LexicalSearch(library)


@pytest.fixture(scope="session")
def by_words(library: Library, lexical: LexicalSearch) -> LexicalSearcher:
    """The search by words alone over it."""
    return LexicalSearcher(library, lexical)


@pytest.fixture(scope="session")
def embedder_path() -> Path:
    """The folder of the real sentence embedder; failing, not skipping, where there is none."""
    named = os.environ.get("COACH_TEST_EMBEDDER")
    if named:
        return Path(named)
    from coach.models.store import Store

    store = Store()
    try:
        return store.trusted_path(store.catalog.get("all-minilm-l6-v2"))
    except CoachError as error:
        pytest.fail(f"{error} Or name its folder in COACH_TEST_EMBEDDER; or leave these out with: -m 'not embedder'")


@pytest.fixture(scope="session")
def larger_path() -> Path:
    """The folder of the encoder that reads beside it; failing, not skipping, where there is none."""
    from coach.assembly import LARGER
    from coach.models.store import Store

    store = Store()
    return store.trusted_path(store.catalog.get(LARGER))


@pytest.fixture(scope="session")
def index_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One index of the library that ships, for all tests."""
    return tmp_path_factory.mktemp("shipped") / "index"
