"""What can be read off what a person said: seven checks that need no model, after the tips and DEAR MAN.

Each names the words it is about, as they were typed, so that feedback can quote them.
"""

import re
from collections.abc import Callable, Sequence

from coach.guard.words import content, tokens
from coach.rehearsal.base import Check, CheckName

Near = Callable[[str, str], float]
_NEAR = 0.62
"""The likeness from which a sentence says the same as the goal in other words."""
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")
_ENOUGH = 0.5
"""The share of the goal's words that says the thing itself."""
_GOAL_FREE = frozenset(content("tell say said talk therapist therapy session counsellor him her them like feel think"))
_WANTS = re.compile(
    r"\b(?:i(?:'d| would) (?:like|love|prefer|rather)|id (?:like|rather|prefer)|i (?:want|wish|need|prefer)|"
    r"(?:can|could|would|will) (?:we|you)|let'?s|"
    r"please(?! (?:do not|don'?t) (?:be|get|judge|hate|laugh))|i'?m asking|i ask)\b(?! to (?:tell|say)\b)",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|monday|tuesday|wednesday|thursday|friday|saturday|"
    r"sunday|january|february|march|april|june|july|august|september|october|november|december|yesterday|today|tonight|"
    r"this morning|last (?:week|time|night|month|year|session)|every (?:day|night|week|time)|"
    r"when (?:you|we|i|he|she|they)|since|for (?:weeks|months|years|example)|(?:weeks|months|years|days) ago|"
    r"on the (?:way|bus|phone|train)|once|twice)\b"
    r"|[\"“][^\"”]+[\"”]",
    re.IGNORECASE,
)
_QUESTION_GOAL = re.compile(r"^\W*(?:to )?(?:ask|find out|know)\b|\?\s*$", re.IGNORECASE)
"""A goal that asks for something has no moment to be told."""
_BLAME = re.compile(
    r"\b(?:you (?:always|never|just don'?t|don'?t (?:care|listen|even|get it)|made me|make me|are (?:so )?(?:useless|"
    r"terrible|awful|rude|lazy|cold|unprofessional)|should have|were supposed to)|"
    r"you'?re (?:so )?(?:useless|terrible|awful|rude|lazy|cold|unprofessional|not even)|"
    r"(?:it'?s|this is) (?:all )?your fault|your fault|because of you|"
    r"what kind of therapist)\b",
    re.IGNORECASE,
)
_SMALL = re.compile(
    r"\b(?:(?:maybe|probably|perhaps) it'?s (?:just )?me|it'?s (?:maybe|probably|perhaps) (?:just )?me|"
    r"(?<!had )(?<!have )(?<!has )(?<!ve )just(?! (?:now|before|after|as|in time|then))|"
    r"sorry|never ?mind|nvm|forget (?:it|i said)|"
    r"it'?s (?:nothing|silly|stupid|fine|ok|okay|not a big deal|probably nothing|no big deal)|no big deal|"
    r"(?:this|that) (?:is|sounds) (?:silly|stupid|dumb)|i'?m being silly|probably (?:nothing|silly|stupid|me)|kind of|"
    r"kinda|sort of|i guess|doesn'?t matter|not important|ignore me|don'?t worry about it)\b",
    re.IGNORECASE,
)
_I = re.compile(
    r"^\W*(?:(?:and|but|so|well|okay|ok|um|actually|honestly|because) )*i(?:'|’|m\b|ve\b|d\b|ll\b|\b)", re.IGNORECASE
)
_LIMIT = re.compile(
    r"\b(?:not ready|don'?t want to (?:talk|go|say|discuss|get into)|(?:i'?d )?rather not|can we (?:leave|skip|stop)|"
    r"leave (?:it|that|this)|not (?:today|yet|now|going to)|that'?s (?:enough|too much)|i'?m not comfortable|"
    r"please (?:don'?t (?:ask|push|talk|bring|make|tell|start)|stop)|i won'?t)\b",
    re.IGNORECASE,
)
_GIVES_IN = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|fine|sure|alright|all right|whatever|yeah|yes|if you (?:want|insist|think so|say so))\b"
    r"[ ,.]*)+"
    r"(?:then|i guess|we can|i(?:'| wi)?ll|let'?s|if you want|you'?re right)?\W*$|"
    r"\b(?:we can talk about it|i'?ll (?:tell you|talk about it|do it) then|if you (?:insist|really want))\b",
    re.IGNORECASE,
)


