"""What is found for a message within a conversation, and what is said where nothing is."""

from collections.abc import Sequence
from dataclasses import replace

from coach.dialogue.asking import has_questions
from coach.dialogue.following import without_lead_in
from coach.dialogue.plainness import asks
from coach.dialogue.prompt import WRITTEN, task
from coach.dialogue.shorthand import spelled
from coach.dialogue.telling import turned
from coach.guard.base import Wording
from coach.guard.help import Help
from coach.library.base import Entry, Found, Searcher, without
from coach.library.message import query

ABOUT_THEM = 0.4
"""The score of what lies nearest from which a message without an answer may still be for the therapist."""
_BEFORE = 400
"""Letters of the message before it that one is searched with."""


def found(said: str, told: Sequence[str], searcher: Searcher, rejected: Entry | None) -> Found:
    """What is found for a message; where that is not near, what it finds behind the one before it, if that is.

    Args:
        said: what the message says.
        told: what was said before, oldest first.
        searcher: finds entries.
        rejected: what the person has just objected to, or None.
    """
    alone = without(searcher.search(said, told), rejected)
    if not told or not alone.passages or (alone.answerable and alone.passages[0].is_near):
        return alone
    both = without(searcher.search(f"{told[-1][-_BEFORE:]} {said}"), rejected)
    return both if both.answerable and both.passages[0].is_near else alone


def unanswered(found: Found, said: str, help: Help, nth: int) -> Wording:
    """That there is no answer; what tells plainly of the person themself can be brought all the same. A "she" whom
    nobody is named for is then hardly the therapist."""
    best, text = found.passages[:1], without_lead_in(said)
    asked = has_questions(spelled(text)) or asks(spelled(text))
    if best and best[0].score >= ABOUT_THEM and not asked:
        entry = replace(best[0].entry, of_others=not best[0].entry.of_them)
        far = replace(best[0], entry=entry, score=0.0)
        heard, say = (turned(task(part, text, far, nth), text) for part in WRITTEN)
        page = help.can_be_brought(nth)
        if (heard and say) or (best[0].is_near and (heard or say)):
            return replace(page, heard=heard or page.heard, say=say or page.say)
        if best[0].is_near or query(text).tells:
            return page
    return help.nothing_found(nth)
