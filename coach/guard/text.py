"""A message as the rules read it: lower case, plain letters, coded and masked words opened, cut into pieces.

Each piece is a string of words with one space before every word and one at the end, and knows
which stretch of the message every word came from, so that evidence quotes what the person typed.
"""

import re
import tomllib
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources

LONGEST_PIECE = 60
"""Words in one piece; longer sentences are read through windows that overlap."""
OVERLAP = 15
QUOTE_LIMIT = 160
"""Characters of the message that one piece of evidence may quote."""

_CHUNK = re.compile(r"\S{1,100}")
_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)?")
_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*[a-z%]{0,3}(?![\w@$*!|+]))"
    r"|(?P<word>[\w\u0900-\u0963\u0966-\u097f@$](?:[\w\u0900-\u0963\u0966-\u097f'@$*!|+]*[\w\u0900-\u0963\u0966-\u097f])?)"
    r"|(?P<stop>[.!?;\u0964\u0965\u2026\u3002]+)"
)
_LETTERS_APART = re.compile(r"(?:[^\W_][.\-_*/|~]+){2,}[^\W_]")
_LINK = re.compile(r"\w+://|www\.|[\w.+-]+@[\w-]+\.\w")
_MASK = re.compile(r"[^\W_]+[*#]+[^\W_]+(?:[*#]+[^\W_]+)*")
_LONG_RUN = re.compile(r"(.)\1{2,}")
_SPLIT = re.compile(r"[^\w\u0900-\u097f']+|_+")
_ENDINGS = (("n't", " not"), ("'re", " are"), ("'ve", " have"), ("'ll", " will"), ("'m", " am"), ("'d", " would"))
_IS = frozenset("he she it that what who there here how where when why everyone nobody someone everything".split())
_NOT_REFLEXIVE = frozenset(
    "harm harming esteem worth confidence care image respect talk hatred loathing injury".split()
)
_LEET = str.maketrans("013457@$!|+", "oieastasilt")
_LEET_L = str.maketrans("013457@$!|+", "oleastaslit")
_LOOK_ALIKES = str.maketrans(
    {"а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x", "і": "i", "ѕ": "s", "к": "k", "ԁ": "d",
     "ο": "o", "α": "a", "ι": "i", "ν": "v", "κ": "k", "ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "ı": "i",
     "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "′": "'", "＇": "'", "“": '"', "”": '"',
     "🔪": " knife ", "🗡": " knife ", "🔫": " gun ", "💊": " pills ", "🩸": " blood ", "⚰": " coffin ", "😂": " lol ",
     "🤣": " lol ", "😭": " "}
)  # fmt: skip
_DROPPED = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})


@dataclass(frozen=True)
class Piece:
    """Words for the rules to read, such as `" i want to die "`, and where each came from."""

    words: str
    message: str = field(repr=False)
    spans: tuple[tuple[int, int], ...] = field(repr=False)
    starts: tuple[int, ...] = field(repr=False)

    def quote(self, start: int, end: int) -> str:
        """The message's own words behind `words[start:end]`, at most `QUOTE_LIMIT` characters."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = max(bisect_right(self.starts, max(end - 1, start)) - 1, first)
        quoted = self.message[self.spans[first][0] : self.spans[last][1]]
        return quoted[:QUOTE_LIMIT].strip(' \t\r\n.,;:!?"“”()')


@dataclass(frozen=True)
class _Spelling:
    say: dict[str, str]
    split: dict[tuple[str, str], str]
    fillers: frozenset[str]
    masked: frozenset[str]
    misspelt: dict[str, str]
    together: tuple[tuple[str, str], ...]


@cache
def _spelling() -> _Spelling:
    data = tomllib.loads(resources.files("coach.guard.rules").joinpath("spelling.toml").read_text("utf-8"))
    masked = frozenset(data["masked"].split())
    say = {**data["say"], **data["coded"]}
    wrong = {near: word for word in data["misspelt"].split() for near in _one_off(word)}
    right = {word: word for word in data["misspelt"].split()}
    together = sorted(
        ((phrase.replace(" ", ""), phrase) for phrase in data["together"]), key=lambda pair: -len(pair[0])
    )
    split = {(pair.split()[0], pair.split()[1]): word for pair, word in data["split"].items()}
    return _Spelling(say, split, frozenset(data["fillers"].split()), masked, {**wrong, **right}, tuple(together))


def _one_off(word: str) -> Iterator[str]:
    """Every spelling one letter away: missing, swapped, replaced or added."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in letters)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        if at < len(word):
            yield from (before + letter + after for letter in letters)


