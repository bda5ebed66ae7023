import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach import paths

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
