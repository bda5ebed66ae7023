"""Write what the person saves: for their eyes alone, and whole or not at all."""

import os
from pathlib import Path


def write_new(path: Path, text: str) -> None:
    """A new file.

    Raises:
        FileExistsError: there is one already; it is as it was.
        OSError: it cannot be written; nothing is left of it.
    """
    fill(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), path, text)


def fill(handle: int, path: Path, text: str) -> None:
    """Write all of a text into a file that was just made, or take the file away; what no file can hold becomes "?".

    Raises:
        OSError: there was no room, or no right.
    """
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode(errors="replace"))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise
