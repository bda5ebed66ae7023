import stat
import sys
from pathlib import Path

import pytest

from coach.engine.state import KEEP, StateStore, state_key


@pytest.fixture
def store(tmp_path: Path) -> StateStore:
    return StateStore(tmp_path / "states")


def only_file(tmp_path: Path) -> Path:
    (path,) = (tmp_path / "states").iterdir()
    return path


def test_what_is_saved_is_loaded(store: StateStore) -> None:
    assert store.load("a") is None
    store.save("a", b"state")
    assert store.load("a") == b"state"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX rights")
def test_only_this_person_can_read_it(store: StateStore, tmp_path: Path) -> None:
    store.save("a", b"state")
    assert stat.S_IMODE(only_file(tmp_path).stat().st_mode) == 0o600


@pytest.mark.parametrize("raw", [b"", b"other", b"coach-state-1\n" + b"0" * 32 + b"state"])
def test_a_foreign_file_is_deleted(store: StateStore, tmp_path: Path, raw: bytes) -> None:
    store.save("a", b"state")
    path = only_file(tmp_path)
    path.write_bytes(raw)
    assert store.load("a") is None
    assert not path.exists()


def test_a_flipped_bit_and_a_state_under_another_name_are_refused(store: StateStore, tmp_path: Path) -> None:
    store.save("a", b"state")
    path = only_file(tmp_path)
    raw = path.read_bytes()
    path.with_name("b.state").write_bytes(raw)
    path.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))
    assert store.load("a") is None
    assert store.load("b") is None


def test_the_folder_stays_small(store: StateStore, tmp_path: Path) -> None:
    (tmp_path / "states").mkdir()
    (tmp_path / "states" / "cut-short.part").write_bytes(b"x")
    for n in range(KEEP + 3):
        store.save(str(n), b"state")
    assert len(list((tmp_path / "states").iterdir())) == KEEP
    assert store.load(str(KEEP + 2)) == b"state"


def test_a_disk_that_refuses_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = StateStore(tmp_path / "file")
    store.save("a", b"state")
    assert store.load("a") is None


def test_the_key_changes_with_all_it_depends_on(tmp_path: Path) -> None:
    model = tmp_path / "model"
    model.write_bytes(b"one")
    keys = {state_key(model, None, [1, 2], "0.3", 2048), state_key(model, None, [1, 3], "0.3", 2048)}
    keys |= {state_key(model, None, [1, 2], "0.4", 2048), state_key(model, None, [1, 2], "0.3", 4096)}
    model.write_bytes(b"other")
    keys.add(state_key(model, None, [1, 2], "0.3", 2048))
    assert len(keys) == 5
