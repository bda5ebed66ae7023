"""The small language that the rules are written in, and its translation to regular expressions.

A phrase is words in a row, as `coach.guard.text` spells them. Beside words it may hold:

    {name}      any phrase of the group of that name
    (a|b c)     either
    x?          may be left out; x is a word, a group or a bracket
    x*          none to four times
    ..  ...     up to three words, up to eight words
    !(a|b)      not followed by
    ^  $        the first word of the sentence; the last
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from coach.guard.text import fold

_PARTS = re.compile(
    r"\{(?P<group>[\w-]+)\}|(?P<open>!?\()|(?P<shut>\))|(?P<bar>\|)|(?P<gap>\.{2,3}|\^|\$)|(?P<word>[^\s{}()|?*]+)"
)
_GAPS = {"..": r"(?:\S+ ){0,3}?", "...": r"(?:\S+ ){0,8}?", "^": r"(?<=^ )", "$": r"$"}
_COMMON = frozenset(
    """a an the and or but so if when at by for from in into of off on onto out over to up with about after again all am
    any are be because been being can could did do does doing each even ever every for get gets getting go going got had
    has have having her here him his how i is it like made make makes may me more my myself no not now of one only other
    our should she he some something than that the their them then there these they thing things this those too us very
    was we were what when where which who why will would you your it 's there as really think want feel know time life
    day way people anymore never someone everyone anything nothing take took tell told say said""".split()
)
Groups = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Phrase:
    """One phrase of a rule: `anchors` are words of which at least one must be there for it to match."""

    source: str
    regex: str = field(repr=False)
    anchors: frozenset[str] = field(repr=False)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when a message first has one of the anchors."""
        return re.compile(r"(?<= )" + self.regex)


@dataclass
class _Part:
    """A stretch of a phrase: its expression and, where it must be there, the words it needs."""

    regex: str
    anchors: frozenset[str] | None


class Grammar:
    """Reads phrases, given the groups that they may name."""

    def __init__(self, groups: Groups) -> None:
        self._groups = groups
        self._read: dict[str, _Part] = {}

    def phrase(self, source: str) -> Phrase:
        """Read one phrase; ValueError says what is wrong with it."""
        part = self._sequence(_Tokens(source))
        if not part.anchors:
            raise ValueError(f"the phrase {source!r} needs at least one word that must be there")
        return Phrase(source, part.regex, part.anchors)

    def joined(self, sources: Sequence[str]) -> str:
        """One regular expression for any of these, for use without anchors."""
        return "(?:" + "|".join(self._sequence(_Tokens(source)).regex for source in sources) + ")"

    def _group(self, name: str) -> _Part:
        if name not in self._read:
            if name not in self._groups:
                raise ValueError(f"no group is named {name!r}")
            self._read[name] = _either([self._sequence(_Tokens(source)) for source in self._groups[name]])
        return self._read[name]

    def _sequence(self, tokens: "_Tokens") -> _Part:
        parts: list[_Part] = []
        while tokens.kind() not in {"", "bar", "shut"}:
            parts.append(self._element(tokens))
        needed = [part.anchors for part in parts if part.anchors]
        return _Part("".join(part.regex for part in parts), min(needed, key=_cost) if needed else None)

    def _element(self, tokens: "_Tokens") -> _Part:
        kind, value = tokens.take()
        if kind == "gap":
            return _Part(_GAPS[value], None)
        if kind == "open":
            part = self._bracket(tokens)
            if value == "!(":
                return _Part(f"(?!{part.regex})", None)
        elif kind == "group":
            part = self._group(value)
        else:
            word = fold(value)
            part = _Part(re.escape(word) + " ", frozenset({word}))
        many = {"?": "?", "*": "{0,4}"}.get(tokens.suffix())
        return _Part(f"(?:{part.regex}){many}", None) if many else part

    def _bracket(self, tokens: "_Tokens") -> _Part:
        choices = [self._sequence(tokens)]
        while tokens.kind() == "bar":
            tokens.take()
            choices.append(self._sequence(tokens))
        if tokens.take()[0] != "shut":
            raise ValueError(f"a bracket is not closed in {tokens.source!r}")
        return _either(choices)


class _Tokens:
    """The parts of a phrase, one after the other."""

    def __init__(self, source: str) -> None:
        self.source, self._at = source, 0
        self._skip()

    def kind(self) -> str:
        found = _PARTS.match(self.source, self._at)
        return (found.lastgroup or "") if found else ""

    def take(self) -> tuple[str, str]:
        found = _PARTS.match(self.source, self._at)
        if not found:
            raise ValueError(f"cannot read {self.source!r} from {self.source[self._at :]!r}")
        self._at = found.end()
        if (
            found.lastgroup not in {"group", "shut", "word"}
            or self._at >= len(self.source)
            or self.source[self._at] not in "?*"
        ):
            self._skip()
        return found.lastgroup or "", found.group(found.lastgroup or 0)

    def suffix(self) -> str:
        sign = self.source[self._at : self._at + 1]
        if sign and sign in "?*":
            self._at += 1
            self._skip()
            return sign
        return ""

    def _skip(self) -> None:
        while self.source[self._at : self._at + 1].isspace():
            self._at += 1


def _either(choices: Sequence[_Part]) -> _Part:
    regex = choices[0].regex if len(choices) == 1 else "(?:" + "|".join(part.regex for part in choices) + ")"
    if any(not part.anchors for part in choices):
        return _Part(regex, None)
    return _Part(regex, frozenset().union(*(part.anchors or () for part in choices)))


def _cost(anchors: frozenset[str]) -> int:
    """How often a phrase with these anchors would be tried: common words weigh most."""
    return sum(40 if word in _COMMON else 1 for word in anchors)
