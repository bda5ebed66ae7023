"""What stands in a reply whatever was found for it: that the words which the person named will do, the answer to what
they ask about the telling itself, and the last words made softer."""

from collections.abc import Sequence
from typing import NamedTuple

from coach.dialogue.answering import FOR_WORDS
from coach.dialogue.base import Turn
from coach.dialogue.following import ASKS_SOFTER, softer
from coach.dialogue.own import words_named
from coach.dialogue.prompt import Written
from coach.dialogue.under_way import UnderWay
from coach.guard.base import Part
from coach.guard.help import Help
from coach.guard.who import SENTENCE
from coach.library.base import Passage

_SAID = frozenset({FOR_WORDS, "is-allowed"})
"""What needs no answer where the words are there already."""
_FEW = 2
"""Sentences of each of two answers."""


class Standing(NamedTuple):
    """The parts that stand, and those that stand where nothing can be said in the person's own words."""

    parts: dict[Part, str]
    otherwise: dict[Written, str]


def standing(now: UnderWay, best: Passage, turns: Sequence[Turn], help: Help, nth: int, entry: str) -> Standing:
    """What stands. An answer to a first message stands before what helps by the entry, if that is near.

    Args:
        now: the turn under way, with what it names and asks.
        best: the passage that was found for it.
        turns: those before it, oldest first.
        help: the pages.
        nth: counts on, so that wordings rotate.
        entry: what helps by the entry.
    """
    said = bool(words_named(now.named, best, now.nth)) and (now.named.enough or bool(turns))
    answers = [help.answer(name, nth) for name in now.asked.answers if not (said and name in _SAID)]
    before = not turns and best.is_near
    few = _FEW if len(answers) > 1 or before else None
    answered = " ".join(sentence for one in answers for sentence in SENTENCE.split(one.help)[:few])
    otherwise: dict[Written, str] = {"heard": answers[0].heard, "say": answers[-1].say} if answers else {}
    if said:
        page = help.follow_up("enough" if now.named.enough else "named", nth)
        first = SENTENCE.split(page.help)[0] if now.named.enough else ""
        helps = f"{first} {answered}".strip() if answers else page.help
        return Standing({"heard": page.heard, "help": helps}, otherwise)
    if answers and before:
        return Standing({"help": f"{answered} {entry}"}, {})
    parts: dict[Part, str] = {"help": answered, "bring": answers[0].bring} if answers else {}
    if turns and not _is_page(turns[-1], help) and ASKS_SOFTER.search(now.message):
        parts["say"] = softer(turns[-1], help.follow_up("softer", nth).say)
    return Standing({part: text for part, text in parts.items() if text}, otherwise)


def _is_page(last: Turn, help: Help) -> bool:
    """Whether what was said last is an answer's, and not of this person."""
    return any(last.reply.say == one.say for name in last.answers for one in help.wordings("answers", name))
