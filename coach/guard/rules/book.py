"""The rules as they lie in the TOML files beside this one, read once and found by the words they need."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Literal

from coach.guard.base import Kind, Level, Topic
from coach.guard.rules.phrases import Grammar, Phrase

_RULES = ("self_harm", "passive", "others", "abuse", "therapist", "medical", "languages")
Past = Literal["same", "concern", "clear"]
_PAST: Mapping[str, Past] = {"self-harm": "concern", "abuse": "clear", "harm-to-others": "concern", "medical": "clear"}
Subject = Literal["none", "anyone", "therapist"]


@dataclass(frozen=True)
class Rule:
    """Something to listen for.

    Attributes:
        level: what it means when it is said plainly; `clear` matters only if a later message takes it up.
        past: what it means when it is told as long over.
        subject: whose doing it is. `anyone`: abuse, or `unsafe-therapist` where the therapist does it;
            `therapist`: heard only of the therapist.
        softens: whether "if I told her" or a joke makes it a concern.
        negatable: whether a "not" just before takes it back.
        unless: not heard where one of these is in the same sentence.
        softer: a concern where one of these is in the same sentence.
    """

    name: str
    level: Level
    kind: Kind
    past: Past = "same"
    subject: Subject = "none"
    negatable: bool = True
    softens: bool = True
    unless: "re.Pattern[str] | None" = field(default=None, repr=False)
    softer: "re.Pattern[str] | None" = field(default=None, repr=False)


@dataclass(frozen=True)
class Asked:
    """A limit to listen for."""

    name: str
    topic: Topic
    unless: "re.Pattern[str] | None" = field(default=None, repr=False)


@dataclass(frozen=True)
class Together:
    """Signs that mean more together than alone; `before` are signs of earlier messages."""

    name: str
    level: Level
    kind: Kind
    signs: frozenset[str]
    before: frozenset[str]


@dataclass(frozen=True)
class Heard:
    """A phrase that matched, of the thing it belongs to."""

    of: Any
    start: int
    end: int


class Finder:
    """Phrases, found by the words they need, so that few are tried on a sentence."""

    def __init__(self, phrases: Iterable[tuple[Phrase, Any]]) -> None:
        self._by_word: dict[str, list[tuple[Phrase, Any]]] = {}
        for phrase, of in phrases:
            for word in phrase.anchors:
                self._by_word.setdefault(word, []).append((phrase, of))

    def find(self, words: str) -> Iterator[Heard]:
        """Every match of every phrase in a sentence."""
        tried: set[int] = set()
        for word in dict.fromkeys(words.split()):
            for phrase, of in self._by_word.get(word, ()):
                if id(phrase) in tried:
                    continue
                tried.add(id(phrase))
                for match in phrase.pattern.finditer(words):
                    yield Heard(of, match.start(), match.end())


@dataclass(frozen=True)
class Book:
    """All rules of the screen; `literal` are signs that are seen in figures of speech too."""

    rules: Finder
    raw: Finder
    idioms: Finder
    signs: Finder
    literal: Finder
    together: tuple[Together, ...]
    context: Mapping[str, "re.Pattern[str]"]
    before: Mapping[str, "re.Pattern[str]"]


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("coach.guard.rules").joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def _grammar() -> Grammar:
    return Grammar(_words())


def group(name: str) -> tuple[str, ...]:
    """The words of a group, as they stand in `words.toml`."""
    return tuple(_words()[name])


@cache
def _words() -> dict[str, list[str]]:
    return _load("words")


def _any(row: Mapping[str, Any], key: str) -> "re.Pattern[str] | None":
    return re.compile("(?<= )" + _grammar().joined(row[key])) if row.get(key) else None


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(
        name=row["name"],
        level=row["level"],
        kind=row["kind"],
        past=row.get("past", _PAST.get(row["kind"], "same")),
        subject=row.get("subject", "none"),
        negatable=row.get("negatable", True),
        softens=row.get("softens", True),
        unless=_any(row, "unless"),
        softer=_any(row, "softer"),
    )


def _phrases(row: Mapping[str, Any], of: Any) -> Iterator[tuple[Phrase, Any]]:
    for source in row["says"]:
        yield _grammar().phrase(source), of


@cache
def book() -> Book:
    """The rules of the screen, read when first needed."""
    rules = [row for name in _RULES for row in _load(name)["rule"]]
    signs, context = _load("signs"), _load("context")
    return Book(
        rules=Finder(pair for row in rules if not row.get("raw") for pair in _phrases(row, _rule(row))),
        raw=Finder(pair for row in rules if row.get("raw") for pair in _phrases(row, _rule(row))),
        idioms=Finder(pair for row in _load("idioms")["idiom"] for pair in _phrases(row, row["name"])),
        signs=Finder(pair for row in signs["sign"] for pair in _phrases(row, row["name"]) if not row.get("literal")),
        literal=Finder(pair for row in signs["sign"] for pair in _phrases(row, row["name"]) if row.get("literal")),
        together=tuple(_together(row) for row in signs["together"]),
        context={name: re.compile("(?<= )" + _grammar().joined(says)) for name, says in context["anywhere"].items()},
        before={name: re.compile("(?<= )" + _grammar().joined(says) + "$") for name, says in context["before"].items()},
    )


def _together(row: Mapping[str, Any]) -> Together:
    return Together(
        row["name"], row["level"], row["kind"], frozenset(row.get("signs", ())), frozenset(row.get("before", ()))
    )


@cache
def limits() -> Finder:
    """The limits, read when first needed."""
    rows = _load("limits")["limit"]
    return Finder(pair for row in rows for pair in _phrases(row, Asked(row["name"], row["topic"], _any(row, "unless"))))
