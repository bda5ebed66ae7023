"""The beginning of a message in the person's own words, where not all of it can be turned round."""

from dataclasses import replace

from coach.dialogue.asking import has_questions
from coach.dialogue.plainness import takes_back
from coach.dialogue.prompt import Written, task
from coach.dialogue.telling import turned
from coach.guard.who import SENTENCE
from coach.library.base import Passage

MORE = "There's more to it, and I've written it down."
"""Said behind it."""
_LEAST, _MOST, _LETTERS = 8, 6, 600
"""Words that a beginning must have to be told by itself; the most sentences, and the letters they are looked for in."""


def begun(part: Written, text: str, passage: Passage) -> str:
    """A part, from as many of the first sentences as can be turned, if the next does not take them back; or nothing.

    Args:
        part: which one.
        text: what was typed.
        passage: what was found.
    """
    sentences = SENTENCE.split(" ".join(text[:_LETTERS].split()))
    for count in range(min(_MOST, len(sentences) - 1), 0, -1):
        beginning = " ".join(sentences[:count])
        if len(beginning.split()) < _LEAST or takes_back(sentences[count]) or has_questions(beginning):
            continue
        if made := turned(replace(task(part, beginning, passage), wish=MORE), beginning):
            return made
    return ""
