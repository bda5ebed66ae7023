"""What worked, one thing to try, and the person's own sentence with that done: from checks that can be read."""

import re
from collections.abc import Sequence

from coach.dialogue.shorthand import spelled
from coach.dialogue.writer import Writer
from coach.guard.words import content, tokens
from coach.rehearsal.base import Card, Check, CheckName, Feedback
from coach.rehearsal.checks import (
    Near,
    asks_for_something,
    blames,
    check,
    is_concrete,
    sentences,
    without_smallness,
)
from coach.rehearsal.copy import Copy
from coach.rehearsal.goal import opening
from coach.rehearsal.wording import smoothed

_STRENGTHS: tuple[CheckName, ...] = ("keeps_limit", "says_it", "wants", "concrete", "from_i", "no_blame", "not_hidden")
"""What is praised first: what takes most."""
_NEXT: tuple[CheckName, ...] = ("says_it", "no_blame", "not_hidden", "keeps_limit", "wants", "concrete", "from_i")
"""What is tried first: what changes most."""
_LONGEST = 240
_QUESTION = re.compile(r"(?:can|could|would|will|do|does|did|is|are|what|how|why|who) ", re.IGNORECASE)


def feedback(
    goal: str, lines: Sequence[str], copy: Copy, writer: Writer | None = None, near: Near | None = None
) -> Feedback:
    """Feedback on what was said; every quote in it stands so in one of the lines.

    Args:
        goal: what the person wants to say.
        lines: what they said; one of them at least is not empty.
        copy: the words to tell it with.
        writer: smooths the rewrite; None leaves it as it was put together.
        near: as in `checks.check`.

    Raises:
        CoachError: the model failed; without a writer it never does.
    """
    found = check(goal, lines, near)
    by_name = {one.name: one for one in found}
    draft = rewrite(goal, lines, copy)
    fitted = smoothed(draft, writer) if writer else None
    return Feedback(
        strength=_strength(by_name, lines, copy),
        try_next=_try_next(by_name, copy),
        rewrite=fitted or draft,
        weaker=_weaker(by_name, lines),
        checks=found,
        origin="model" if fitted else "authored",
    )


def hint(goal: str, lines: Sequence[str], copy: Copy) -> str:
    """One thing to try next, in the middle of a rehearsal."""
    return _try_next({one.name: one for one in check(goal, lines)}, copy)


def rewrite(goal: str, lines: Sequence[str], copy: Copy) -> str:
    """The person's best words put together: without what makes them small, without a charge, with what they'd like."""
    first = _best(goal, lines) or opening(goal)
    cleaned = [spelled(without_smallness(one)) for one in sentences(lines) if not blames(one)]
    others = [
        one
        for one in cleaned
        if len(tokens(one)) > 2
        and one not in first
        and (asks_for_something(one) or set(content(one)) - set(content(first)))
    ]
    wanted = next((one for one in others if asks_for_something(one)), "")
    if not wanted and not asks_for_something(first):
        wanted = copy.phrases["wish"]
    concrete = next((one for one in others if one != wanted and is_concrete(one)), "")
    parts = [first, wanted or concrete]
    return " ".join(_finished(part) for part in parts if part)


def card(lines: Sequence[str], told: Feedback, detail: str, copy: Copy) -> Card:
    """At most three lines: what to say first, a detail if there is time, and what to ask.

    Args:
        lines: what the person said.
        told: the feedback; its rewrite comes first.
        detail: the entry's own longer sentence, where the person gave no detail of theirs.
        copy: the words to fall back on.
    """
    concrete = next((one.quote for one in told.checks if one.name == "concrete" and one.ok), "")
    first = set(content(told.rewrite))
    own = (
        _finished(spelled(without_smallness(concrete)))
        if set(content(concrete)) - first and not blames(concrete)
        else ""
    )
    asked = next((one for one in reversed(sentences(lines)) if one.endswith("?") and len(tokens(one)) > 3), "")
    ask = _finished(spelled(without_smallness(asked))) if asked and set(content(asked)) - first else copy.phrases["ask"]
    return Card(told.rewrite, own or detail, ask)


def _best(goal: str, lines: Sequence[str]) -> str:
    """The sentence that says most of the goal, cleaned; empty where none says enough of it."""
    wanted = set(content(goal))
    cleaned = (spelled(without_smallness(one)) for one in sentences(lines))
    fit = [one for one in cleaned if len(tokens(one)) > 2 and not blames(one)]
    best = max(fit, key=lambda one: (len(wanted & set(content(one))), -len(one)), default="")
    says = [one for one in check(goal, [best]) if one.name == "says_it"] if best else []
    return best[:_LONGEST] if says and says[0].ok and not best.endswith("?") else ""


def _strength(found: dict[CheckName, Check], lines: Sequence[str], copy: Copy) -> str:
    for name in _STRENGTHS:
        if found[name].ok and found[name].quote:
            return copy.checks[name].did.format(quote=found[name].quote)
    return copy.phrases["stayed"].format(quote=next((line.strip() for line in lines if line.strip()), ""))


def _try_next(found: dict[CheckName, Check], copy: Copy) -> str:
    for name in _NEXT:
        if found[name].ok is False:
            return copy.checks[name].next.format(quote=found[name].quote)
    return copy.phrases["all_there"]


def _weaker(found: dict[CheckName, Check], lines: Sequence[str]) -> str:
    """The line that the rewrite stands beside: the one with what failed, or that which said the thing, or the first."""
    for name in _NEXT:
        if found[name].ok is False and found[name].quote:
            return _line_with(found[name].quote, lines)
    return _line_with(found["says_it"].quote, lines)


def _line_with(quote: str, lines: Sequence[str]) -> str:
    return next((line.strip() for line in lines if quote in line), lines[0].strip())


def _finished(text: str) -> str:
    text = _capital(text.strip())
    if not text or text.endswith(("?", "!", "…")):
        return text
    return f"{text.rstrip('.')}?" if _QUESTION.match(text) else f"{text.rstrip('.')}."


def _capital(text: str) -> str:
    return " ".join(_i(word) for word in (text[:1].upper() + text[1:]).split(" "))


def _i(word: str) -> str:
    plain = {
        "i": "I",
        "i'm": "I'm",
        "i’m": "I’m",
        "im": "I'm",
        "ive": "I've",
        "i've": "I've",
        "id": "I'd",
        "Id": "I'd",
        "i'd": "I'd",
    }
    return plain.get(word, word)
