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
    """For each part what it is to be made of; it in the person's own words, empty where these do not serve; and what of
    them stands in where no model does, empty where nothing does."""

    tasks: dict[Written, Task]
    words: dict[Written, str]
    spare: dict[Written, str]


def own_words(message: str, best: Passage, recent: Sequence[str], nth: int) -> Own:
    """Take a message apart for its reply.

    A follow-up is read behind what it follows; one that asks something says enough by itself, if it can be turned.

    Args:
        message: what was typed.
        best: the passage that was found for it.
        recent: what the person said before, oldest first.
        nth: counts on where the same entry is found again.
    """
    text, alone = gist(message, best.entry, recent), without_lead_in(message)
    whole = {part: task(part, text, best, nth) for part in WRITTEN}
    if len(message.split()) > MOST_WORDS:
        return Own(whole, dict.fromkeys(WRITTEN, ""), {part: begun(part, alone, best) for part in WRITTEN})
    tasks = {part: task(part, alone, best, nth) for part in WRITTEN}
    own = {part: turned(wanted, alone) for part, wanted in tasks.items()}
    spare = {part: own[part] or begun(part, alone, best) for part in WRITTEN}
    follows = text.split() != message.split()
    if follows and not (has_questions(spelled(alone)) and own["heard"]):
        return Own(whole, dict.fromkeys(WRITTEN, ""), spare)
    return Own(tasks, own, spare)
