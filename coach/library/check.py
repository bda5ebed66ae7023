"""Check the form of the library's entries, so that a writer sees what is missing."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from coach.library.base import Case, Entry
from coach.library.entries import KINDS, Library, paragraphs

ASKS = (12, 20)
"""How few and how many asks an entry has."""
PARAGRAPHS = (2, 5)
"""How few and how many paragraphs a body has."""
HELP_SENTENCES = (1, 3)
CLOSE_WORDS = 16
"""Words that a closing sentence may have."""
CASE_ASKS, CASE_WORDS, CASE_HELP_WORDS, CASE_HELP_SENTENCES = 2, 38, 60, 5
"""Questions that a case has at least; words that what it tells back or says may have, and what helps in it; sentences
of that, quoted ones too."""
BRING_LENGTH = 160
"""Characters that the line to bring may have."""
LEEWAY = 1.25
"""How much longer a smaller size of `say` may be than the next one up."""
SEED = tuple(
    """sign/limited-disclosure sign/avoiding-vulnerable-topics sign/minimal-engagement sign/resisting-feedback
    sign/avoiding-past-trauma sign/concealment sign/weak-boundaries sign/inconsistent-attendance tip/communicate-openly
    tip/establish-boundaries tip/give-feedback tip/realistic-expectations tip/explore-past-experiences
    tip/be-patient-with-yourself tip/celebrate-progress faq/trouble-trusting faq/is-my-therapist-trustworthy
    faq/opening-up faq/importance-of-boundaries faq/confidentiality faq/trust-issues-during-therapy faq/exercises
    faq/no-progress faq/telling-my-therapist-i-dont-trust-them about/what-trust-looks-like about/what-shapes-trust
    about/how-therapists-build-trust about/trust-takes-time about/if-you-are-holding-back""".split()
)
_STALE = re.compile(
    r"it(?:'s| is) important to|i understand that|great question|you should|open and honest|safe space|don't hesitate|"
    r"coping|journey|mental health professional",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|I'd|I'm|I've|I'll|me|my|mine|myself|we|us|our)\b", re.IGNORECASE)
_HEARD_AS_I = re.compile(r"\b(?:I|I'm|my)\b")
_BLANK = re.compile(r"\[[^\]]*\]|\{[^}]*\}|<[^>]*>|_{2,}|\.\.\.|…|\b[XY]{1,3}\b|\b(?:TODO|TBD)\b")
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")
_END = re.compile(r"[.?](?=[\s\"”']|$)")


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with one entry: the rule by name, and what to do."""

    entry: str
    rule: str
    message: str


def check(library: Library, *, seed: bool = True) -> list[Finding]:
    """Everything that is wrong with the form of a library; nothing, one hopes.

    Args:
        seed: whether the seed entries must be there.
    """
    findings = [finding for entry in library for rule in _RULES for finding in rule(entry)]
    findings += _doubled_asks(library)
    if seed:
        there = {entry.id for entry in library}
        findings += [Finding(id, "missing", "this seed entry is not there") for id in SEED if id not in there]
    return findings


Rule = Callable[[Entry], Iterator[Finding]]


def _place(entry: Entry) -> Iterator[Finding]:
    kind, _, name = entry.id.partition("/")
    if KINDS.get(kind) != entry.path.parent.name or entry.path.stem != name:
        yield Finding(entry.id, "place", f"should lie in {KINDS.get(kind, '?')}/{name}.md, not {entry.path}")


def _asks(entry: Entry) -> Iterator[Finding]:
    if not ASKS[0] <= len(entry.asks) <= ASKS[1]:
        yield Finding(entry.id, "asks", f"has {len(entry.asks)} asks; {ASKS[0]} to {ASKS[1]} are wanted")


def _parts(entry: Entry) -> Iterator[Finding]:
    for name, text in (("title", entry.title), ("heard", entry.heard), ("help", entry.help), ("bring", entry.bring)):
        if not text:
            yield Finding(entry.id, name, "is empty")
    if _HEARD_AS_I.search(entry.heard):
        yield Finding(entry.id, "heard", "speaks as “I”")
    count = len(_END.findall(entry.help))
    if not HELP_SENTENCES[0] <= count <= HELP_SENTENCES[1]:
        few, many = HELP_SENTENCES
        yield Finding(entry.id, "help", f"has {count} sentences; {few} to {many} are wanted")
    if len(entry.bring) > BRING_LENGTH:
        yield Finding(entry.id, "bring", f"has {len(entry.bring)} characters; one line of {BRING_LENGTH} is the most")


