"""The model's state after the fixed prompt, kept on disk so that the next start need not read it again.

It holds the instructions and examples that ship with the program, and nothing that a person wrote. It is
a cache: whatever is wrong with a file, it is deleted and the prompt is read anew.
"""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

_MAGIC = b"coach-state-1\n"
_DIGEST = hashlib.sha256().digest_size
KEEP = 4


class StateStore:
    """A folder of states, each under the hash of all it depends on; at most `KEEP` files."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; it is made with the first state."""
        self._folder = folder

    def load(self, key: str) -> bytes | None:
        """The state under `key`, or None where there is none that is whole."""
        path = self._path(key)
        try:
            raw = path.read_bytes()
        except OSError:
            return None
        head = len(_MAGIC) + _DIGEST
        data = raw[head:]
        if raw[: len(_MAGIC)] != _MAGIC or raw[len(_MAGIC) : head] != _digest(key, data):
            self.forget(key)
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return data

    def save(self, key: str, data: bytes) -> None:
        """Write a state, readable by this person alone; where the disk refuses, there simply is none."""
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, temporary = tempfile.mkstemp(dir=self._folder, suffix=".part")  # made with rights 0600
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_MAGIC + _digest(key, data))
                    file.write(data)
                Path(temporary).replace(self._path(key))
            finally:
                Path(temporary).unlink(missing_ok=True)
            self._prune()

    def forget(self, key: str) -> None:
        """Delete a state."""
        with contextlib.suppress(OSError):
            self._path(key).unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.state"

    def _prune(self) -> None:
        """Delete all but the last used states, and what a start that was cut short left behind."""
        newest_first = sorted(self._folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
        states = [path for path in newest_first if path.suffix == ".state"]
        for path in [*states[KEEP:], *(path for path in newest_first if path.suffix == ".part")]:
            path.unlink(missing_ok=True)


def state_key(model: Path, adapter: Path | None, tokens: Sequence[int], *settings: object) -> str:
    """The name of a state: it changes with the model file, its adapter, the prompt, and the settings of the engine."""
    stamps = [(file.stat().st_size, file.stat().st_mtime_ns) for file in (model, adapter) if file]
    told = repr((stamps, settings, list(tokens)))
    return hashlib.sha256(told.encode()).hexdigest()


def _digest(key: str, data: bytes) -> bytes:
    return hashlib.sha256(key.encode() + data).digest()
