"""What a turn took."""

import time

from coach.dialogue.base import Timings
from coach.dialogue.writer import Tally


def since(begun: float) -> float:
    """Milliseconds since a reading of `time.perf_counter`."""
    return (time.perf_counter() - begun) * 1000


def timings(
    tally: Tally, begun: float, first_shown: float | None, screen_ms: float | None, search_ms: float | None
) -> Timings:
    """All that was measured.

    Args:
        tally: of the model's work.
        begun: when the turn began, in seconds of `time.perf_counter`; `first_shown` likewise.
        first_shown: when the first part was shown, or None.
        screen_ms: what the screen took, or None.
        search_ms: what the search took, or None.
    """
    first, used = tally.first_token, tally.first_token is not None
    return Timings(
        screen_ms=screen_ms,
        search_ms=search_ms,
        prompt_tokens=tally.prompt_tokens if used else None,
        cached_tokens=tally.cached_tokens if used else None,
        first_token_ms=None if first is None else (first - begun) * 1000,
        first_shown_ms=None if first_shown is None else (first_shown - begun) * 1000,
        decode_tokens_per_s=tally.tokens_per_s,
        total_ms=since(begun),
    )