def fold(text: str) -> str:
    """Lower case, compatibility forms and accents opened, look-alike letters and emoji named, controls gone."""
    text = _ESCAPE.sub("", text)
    if text.isascii():
        return "".join(c for c in text.lower() if c.isprintable() or c.isspace())
    opened = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).lower()).translate(_LOOK_ALIKES)
    kept = (c for c in opened if not "\u0300" <= c <= "\u036f" and not "\ufe00" <= c <= "\ufe0f")
    return "".join(c for c in kept if c.isspace() or unicodedata.category(c) not in _DROPPED)


def pieces(text: str) -> list[Piece]:
    """The message in sentences, each at most `LONGEST_PIECE` words; linear in the length of the message."""
    found: list[Piece] = []
    for sentence in _sentences(text):
        for at in range(0, max(len(sentence) - OVERLAP, 1), LONGEST_PIECE - OVERLAP):
            found.append(_piece(text, sentence[at : at + LONGEST_PIECE]))
    return found


def plain(text: str) -> str:
    """The words of the whole message, for tests and for looking at what the rules see."""
    return " . ".join(" ".join(word for word, _, _ in sentence) for sentence in _sentences(text))


_Word = tuple[str, int, int]


def _piece(message: str, words: list[_Word]) -> Piece:
    starts: list[int] = []
    at = 0
    for word, _, _ in words:
        starts.append(at)
        at += len(word) + 1
    joined = " " + " ".join(word for word, _, _ in words) + " "
    return Piece(joined, message, tuple((start, end) for _, start, end in words), tuple(starts))


def _sentences(text: str) -> list[list[_Word]]:
    """Words with the stretch of the message they came from. "I. want. to. die." is one sentence."""
    found: list[list[_Word]] = []
    current: list[_Word] = []
    for word, start, end in _words(text):
        if word != ".":
            current.append((word, start, end))
        elif current:
            found.append(current)
            current = []
    if current:
        found.append(current)
    return [_pairs(sentence) for sentence in _join_single_words(found)]


def _join_single_words(sentences: list[list[_Word]]) -> list[list[_Word]]:
    joined: list[list[_Word]] = []
    short = False
    for sentence in sentences:
        is_short = sentence[0][1:] == sentence[-1][1:]
        if short and is_short:
            joined[-1].extend(sentence)
        else:
            joined.append(sentence)
        short = is_short
    return joined


def _pairs(sentence: list[_Word]) -> list[_Word]:
    split = _spelling().split
    found: list[_Word] = []
    for at, (word, start, end) in enumerate(sentence):
        whole = split.get((found[-1][0], word)) if found else None
        after = sentence[at + 1][0] if at + 1 < len(sentence) else ""
        if whole and not (whole == "myself" and after in _NOT_REFLEXIVE):
            found[-1] = (whole, found[-1][1], end)
        else:
            found.append((word, start, end))
    return found


def _words(text: str) -> Iterator[_Word]:
    """Words and stops (`.`) in order, with letters typed apart put together."""
    fillers = _spelling().fillers
    letters: list[tuple[str, int, int]] = []
    last = 0
    for match in _CHUNK.finditer(text):
        start, end = match.span()
        gap, last = text[last:start], end
        single = fold(match.group()).strip(" .,!?-_*\"'") if end - start <= 3 else ""
        if len(single) == 1 and single.isalnum():
            letters.append((match.group(), start, end))
            continue
        yield from _apart(letters)
        letters = []
        if gap.count("\n") > 1:
            yield ".", start, start
        for word in _chunk(match.group()):
            if word not in fillers:
                yield word, start, end
    yield from _apart(letters)


