"""Before a rehearsal: the entry that fits what somebody wants to say, and a first sentence in three sizes."""

from coach.dialogue.writer import Writer
from coach.errors import CoachError
from coach.library.base import Found
from coach.rehearsal.base import Sizes
from coach.rehearsal.copy import Copy
from coach.rehearsal.goal import opening
from coach.rehearsal.wording import smoothed


def sizes(goal: str, found: Found, copy: Copy, writer: Writer | None = None, *, ready: bool = False) -> Sizes:
    """Three sizes of first sentence: the entry's hint, the person's own sentence, and that with what they'd like.

    Args:
        goal: what they want to say.
        found: what the library has on it.
        copy: the words to fall back on.
        writer: words the person's sentence; without one, or where it fails, it is theirs, turned to the therapist.
        ready: the goal is itself a sentence to the therapist, and stays as it is.
    """
    best = found.passages[0] if found.answerable and found.passages else None
    entry = best.entry if best and best.is_near else None
    wish = entry.say.headline if entry else copy.phrases["wish"]
    own, failed = (" ".join(goal.split()) if ready else opening(goal)), None
    try:
        written = smoothed(own, writer) if writer and own and not ready else None
    except CoachError as error:
        written, failed = None, error
    headline = written or own or (entry.say.headline if entry else copy.phrases["wish"])
    detail = f"{headline} {wish}" if wish not in headline else headline
    return Sizes(entry.say.hint if entry else copy.phrases["hint"], headline, detail, failed)