def check(goal: str, lines: Sequence[str], near: Near | None = None) -> tuple[Check, ...]:
    """Read all checks off what was said.

    Args:
        goal: what the person wants to say.
        lines: what they said, in order; at least one of them not empty.
        near: how alike two texts are in meaning, -1 to 1; None compares words alone.
    """
    return (
        says_it(goal, lines, near),
        _free_of("no_blame", _BLAME, lines),
        _free_of("not_hidden", _SMALL, lines),
        _found("wants", _WANTS, lines),
        Check("concrete", None) if _QUESTION_GOAL.search(goal) else _found("concrete", _WHEN, lines),
        _from_i(lines),
        _keeps_limit(lines),
    )


def says_it(goal: str, lines: Sequence[str], near: Near | None = None) -> Check:
    """Does one line, or all of them together, hold the words that the goal is about, or come close to its sense?"""
    wanted = set(content(goal)) - _GOAL_FREE
    if not wanted:
        return Check("says_it", bool(lines and content(lines[0])), sentences(lines)[0] if sentences(lines) else "")
    shares = [(len(wanted & set(content(line))) / len(wanted), line) for line in sentences(lines)]
    best = max(shares, default=(0.0, ""), key=lambda share: share[0])
    whole = len(wanted & set(content(" ".join(lines)))) / len(wanted)
    if max(best[0], whole) >= _ENOUGH and best[0]:
        return Check("says_it", True, best[1])
    closest = max(((near(one, goal), one) for one in sentences(lines)), default=(-1.0, "")) if near else (-1.0, "")
    return (
        Check("says_it", True, closest[1])
        if closest[0] >= _NEAR
        else Check("says_it", False, best[1] if best[0] else "")
    )


def sentences(lines: Sequence[str]) -> list[str]:
    """The sentences of what was said, as they were typed."""
    return [found.strip() for line in lines for found in _SENTENCE.findall(line) if tokens(found)]


def is_small_talk(line: str) -> bool:
    """Whether a line takes back what was begun ("never mind")."""
    return bool(_SMALL.search(line)) and len(content(without_smallness(line))) <= 1


def sets_limit(line: str) -> bool:
    """Whether a line says where the person will not go."""
    return bool(_LIMIT.search(line))


def gives_in(line: str) -> bool:
    """Whether a line gives up a limit that was set before."""
    return bool(_GIVES_IN.search(line))


def without_smallness(text: str) -> str:
    """The same words without what makes them small, and without the sounds before them."""
    kept = re.sub(r"\s*,?\s*" + _SMALL.pattern + r"\s*,?", " ", text, flags=re.IGNORECASE)
    kept = re.sub(r"^\W*(?:(?:but|so|and|u+m+|u+h+|well|er+m*|okay|ok)\b\W*)+", "", " ".join(kept.split()), flags=re.I)
    return re.sub(r"\s+([,.;:?])", r"\1", kept).strip(" ,;")


def blames(text: str) -> bool:
    """Whether a sentence is a charge."""
    return bool(_BLAME.search(text))


def is_concrete(text: str) -> bool:
    """Whether a sentence holds something that could be filmed: a time, a number, words that were said."""
    return bool(_WHEN.search(text))


def asks_for_something(text: str) -> bool:
    """Whether a sentence says what one would like."""
    return bool(_WANTS.search(text))


def _free_of(name: CheckName, pattern: re.Pattern[str], lines: Sequence[str]) -> Check:
    """Holds where nothing is found; then the longest sentence stands for it."""
    for line in lines:
        if found := pattern.search(line):
            return Check(name, False, found.group().strip())
    return Check(name, True, max(sentences(lines), default="", key=len))


def _found(name: CheckName, pattern: re.Pattern[str], lines: Sequence[str]) -> Check:
    """Holds where something is found; the sentence that holds it stands for it."""
    quote = next((one for one in sentences(lines) if pattern.search(one)), "")
    return Check(name, bool(quote), quote)


def _from_i(lines: Sequence[str]) -> Check:
    quote = next((one for one in sentences(lines) if _I.match(one) and len(tokens(one)) > 3), "")
    return Check("from_i", bool(quote), quote)


def _keeps_limit(lines: Sequence[str]) -> Check:
    at = next((n for n, line in enumerate(lines) if _LIMIT.search(line)), None)
    if at is None:
        return Check("keeps_limit", None)
    for line in lines[at + 1 :]:
        if _GIVES_IN.search(line):
            return Check("keeps_limit", False, line.strip())
    quote = next((one for one in sentences([lines[at]]) if _LIMIT.search(one)), lines[at].strip())
    return Check("keeps_limit", True, quote)
