"""Screen a message for danger before anything else runs, with rules that need no model.

The rules lie in `coach/guard/rules`: one TOML file for each kind of danger, figures of speech that are
blanked first, and the words around a match that turn its meaning (not, long ago, in a novel, if I told her).
A message is read sentence by sentence, so the time it takes grows with its length and no faster.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from coach.guard.base import Evidence, Kind, Level, Verdict
from coach.guard.rules.book import Book, Rule, Together, book
from coach.guard.rules.people import Scene, Who
from coach.guard.text import Piece, pieces

_LEVELS: tuple[Level, ...] = ("clear", "concern", "crisis")
_KINDS: tuple[Kind, ...] = ("unsafe-therapist", "self-harm", "medical", "abuse", "harm-to-others", "none")
_LOOK_BACK = 4
"""How many earlier messages are listened to for what the newest one takes up."""
_SHORT = 8
"""Words of a message that may be the end of the one before it."""
_MOST_EVIDENCE = 4


@dataclass(frozen=True)
class _Hit:
    """A rule that spoke about some words."""

    rule: str
    level: Level
    kind: Kind
    text: str
    subject: str = "none"
    who: Who = ""


@dataclass(frozen=True)
class _Message:
    """What was heard in one message by itself."""

    hits: tuple[_Hit, ...]
    signs: frozenset[str]
    said: dict[str, str]
    last: Who
    room: bool


def screen(text: str, recent: Sequence[str] = ()) -> Verdict:
    """What a message says of danger.

    Args:
        text: the message.
        recent: the person's earlier messages, oldest first; what they said can raise what this one means.
    """
    now = _listen(text)
    before = [_listen(one) for one in recent[-_LOOK_BACK:]]
    found = [*_settled(now, before), *_together(now, before), *_meant(now, recent), *_continued(text, now, recent)]
    return _verdict(found)


@lru_cache(maxsize=64)
def _listen(text: str, literal: bool = False) -> _Message:
    """Read one message. `literal` takes figures of speech at their word."""
    rules = book()
    scene = Scene()
    hits: list[_Hit] = []
    signs: dict[str, str] = {}
    sentences = pieces(text)
    for at, piece in enumerate(sentences):
        masked = piece.words if literal else _blank(rules, piece.words)
        following = sentences[at + 1].words if at + 1 < len(sentences) else ""
        hits += _hits(rules, piece, masked, following, scene)
        for heard in (*rules.signs.find(masked), *rules.literal.find(piece.words)):
            signs.setdefault(heard.of, piece.quote(heard.start, heard.end))
        scene.hear(masked)
    return _Message(tuple(_unresolved(hits, scene)), frozenset(signs), signs, scene.last, scene.room)


def _blank(rules: Book, words: str) -> str:
    """The sentence with figures of speech blanked, every other word in its place."""
    for heard in list(rules.idioms.find(words)):
        blank = "".join(" " if letter == " " else "_" for letter in words[heard.start : heard.end])
        words = words[: heard.start] + blank + words[heard.end :]
    return words


def _hits(rules: Book, piece: Piece, words: str, following: str, scene: Scene) -> Iterator[_Hit]:
    read = [(words, heard) for heard in rules.rules.find(words)]
    read += [(piece.words, heard) for heard in rules.raw.find(piece.words)]
    for seen, heard in read:
        rule: Rule = heard.of
        if rule.unless and rule.unless.search(piece.words):
            continue
        level = _level(rules, rule, seen, heard.start, heard.end, following)
        if level is None:
            continue
        who = scene.who(words, heard.start, heard.end) if rule.subject != "none" else ""
        yield _Hit(rule.name, level, rule.kind, piece.quote(heard.start, heard.end), rule.subject, who)


def _level(rules: Book, rule: Rule, words: str, start: int, end: int, following: str) -> Level | None:
    """What a match means here, or None where it means nothing."""
    taken_back = rule.negatable and rules.before["negation"].search(words[:start])
    if taken_back and not rules.before["why"].search(words[:start]):
        return None
    said, level = words[start:end], rule.level
    if level != "crisis":
        return None if rule.past == "clear" and _is_past(rules, words, following) else level
    if rules.before["dream"].search(words[:start]) and rule.kind != "self-harm":
        return None
    if rules.context["fiction"].search(words) and not _SELF & set(said.split()):
        return "concern" if rule.kind == "self-harm" else None
    if rule.past != "same" and _is_past(rules, words, following):
        return "concern" if rule.past == "concern" else None
    if rule.softer and rule.softer.search(words):
        return "concern"
    if rule.kind == "self-harm" and rule.softens and _softened(rules, words):
        return "concern"
    return level


_SELF = frozenset({"i", "me", "my", "myself"})


_PASSED = re.compile(
    r" (?:but |and )?(?:it|that|this) (?:all )?(?:passed|went away|has passed|is over|is behind me)"
    r"(?: (?:now|again|by itself|on its own|in the end|quickly|by morning))? $"
)
"""The sentence after it says that it is over, and no more."""


def _is_past(rules: Book, words: str, following: str) -> bool:
    """Told as over: a word of long ago, here or in a short sentence after, and none of now."""
    if rules.context["over"].search(words):
        return True
    if rules.context["now"].search(words):
        return False
    if _PASSED.match(following):
        return True
    after = following if following.startswith((" that was ", " this was ", " it was ", " but that ", " i was ")) else ""
    return bool(rules.context["past"].search(words) or rules.context["past"].search(after))


def _softened(rules: Book, words: str) -> bool:
    context = rules.context
    if context["hypothetical"].search(words):
        return True
    light = context["joke"].search(words) or context["trivial"].search(words)
    return bool(light and not context["urgent"].search(words))


def _unresolved(hits: list[_Hit], scene: Scene) -> Iterator[_Hit]:
    """A message that speaks of therapy and of nobody else means the therapist by "he"."""
    for hit in hits:
        yield replace(hit, who=scene.alone) if hit.subject != "none" and hit.who == "" else hit


def _settled(now: _Message, before: Sequence[_Message]) -> Iterator[_Hit]:
    """Hits with their kind settled by whose doing it is."""
    last: Who = next((one.last for one in reversed(before) if one.last), "")
    for hit in now.hits:
        who = hit.who or (last if not now.last else "")
        if hit.subject == "therapist" and who != "therapist":
            continue
        if hit.subject == "anyone" and who == "therapist":
            hit = replace(hit, kind="unsafe-therapist")
        yield hit


def _together(now: _Message, before: Sequence[_Message]) -> Iterator[_Hit]:
    """Signs that mean more together, in one message or with those before it."""
    signs = _signs(now)
    earlier = frozenset().union(*(_signs(one) for one in before))
    if before and "self-harm" in _signs(before[-1]):
        earlier |= {"self-harm-just-before"}
    for one in book().together:
        if one.signs <= signs and one.before <= earlier:
            yield _Hit(one.name, one.level, one.kind, _words_of(one, now))


def _signs(message: _Message) -> frozenset[str]:
    heard = {hit.kind for hit in message.hits if hit.level != "clear"}
    unclear = {"unclear"} if any(hit.level == "concern" and hit.kind == "self-harm" for hit in message.hits) else set()
    return message.signs | heard | unclear


def _words_of(one: Together, message: _Message) -> str:
    return next((message.said[sign] for sign in sorted(one.signs) if sign in message.said), "")


def _meant(now: _Message, recent: Sequence[str]) -> Iterator[_Hit]:
    """ "I meant it": what the message before said as a joke is taken at its word."""
    if not recent or "meant-it" not in now.signs:
        return
    for hit in _listen(recent[-1], literal=True).hits:
        if hit.subject != "therapist" or hit.who == "therapist":
            yield replace(hit, rule=f"meant-it: {hit.rule}", level="crisis", text=now.said["meant-it"])


def _continued(text: str, now: _Message, recent: Sequence[str]) -> Iterator[_Hit]:
    """A sentence sent in two messages: "i want to" and then "die"."""
    if not recent or len(text) > 200 or len(text.split()) > _SHORT or len(recent[-1].split()) > _SHORT:
        return
    known = {hit.rule for hit in (*now.hits, *_listen(recent[-1]).hits)}
    if not known:
        yield from _settled(_listen(f"{recent[-1]} {text}"), [])


def _verdict(hits: Sequence[_Hit]) -> Verdict:
    """The worst level; among its kinds, the first in order. The evidence is what spoke for it, then the rest."""
    spoken = [hit for hit in dict.fromkeys(hits) if hit.level != "clear"]
    if not spoken:
        return Verdict("clear", "none")
    spoken.sort(key=lambda hit: (-_LEVELS.index(hit.level), _KINDS.index(hit.kind)))
    evidence = dict.fromkeys(Evidence(hit.rule, hit.text) for hit in spoken)
    return Verdict(spoken[0].level, spoken[0].kind, tuple(evidence)[:_MOST_EVIDENCE])
