"""What each part of a reply is to be made of, and what of it can be said in the person's own words."""

from collections.abc import Sequence
from typing import NamedTuple

from coach.dialogue.asking import has_questions
from coach.dialogue.beginning import begun
from coach.dialogue.following import without_lead_in
from coach.dialogue.gist import MOST_WORDS, gist
from coach.dialogue.prompt import WRITTEN, Task, Written, task
from coach.dialogue.shorthand import spelled
from coach.dialogue.telling import turned
from coach.library.base import Passage


class Own(NamedTuple):
    """For each part what it is to be made of; it in the person's own words, or the beginning of it where not all can be
    turned round, empty where neither serves; and what of them stands in where no model does, empty where nothing
    does."""

    tasks: dict[Written, Task]
    words: dict[Written, str]
    spare: dict[Written, str]


def own_words(message: str, best: Passage, recent: Sequence[str], nth: int) -> Own:
    """Take a message apart for its reply.

    A beginning goes before what a model would make of all of it, and the person's own sentences before one that a model
    would make of them: two readers, who did not know which was which, liked these better 49 times of 66
    (`benchmarks/data/blind/own_first`). A follow-up is read behind what it follows; one that asks something says enough
    by itself, if it can be turned.

    Args:
        message: what was typed.
        best: the passage that was found for it.
        recent: what the person said before, oldest first.
        nth: counts on where the same entry is found again.
    """
    text, alone = gist(message, best.entry, recent), without_lead_in(message)
    of_all = {part: task(part, text, best, nth) for part in WRITTEN}
    if len(message.split()) > MOST_WORDS:
        beginning = {part: begun(part, alone, best) for part in WRITTEN}
        return Own(of_all, beginning, beginning)
    tasks = {part: task(part, alone, best, nth) for part in WRITTEN}
    whole = {part: turned(wanted, alone) for part, wanted in tasks.items()}
    own = {part: whole[part] or begun(part, alone, best) for part in WRITTEN}
    follows = text.split() != message.split()
    if follows and not (has_questions(spelled(alone)) and whole["heard"]):
        return Own(of_all, dict.fromkeys(WRITTEN, ""), own)
    return Own(tasks, own, own)
