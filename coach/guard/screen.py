"""Screen a message for danger before anything else runs, with rules that need no model."""

import re
from collections.abc import Sequence

from coach.guard.base import Evidence, Kind, Verdict
from coach.guard.text import pieces

_PLAIN: tuple[tuple[str, Kind, str], ...] = (
    ("kill-self", "self-harm", r"(?<!not )(?<!never )(kill|hurt|cut|hang|harm|killing|hurting|cutting) (myself|himself|herself|themself) "),
    ("wants-to-die", "self-harm", r" i (am )?(want|wanting|going) to (die|be dead) "),
    ("suicidal", "self-harm", r" (am|feel|feeling|been|is) suicidal "),
    ("end-life", "self-harm", r" (end|ending|take) (my|his|her) (own )?life "),
    ("passive", "self-harm", r" (do not want to (be here anymore|live|exist)|better off without me|wish i was dead) "),
    ("overdose", "medical", r" (took|taken) .{0,20}(pills|overdose) "),
    ("hit-me", "abuse", r" (hits|beats|hit|beat|rapes|raped|strangled|choked) me "),
    ("kill-them", "harm-to-others", r" i (want|am going) to kill (him|her|them|my \w+) "),
    ("therapist-touch", "unsafe-therapist", r" therapist (\S+ ){0,3}(kissed|touched|sex|slept) "),
)


def screen(text: str, recent: Sequence[str] = ()) -> Verdict:
    """What a message says of danger; `recent` holds the person's earlier messages, oldest first."""
    for piece in pieces(text):
        for name, kind, pattern in _PLAIN:
            match = re.search(pattern, piece.words)
            if match:
                return Verdict("crisis", kind, (Evidence(name, piece.quote(match.start(), match.end())),))
    return Verdict("clear", "none")
