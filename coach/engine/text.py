"""Text that arrives in pieces: whole characters, and nothing past a stop string."""

import codecs
from collections.abc import Sequence


class TextOut:
    """Turns bytes, as a model writes them, into text that can be shown at once and is never taken back.

    Held back are the first bytes of a character until the rest has come, and the first characters of what
    may become a stop string.
    """

    def __init__(self, stop: Sequence[str] = ()) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._stop = tuple(s for s in stop if s)
        self._held = ""
        self.stopped = False

    def feed(self, piece: bytes) -> str:
        """Take a piece; returns what may be shown now. After a stop string, `stopped` is true."""
        if self.stopped:
            return ""
        self._held += self._decoder.decode(piece)
        found = [at for s in self._stop if (at := self._held.find(s)) >= 0]
        if found:
            self.stopped = True
            shown, self._held = self._held[: min(found)], ""
            return shown
        keep = max((_overlap(self._held, s) for s in self._stop), default=0)
        cut = len(self._held) - keep
        shown, self._held = self._held[:cut], self._held[cut:]
        return shown

    def end(self) -> str:
        """What was held back and turned out not to be a stop string; half a character is dropped."""
        shown, self._held = self._held, ""
        return shown


def _overlap(text: str, stop: str) -> int:
    """How many characters at the end of `text` are the beginning of `stop`."""
    longest = min(len(text), len(stop) - 1)
    return next((n for n in range(longest, 0, -1) if text.endswith(stop[:n])), 0)
