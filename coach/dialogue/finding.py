"""What is found for a message within a conversation, and what is said where nothing is."""

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from coach.dialogue.asking import has_questions
from coach.dialogue.following import without_lead_in
from coach.dialogue.plainness import asks
from coach.dialogue.prompt import WRITTEN, task
from coach.dialogue.shorthand import spelled
from coach.dialogue.telling import turned
from coach.guard.base import Wording
from coach.guard.help import Help
from coach.guard.someone import EITHER, MEN, WOMEN, anyone
from coach.library.base import NEAR, Found, Passage, Searcher, without
from coach.library.message import query

ABOUT_THEM = 0.4
"""The score of what lies nearest from which a message without an answer may still be for the therapist."""
_BACK, _BEFORE = 2, 400
"""Messages before it that one is searched with, and the letters of these."""
_ANOTHER = 0.7
"""The score from which another entry takes the place of what a conversation is about. Of 24 conversations the first
entry was right in 21, and later ones jumped away from it on a loose word (`benchmarks/data/talks/cases.jsonl`)."""
_THEY = re.compile(r"\b(?:he|she|him|her|his|hers|they|them|their)\b", re.IGNORECASE)
_NAMED = anyone(MEN, WOMEN, EITHER)


def found(said: str, told: Sequence[str], searcher: Searcher, rejected: Set[str], topic: Passage | None) -> Found:
    """What is found for a message within a conversation.

    Where it is not near by itself, what it finds behind those before it, if that is; so it is as well where it speaks
    of a "he" or "she" whom it does not name, after a message on the person's life: that is then hardly the therapist.
    Else what the conversation was about goes on, where the message tells something. Of 40 follow-ups that were answered
    with an entry that was not near, those who had typed them found none of the answers good (`benchmarks/data/talks`).

    Args:
        said: what the message says.
        told: what was said before, oldest first.
        searcher: finds entries.
        rejected: the ids of entries that the person objected to.
        topic: the latest near passage of the conversation that was not rejected, or None.
    """
    alone = without(searcher.search(said, told), rejected)
    if not told or not alone.passages:
        return alone
    best, asked = alone.passages[0], query(said)
    near = best.is_near and (alone.answerable or not asked.orders)
    carried = not best.entry.of_life and _is_of_another(said, told, topic)
    if near and not carried and (topic is None or best.entry == topic.entry or best.score >= _ANOTHER):
        return replace(alone, answerable=True)
    before = " ".join(told[-_BACK:])[-_BEFORE:]
    both = without(searcher.search(f"{before} {said}"), rejected)
    close = both.answerable and both.passages[0].is_near
    if close and (topic is None or both.passages[0].entry == topic.entry or both.passages[0].score >= _ANOTHER):
        return both
    if topic and not asked.orders and best.score >= ABOUT_THEM:
        again = next((one for one in alone.passages if one.entry == topic.entry), replace(topic, cases=(), sure=0.0))
        besides = (one for one in alone.passages if one.entry != topic.entry)
        return Found(True, (replace(again, score=NEAR), *besides)[:3])
    return replace(alone, answerable=near)


def of_whom(said: str, told: Sequence[str], best: Passage, topic: Passage | None) -> Passage:
    """The passage, of others where a message goes on about somebody who was spoken of before: "she" is then not the
    therapist."""
    if not (told and _is_of_another(said, told, topic)):
        return best
    return replace(best, entry=replace(best.entry, of_others=True, of_them=False))


def _is_of_another(said: str, told: Sequence[str], topic: Passage | None) -> bool:
    of_life = topic is not None and (topic.entry.of_life or topic.entry.of_others)
    return (of_life or _names_somebody(told)) and _is_of_them(said)


def _names_somebody(told: Sequence[str]) -> bool:
    """Whether the message before named somebody, and nobody's therapist."""
    return bool(told and _NAMED.search(told[-1])) and not query(told[-1]).of_therapy


def _is_of_them(said: str) -> bool:
    """Whether it speaks of somebody whom it does not name, and not of therapy."""
    return bool(_THEY.search(said)) and not _NAMED.search(said) and not query(said).of_therapy


def unanswered(nearest: Found, said: str, help: Help, nth: int) -> Wording:
    """That there is no answer; what tells plainly of the person themself can be brought all the same. A "she" whom
    nobody is named for is then hardly the therapist."""
    best, text = nearest.passages[:1], without_lead_in(said)
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