def _apart(letters: list[_Word]) -> Iterator[_Word]:
    """`k i l l` is one word when the letters spell one that is masked; otherwise each stands for itself."""
    if len(letters) > 2:
        spelt = "".join(fold(letter).strip(" .,!?-_*\"'") for letter, _, _ in letters)
        opened = _opened(spelt)
        if opened:
            yield from ((word, letters[0][1], letters[-1][2]) for word in opened.split())
            return
    for raw, start, end in letters:
        yield from ((word, start, end) for word in _chunk(raw))


@lru_cache(maxsize=20_000)
def _chunk(raw: str) -> tuple[str, ...]:
    """The words and stops in a stretch without spaces."""
    text = fold(raw)
    if text.isalpha() and text.isascii():
        return tuple(_word(text))
    if _LINK.search(text):
        return ("link",)
    if _LETTERS_APART.fullmatch(text.strip(".,!?\"'()")):
        opened = _opened(_SPLIT.sub("", text).replace("'", ""))
        if opened:
            return tuple(opened.split())
    text = _MASK.sub(lambda match: _unmask(match.group()), text)
    found: list[str] = []
    for match in _TOKEN.finditer(text):
        if match.group("stop"):
            found.append(".")
        elif match.group("number"):
            number = match.group("number")
            found.extend(_word(number) if number in _spelling().say else _leet(number))
        else:
            found.extend(_leet(match.group("word")))
    return tuple(found)


def _leet(token: str) -> list[str]:
    """A word written with digits or signs for letters, when that gives a word people mask; else its parts."""
    known = _spelling()
    if token in known.say:
        return known.say[token].split()
    if not token.isalpha() and any(letter.isalpha() for letter in token):
        for table in (_LEET, _LEET_L):
            read = token.translate(table)
            if read in known.masked or read in known.misspelt:
                return _word(known.misspelt.get(read, read))
            opened = _opened(read)
            if opened:
                return opened.split()
    return [word for part in _SPLIT.split(token) if part for word in _word(part)]


def _unmask(token: str) -> str:
    """`s**cide` is the masked word of the same length, where there is one."""
    pattern = re.compile(re.sub(r"[*#]", ".", token))
    return next((word for word in sorted(_spelling().masked) if pattern.fullmatch(word)), token)


def _word(token: str) -> list[str]:
    known = _spelling()
    token = token.strip("'")
    if token in known.say:
        return known.say[token].split()
    if token in known.misspelt:
        return [known.misspelt[token]]
    for ending, opened in _ENDINGS:
        if token.endswith(ending) and len(token) > len(ending):
            return [*_word(token.removesuffix(ending)), *opened.split()]
    if token.endswith("'s"):
        owner = token.removesuffix("'s")
        return [*_word(owner), "is" if owner in _IS else "'s"]
    return _stretched(token).split()


def _stretched(token: str) -> str:
    """`dieeee` is `die`; `killmyself` is `kill myself`."""
    known = _spelling()
    if _LONG_RUN.search(token):
        single, double = _LONG_RUN.sub(r"\1", token), _LONG_RUN.sub(r"\1\1", token)
        best = next((word for word in (single, double) if word in known.masked or word in known.say), None)
        token = best or (single if len(single) < 4 else double)
        token = known.say.get(token, token)
    elif len(token) > 3 and token[-1] == token[-2] and token not in known.masked and token[:-1] in known.masked:
        token = token[:-1]
    return _opened(token) or token


def _opened(token: str) -> str:
    """The phrase in letters that were run together, or "" where they spell none."""
    known = _spelling()
    if token in known.masked:
        return token
    if token in known.say or token in known.misspelt:
        return known.say.get(token) or known.misspelt[token]
    if len(token) > 5:
        for run, phrase in known.together:
            before, found, after = token.partition(run)
            if found:
                return " ".join(f"{before} {phrase} {after}".replace("wanna", "want to").split())
    return ""
