"""What can be said without a model: the person's own words, or those that people wrote for the case they are in."""

import re

from coach.dialogue.asking import has_questions
from coach.dialogue.prompt import Task
from coach.dialogue.shorthand import spelled
from coach.guard.facts import turned_round
from coach.guard.who import THERAPIST
from coach.library.base import Case, Passage

SURE = 0.8
"""How likely a case must be for its words to stand in place of the entry's. Of what was found for 240 messages, two
readers took nothing so likely for false, but a tenth of what was likelier than .5. On harder messages a lower bound was
judged to do harm: who refuses a hug was given words to ask for one."""
_ASKS = re.compile(r"\b(?:wonder|like|want|ask|know|sure|how|whether|could|worr\w+|afraid)\b", re.IGNORECASE)
"""A question told back as a fact was false three times as often."""
_OF_SELF = re.compile(rf"\b(?:i|me|mine|myself|we|us|(?:my|our)(?! {THERAPIST.pattern}))\b", re.IGNORECASE)
_OF_THEM = re.compile(rf"\b(?:he|she|they)\b|{THERAPIST.pattern}", re.IGNORECASE)
_OWN_DOING = re.compile(r"You(?:['’](?:ve|re))? (?!wonder|want|think|feel|notice|find|can['’]t tell)", re.IGNORECASE)
_SHORT = 8
_OFFERED = 3
"""Cases whose words are offered where others are asked for: the right one is among three in three of four."""


def offers(wanted: Task, own: str, passage: Passage) -> tuple[str, ...]:
    """The words for a part, in the order in which they are offered each time that others are asked for.

    Where one is empty, and where there are no more, a model is asked; or the entry's general words stand.

    Args:
        wanted: the part, with the message.
        own: the message in the person's own words, if it can be turned round.
        passage: what was found, with its nearest cases.
    """
    fit = [case for case in passage.cases if not _is_denied(case, wanted)]
    sure = passage.sure >= SURE and fit[:1] == list(passage.cases[:1])
    first: str = own or (getattr(fit[0], wanted.part) if fit and sure else "")
    if wanted.part == "heard":
        return (first,)
    return (first, *(case.say for case in fit[:_OFFERED] if case.say != first))


def _is_denied(case: Case, wanted: Task) -> bool:
    """Whether a case tells a question back as a fact, makes what another does the person's own doing, or says what a
    short message says is not so."""
    message = spelled(wanted.message)
    if _OF_THEM.search(message) and not _OF_SELF.search(message) and _OWN_DOING.match(case.heard):
        return True
    if has_questions(message) and not _ASKS.search(case.heard):
        return True
    turned = turned_round(getattr(case, wanted.part), wanted.draft, "")
    return turned is not None and turned.rule == "negation" and len(wanted.message.split()) <= _SHORT
