"""Hear what the program does not do: diagnose, prescribe, treat, be a person, be told other rules."""

import re

from coach.guard.base import Evidence, Limit, Topic
from coach.guard.text import pieces

_RULES: tuple[tuple[Topic, str], ...] = (
    ("diagnosis", r" (diagnose me|do i have (adhd|bipolar|depression|ptsd|ocd|autism|bpd)|am i (bipolar|autistic|depressed)) "),
    ("medicine", r" (prescribe me|what dose|should i (stop|take|start) .{0,20}(meds|pills)) "),
    ("treatment", r" (treatment plan|treat my) "),
    ("identity", r" are you (a )?(human|bot|robot|real|person|ai|chatgpt) "),
    ("therapist-role", r" (be|act as|pretend to be) my (therapist|psychologist|counselor) "),
    ("instructions", r" (ignore .{0,30}(rules|instructions)|system prompt|act as dan) "),
)


def limit(text: str) -> Limit | None:
    """What the message asks that the program does not do, or None."""
    for piece in pieces(text):
        for topic, pattern in _RULES:
            match = re.search(pattern, piece.words)
            if match:
                return Limit(topic, Evidence(topic, piece.quote(match.start(), match.end())))
    return None