def _say(entry: Entry) -> Iterator[Finding]:
    sizes = {"hint": entry.say.hint, "headline": entry.say.headline, "detail": entry.say.detail}
    for size, text in sizes.items():
        if not _FIRST_PERSON.search(text):
            yield Finding(entry.id, "say", f"the {size} is not in the person's own voice")
        if not text.endswith((".", "?")):
            yield Finding(entry.id, "say", f"the {size} does not end in a full stop or question mark")
        if _BLANK.search(text):
            yield Finding(entry.id, "say", f"the {size} holds a blank to fill in")
    for small, large in pairwise(sizes):
        if len(sizes[small]) > LEEWAY * len(sizes[large]):
            yield Finding(entry.id, "say", f"the {small} is longer than the {large}")


def _close(entry: Entry) -> Iterator[Finding]:
    for text in (*entry.close, *(case.close for case in entry.cases if case.close)):
        if not _FIRST_PERSON.search(text) and not text.endswith("?"):
            yield Finding(entry.id, "close", f"“{text}” is not said by the person to the therapist")
        if not re.fullmatch(r"[A-Z][^.?]*[.?]", text) or len(text.split()) > CLOSE_WORDS or _BLANK.search(text):
            yield Finding(entry.id, "close", f"“{text}” is not one whole sentence of at most {CLOSE_WORDS} words")


def _cases(entry: Entry) -> Iterator[Finding]:
    for case in entry.cases:
        name = f"the case {case.key}"
        if _HEARD_AS_I.search(case.heard) or "?" in case.heard:
            yield Finding(entry.id, "cases", f"{name} does not tell back to “you”: “{case.heard}”")
        if not _FIRST_PERSON.search(case.say) and "?" not in case.say:
            yield Finding(entry.id, "cases", f"{name} is not in the person's own voice: “{case.say}”")
        for text in (case.heard, case.say):
            if not re.fullmatch(r"[A-Z][^:;!“”\"]*[.?]", text) or len(text.split()) > CASE_WORDS or _BLANK.search(text):
                yield Finding(entry.id, "cases", f"{name} is not plain, whole and short: “{text}”")
        yield from _case_advice(entry, case)
        if len(case.asks) < CASE_ASKS:
            yield Finding(entry.id, "cases", f"{name} has {len(case.asks)} questions; {CASE_ASKS} are the fewest")
    for text, count in Counter(case.say for case in entry.cases).items():
        if count > 1:
            yield Finding(entry.id, "cases", f"“{text}” is said in {count} of them")


def _case_advice(entry: Entry, case: Case) -> Iterator[Finding]:
    """What helps in a case is its own, and short; what one could say stands in quotes."""
    name, sentences, words = f"the case {case.key}", len(_END.findall(case.help)), len(case.help.split())
    help, bring = (_QUOTED.sub("", text) for text in (case.help, case.bring))
    if not 1 <= sentences <= CASE_HELP_SENTENCES or words > CASE_HELP_WORDS or _BLANK.search(help):
        yield Finding(entry.id, "cases", f"{name} does not help in a few whole sentences: “{case.help}”")
    if not re.search(r"[.?][\"”]?$", case.bring) or len(case.bring) > BRING_LENGTH:
        yield Finding(entry.id, "cases", f"{name} names nothing to bring in one line: “{case.bring}”")
    for text in (help, bring):
        if _HEARD_AS_I.search(text):
            yield Finding(entry.id, "cases", f"{name} speaks as “I”: “{text}”")


def _sources(entry: Entry) -> Iterator[Finding]:
    if not any(entry.sources):
        yield Finding(entry.id, "sources", "names none")
    if entry.reviewed > date.today():
        yield Finding(entry.id, "reviewed", "lies in the future")


def _body(entry: Entry) -> Iterator[Finding]:
    count = len(paragraphs(entry))
    if not PARAGRAPHS[0] <= count <= PARAGRAPHS[1]:
        yield Finding(entry.id, "body", f"has {count} paragraphs; {PARAGRAPHS[0]} to {PARAGRAPHS[1]} are wanted")


def _tone(entry: Entry) -> Iterator[Finding]:
    text = " ".join((entry.title, entry.heard, entry.help, *vars(entry.say).values(), entry.bring, entry.body))
    text = " ".join((text, *(words for case in entry.cases for words in (case.heard, case.say, case.help, case.bring))))
    if "!" in text:
        yield Finding(entry.id, "tone", "holds an exclamation mark")
    for match in _STALE.finditer(text):
        yield Finding(entry.id, "tone", f"says “{match.group()}”")


def _doubled_asks(library: Library) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for entry in library:
        for ask in entry.asks:
            key = re.sub(r"\W+", " ", ask.lower()).strip()
            if not key:
                yield Finding(entry.id, "asks", "one of them is empty")
            elif key in seen:
                yield Finding(entry.id, "asks", f"“{ask}” is asked {_where(seen[key], entry.id)}")
            seen[key] = entry.id


def _where(other: str, here: str) -> str:
    return "twice here" if other == here else f"in {other} as well"


_RULES: tuple[Rule, ...] = (_place, _asks, _parts, _say, _close, _cases, _sources, _body, _tone)
