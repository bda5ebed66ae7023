"""Check a line that a model wrote for the stand-in of a rehearsal: it may be clumsy, it may never treat."""

import re

from coach.guard.base import Context, Problem
from coach.guard.check import EVERY_PART, form
from coach.guard.facts import new_words, turned_round
from coach.guard.words import content, tokens

_LONGEST, _SENTENCES, _NEW = 160, 3, 2
_TREATS = re.compile(
    r"\b(?:exercises?|breath\w*|technique|homework|worksheet|medita\w+|mindful\w*|journal|diary|cbt|emdr|dbt|"
    r"therapy plan|treatment|medicat\w+|prescri\w+|refer you|hospital|symptoms?|diagnos\w+|condition|disorder|"
    r"you (?:should|must|need to|have to|ought to|could try)|try (?:to|and)|i (?:recommend|suggest|advise)|"
    r"i(?:'d| would) (?:recommend|suggest|advise)|my advice|practi[sc]e|the (?:cause|reason|root) (?:is|of)|"
    r"that(?:'s| is) (?:because|why) you|your (?:childhood|trauma|pattern|depression|anxiety))\b",
    re.IGNORECASE,
)
_AS_CLIENT = re.compile(r"\b(?:my therapist|you are my therapist|in therapy with you|seeing you)\b", re.IGNORECASE)
_ALLOWED = "tell told hear heard say said talk talked listen time begin start mind sound glad sorry"


def check_line(text: str, you: str, goal: str, like: str, told_back: str = "") -> Problem | None:
    """Why a line must not be said by the stand-in, or None.

    Args:
        text: the line.
        you: what the person has just said.
        goal: what they want to say.
        like: the line that people wrote for this moment, whose part it takes.
        told_back: what the person said, from the therapist's side; who did what must be as it is there.
    """
    problem = form(text, _LONGEST, _SENTENCES)
    if problem:
        return problem
    context = Context(you, you, f"{goal} {like}")
    for rule in EVERY_PART:
        if problem := rule(text, context):
            return problem
    for name, pattern in (("treats", _TREATS), ("speaks-as-client", _AS_CLIENT)):
        found = pattern.search(text)
        if found and found.group().lower() not in f"{you} {goal} {like}".lower():
            return Problem(name, found.group())
    problem = turned_round(text, told_back, like)
    if problem and problem.rule == "turned-round":
        return problem
    return _own_words(text, you, goal, like)


def _own_words(text: str, you: str, goal: str, like: str) -> Problem | None:
    new = new_words(text, f"{you} {goal} {like} {_ALLOWED}")
    if len(new) > _NEW:
        return Problem("not-grounded", " ".join(new))
    if tokens(text) == tokens(you) or (len(content(text)) > 3 and set(content(text)) == set(content(you))):
        return Problem("echo", text)
    return None
