"""Before a rehearsal: the entry that fits what somebody wants to say, and a first sentence in three sizes."""

from coach.dialogue.prompt import NEAR, Task
from coach.dialogue.writer import Tally, Writer
from coach.guard.check import Context
from coach.library.base import Found
from coach.rehearsal.base import Sizes
from coach.rehearsal.copy import Copy
from coach.rehearsal.goal import opening


def sizes(goal: str, found: Found, copy: Copy, writer: Writer | None = None) -> Sizes:
    """Three sizes of first sentence: the entry's hint, the person's own sentence, and that with what they'd like.

    Args:
        goal: what they want to say.
        found: what the library has on it.
        copy: the words to fall back on.
        writer: words the person's sentence; None leaves it as they put it, turned to the therapist.

    Raises:
        CoachError: the model failed; without a writer it never does.
    """
    best = found.passages[0] if found.answerable and found.passages else None
    entry = best.entry if best else None
    wish = entry.say.headline if best and entry and best.score >= NEAR else copy.phrases["wish"]
    own = opening(goal)
    written = _written(own, writer) if writer and own else None
    headline = written or own or (entry.say.headline if entry else copy.phrases["wish"])
    return Sizes(
        hint=entry.say.hint if entry else copy.phrases["hint"],
        headline=headline,
        detail=f"{headline} {wish}" if wish not in headline else headline,
        entry=entry.id if entry else "",
        origins={"hint": "authored", "headline": "model" if written else "authored", "detail": "authored"},
    )


def _written(own: str, writer: Writer) -> str | None:
    for attempt in writer.attempts(Task("say", own), Context(own, own, ""), Tally()):
        if attempt.problem is None and not attempt.cancelled:
            return attempt.text
    return None
