"""The parts as the commands open them: what is missing is told on the error stream."""

import sys

from coach.assembly import Parts, assemble
from coach.settings import Settings


def open_parts(model: str | None, settings: Settings | None = None) -> Parts:
    """Assemble, and say what could not be had.

    Raises:
        CoachError: the library cannot be read, or `model` was named and cannot be had.
    """
    parts = assemble(model, settings)
    for problem in parts.problems:
        print(f"coach: {problem}", file=sys.stderr)
    return parts
