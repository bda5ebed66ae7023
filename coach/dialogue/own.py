"""What each part of a reply is to be made of, and what of it can be said in the person's own words."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from coach.dialogue.asking import has_questions
from coach.dialogue.beginning import begun
from coach.dialogue.by_name import unnamed
from coach.dialogue.dictated import Named, dictated
from coach.dialogue.following import without_lead_in
from coach.dialogue.gist import MOST_WORDS, gist
from coach.dialogue.pointing import point
from coach.dialogue.prompt import WRITTEN, Task, Written, task
from coach.dialogue.shorthand import spelled
from coach.dialogue.telling import as_spoken, turned
from coach.guard.someone import EITHER, MEN, WOMEN, anyone, names
from coach.guard.who import SENTENCE
from coach.guard.words import QUOTED
from coach.library.base import Passage
from coach.library.message import SENTENCES

_FOR_WORDS = re.compile(
    r"\bhow (?:do|would|can|could|should|will) i (?:\w+ )?(?:start|begin|say|tell|put|bring|open|explain)\b|"
    r"\b(?:don['’]?t know|tell me|show me|no idea|not sure) how (?:to|i) (?:start|begin|say|tell|put|bring|open)\b|"
    r"\bwhat (?:do|would|should|can|could) i (?:even |actually |possibly |really )*(?:say|tell)\b|"
    r"\bwhat(?:['’]?s| is) the first (?:sentence|thing|line|word)|"
    r"\b(?:give|want|like|need|please|just)\b[^.?!]{0,20}\b(?:a|one|the first) (?:sentence|line)\b|"
    r"\bhow i (?:(?:will|can|should|could) )?(?:say|start|tell|begin)\b",
    re.IGNORECASE,
)
"""Asks how to put what was told before."""
_BARE, _TO_TELL = 3, "There's something I haven't said yet."
"""Words that are said behind another sentence: "I lied." by itself is abrupt."""
_IT_IS_THAT = re.compile(
    r"(?P<stop>^|[.!?] )(?:it['’]?s|it is)(?: just| only| more)? that (?=(?:i|i['’]\w+|im|ive|my)\b)",
    re.IGNORECASE,
)
"""Before what somebody says that it is: "it's that I lied"."""
_TO_THEM = re.compile(r"\byou(?:r|rs|rself)?\b", re.IGNORECASE)
"""The therapist, in words that are spoken to them already."""
_BY_NAME = re.compile(r"^(?:[A-Z][a-z]+|My therapist), (?=\w)")
"""The therapist, called by their name."""
_WHO = (
    (re.compile(r"\b(?:he|him|his)\b", re.IGNORECASE), anyone(MEN), anyone(MEN, EITHER)),
    (re.compile(r"\b(?:she|hers?)\b", re.IGNORECASE), anyone(WOMEN), anyone(WOMEN, EITHER)),
)
"""The words for somebody, the names of those whom they are of, and of those whom they may be of."""
_DAY = r"(?:on )?(?:tmrw|tomorrow|tonight|today|next week|(?:next )?(?:mon|tues?|wed|thurs?|fri|sat|sun)(?:[a-z]*day)?)"
_NO_WORDS = (
    r"(?:i )?(?:dunno|don['’]?t know|do not know|no idea|not sure|idk) (?:what|how|where) (?:to|i(?: can| should)?)"
)
_WHEN = re.compile(
    r"(?:so |and |but |ok |well )*(?:(?:i(?:['’]m|['’]ve)?|im|ive) )?"
    r"(?:got |see(?:ing)? |have |meet(?:ing)? |go(?:ing)? |am |next |my )*"
    r"(?:(?:to )?(?:her|him|them|it|there|back|a session|session|the session|an appointment|my next session|therapy|"
    rf"my (?:therapist|counsell?or))(?: is)?(?: again)? )+{_DAY}(?: (?:at|from) [\w :]+)?"
    rf"(?:[, ]*(?:and |but )*{_NO_WORDS} (?:do|say|tell|start|begin|put)\b.{{0,30}})?|"
    rf"(?:and |but |so )*{_NO_WORDS} (?:say|tell|start|begin|put)\b.{{0,30}}",
    re.IGNORECASE,
)
"""When the session is, and that one does not know what to say there: nothing to say in it."""
_MOST_IN_POINT = 40
"""Words of one that is said alone; more are a breath that nobody says."""
_SENTENCES = 3
"""The latest that are put together."""
MOST_FIRST, MOST_LATER = 4, 2
"""Sentences that are said to a therapist as they were typed, first and later: a few can be said, and more are hardly
ever what somebody would say (read by their authors, `benchmarks/data/talks`)."""


class Own(NamedTuple):
    """For each part what it is to be made of; it in the person's own words, or the beginning of it where not all can be
    turned round, empty where neither serves; what of them stands in where no model does, empty where nothing does; and
    the sentences that are said to the therapist where these are not all that was typed, else empty."""

    tasks: dict[Written, Task]
    words: dict[Written, str]
    spare: dict[Written, str]
    core: str = ""


_NONE = Named()


def own_words(message: str, best: Passage, recent: Sequence[str], nth: int, named: Named = _NONE) -> Own:
    """Take a message apart for its reply.

    The person's own sentences go before one that a model would make of them: two readers, who did not know which was
    which, liked these better 49 times of 66 (`benchmarks/data/blind/own_first`). What is said to a therapist is what
    the person named as that; else all of a message, or its point, or nothing: those who had typed it found a reply with
    a mere beginning wrong in .69 of 55 (`python -m benchmarks.talks words`). A follow-up is read behind what it
    follows; one that asks something says enough by itself, if it can be turned.

    Args:
        message: what was typed.
        best: the passage that was found for it.
        recent: what the person said before, oldest first.
        nth: counts on where the same entry is found again.
        named: what the person named as the words for their therapist.
    """
    own = _own_words(message, best, recent, nth, named)
    if (to_them := unnamed(message, recent)) == message:
        return own
    said = _own_words(to_them, best, recent, nth, named)
    tasks = own.tasks | {"say": said.tasks["say"]}
    words, spare = own.words | {"say": said.words["say"]}, own.spare | {"say": said.spare["say"]}
    return Own(tasks, words, spare, said.core)


def _own_words(message: str, best: Passage, recent: Sequence[str], nth: int, named: Named) -> Own:
    """The same, where the therapist has no name."""
    own = _of_message(message, best, recent, nth)
    if not (own.words["say"] or own.spare["say"]) and (rest := _without_when(message)):
        other = _of_message(rest, best, recent, nth)
        own = Own(own.tasks, own.words | {"say": other.words["say"]}, own.spare | {"say": other.spare["say"]})
    if not named.words and (own.words["say"] or own.spare["say"]):
        return own
    core = named.words or point(message)
    unfit = len(core.split()) > _MOST_IN_POINT or _is_of_another(core, message)
    if not core:
        return own
    if unfit and not named.words:
        told: dict[Written, str] = {"heard": own.words["heard"] or turned(task("heard", core, best), core)}
        return Own(own.tasks, own.words | told, own.spare | told)
    tasks = own.tasks | {"say": task("say", core, best, nth)}
    said = words_named(named, best, nth) if named.words else turned(tasks["say"], core)
    heard = "" if own.words["heard"] or named.words else turned(task("heard", core, best), core)
    new: dict[Written, str] = {"heard": heard, "say": said}
    words, spare = ({part: new[part] or some[part] for part in WRITTEN} for some in (own.words, own.spare))
    return Own(tasks, words, spare, core)


def _of_message(message: str, best: Passage, recent: Sequence[str], nth: int) -> Own:
    """Without what the person named, and without its point."""
    text, alone = gist(message, best.entry, recent), _IT_IS_THAT.sub(r"\g<stop>", without_lead_in(message))
    of_all = {part: task(part, text, best, nth) for part in WRITTEN}
    if len(message.split()) > MOST_WORDS:
        beginning: dict[Written, str] = {"heard": begun(alone, best), "say": ""}
        return Own(of_all, beginning, beginning)
    tasks = {part: task(part, alone, best, nth) for part in WRITTEN}
    whole = {part: turned(wanted, alone) for part, wanted in tasks.items()}
    own: dict[Written, str] = {
        "heard": whole["heard"] or begun(alone, best),
        "say": "" if is_long(message, recent) else whole["say"],
    }
    if recent and _FOR_WORDS.search(alone) and (say := _of_all(alone, best, recent)):
        own |= {"say": say}
        return Own(tasks, own, own)
    follows = text.split() != message.split()
    if follows and not (has_questions(spelled(alone)) and whole["heard"]):
        return Own(of_all, dict.fromkeys(WRITTEN, ""), own)
    return Own(tasks, own, own)


def _without_when(message: str) -> str:
    """A message without the sentences that only say when the session is, or that one does not know what to say there;
    empty where there are none, or nothing else."""
    sentences = [one for one in SENTENCES.split(message.strip()) if one]
    kept = [one for one in sentences if not _WHEN.fullmatch(one.strip(" .,!?…"))]
    return " ".join(kept) if kept and kept != sentences else ""


def words_named(named: Named, best: Passage, nth: int) -> str:
    """What the person named as the words for the therapist, fit to be said; empty where they named none, or it is not.

    Args:
        named: what they named.
        best: the passage that was found for it.
        nth: counts on where the same entry is found again.
    """
    words = _BY_NAME.sub("", named.words)
    if not words:
        return ""
    words = words[0].upper() + words[1:]
    whole = words if len(words.split()) > _BARE else f"{_TO_TELL} {words}"
    if _TO_THEM.search(QUOTED.sub("", whole)):
        return as_spoken(whole)
    said = turned(task("say", whole, best, nth), whole) or (as_spoken(whole) if _names_all(whole) else "")
    if not said or not named.alone:
        return said
    return " ".join(SENTENCE.split(said)[: len(SENTENCE.split(whole))])


def _names_all(words: str) -> bool:
    """Whether everybody whom words speak of as "he" or "she" is named in them before: none of them is the therapist."""
    spoken = [(them.search(words), whom.search(words)) for them, whom, _ in _WHO]
    met = [(pronoun, name) for pronoun, name in spoken if pronoun]
    return bool(met) and all(name and name.start() < pronoun.start() for pronoun, name in met)


def _is_of_another(core: str, message: str) -> bool:
    """Whether a "him" or "her" of a sentence may be somebody whom the message names before it."""
    before = message[: message.find(core)]
    return any(
        them.search(core) and not may_be.search(core) and (may_be.search(before) or names(before))
        for them, _, may_be in _WHO
    )


def is_long(message: str, recent: Sequence[str]) -> bool:
    """Whether it is more than is said to a therapist as it was typed, after what was said before."""
    sentences = [one for one in SENTENCES.split(message.strip()) if len(one.split()) > 1]
    return len(sentences) > (MOST_LATER if recent else MOST_FIRST)


def _of_all(message: str, best: Passage, recent: Sequence[str]) -> str:
    """What to say of all that was told so far, its questions left out; empty where it cannot be turned round."""
    if words := next(filter(None, (dictated(one, recent) for one in reversed(recent))), ""):
        return words_named(Named(words), best, 0)
    told = [sentence for one in (*recent, message) for sentence in SENTENCE.split(_stopped(one))]
    text = " ".join(one for one in told if one and not has_questions(spelled(one)) and not _FOR_WORDS.search(one))
    text = " ".join(SENTENCE.split(text)[-_SENTENCES:])
    return turned(task("say", text, best), text) if len(text.split()) <= MOST_WORDS else ""


def _stopped(message: str) -> str:
    """With a stop, so that what follows begins a sentence."""
    text = message.strip()
    return text if text[-1:] in {".", "!", "?", "…"} else f"{text}."
