"""A child process that is spoken to in JSON lines, over pipes and never a socket.

The model and the search each live in one: what they import never slows the screen, and when one
dies the conversation does not. The child ends by itself when its parent is gone (end of its input).
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

Json = dict[str, Any]


class ChildGone(Exception):
    """The child process has ended; `code` is its exit status where known."""

    def __init__(self, code: int | None) -> None:
        super().__init__(f"child process ended (status {code})")
        self.code = code


class Child:
    """One running child; `send` and `receive` exchange one JSON object a line."""

    def __init__(self, module: str, args: Sequence[str] = ()) -> None:
        """Start `python -m module args…`; returns at once.

        Its error stream is thrown away: native libraries print there, and it could quote a message.
        """
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *args],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"},
            start_new_session=True,
        )
        self._sending = threading.Lock()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def send(self, message: Json) -> None:
        """Send one object; any thread.

        Raises:
            ChildGone: the child has ended.
        """
        line = json.dumps(message).encode() + b"\n"
        assert self._process.stdin is not None
        with self._sending:
            try:
                self._process.stdin.write(line)
                self._process.stdin.flush()
            except (BrokenPipeError, ValueError) as error:
                raise ChildGone(self._process.poll()) from error

    def receive(self) -> Json:
        """Wait for the next object; one thread at a time.

        Raises:
            ChildGone: the child has ended.
        """
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line.endswith(b"\n"):
            raise ChildGone(self._process.wait())
        message: Json = json.loads(line)
        return message

    def close(self, patience: float = 2.0) -> None:
        """End the child: its input closes, and after `patience` seconds it is killed."""
        if self._process.stdin is not None and not self._process.stdin.closed:
            with suppress(BrokenPipeError):
                self._process.stdin.close()
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


def serve(handle: Callable[[Json, Callable[[Json], None]], None]) -> None:
    """The child's side: call `handle(message, reply)` for each line of input until it ends.

    The real standard output is kept for replies alone; whatever native code prints goes nowhere.
    """
    reply = claim_output()
    for line in sys.stdin.buffer:
        handle(json.loads(line), reply)


def claim_output() -> Callable[[Json], None]:
    """Keep standard output for JSON lines and point file descriptor 1 at nothing; returns the writer."""
    kept = os.fdopen(os.dup(1), "wb", buffering=0)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    lock = threading.Lock()

    def reply(message: Json) -> None:
        with lock:
            kept.write(json.dumps(message).encode() + b"\n")

    return reply
