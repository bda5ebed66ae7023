"""Words as the checks see them: lower case, apostrophes straight, contractions opened, stems compared."""

import re
from functools import cache

import snowballstemmer

QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")
"""What stands between marks."""
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_OPENED = {
    "won't": "will not", "can't": "can not", "cannot": "can not", "shan't": "shall not", "ain't": "is not",
    "let's": "let us",
}  # fmt: skip
_ENDINGS = (("n't", " not"), ("'re", " are"), ("'ve", " have"), ("'ll", " will"), ("'m", " am"), ("'d", " would"))

FUNCTION_WORDS = frozenset(
    """a an the and or but so if when while as at by for from in into of off on onto out over to up with without about
    after again all also am an any are aren be because been before being both can could did do does doing done down
    each else even ever every few get gets getting go goes going got had has have having here how i is it its just let
    like made make makes many may me might mine more most much must my myself no not now of often once one only other
    our ours own really same shall she he her him his hers himself herself should since some something anything
    everything nothing someone anyone still such than that the their theirs them themselves then there these they thing
    things this those though through too until us very was we were what when where which who whom why will would yet
    you your yours yourself ok okay was were being want wants wanted know knows way bit lot""".split()
)
NEGATIONS = frozenset({"not", "never", "no", "nobody", "nothing", "none", "without"})


@cache
def _stemmer() -> "snowballstemmer.Stemmer":
    return snowballstemmer.stemmer("english")


@cache
def stem(word: str) -> str:
    """The stem of one word, by Porter's second algorithm."""
    stemmed: str = _stemmer().stemWord(word)
    return stemmed


def tokens(text: str) -> list[str]:
    """The words of a text, contractions opened: "I didn't" is `i did not`."""
    plain = text.lower().replace("’", "'").replace("‘", "'")
    found: list[str] = []
    for word in _TOKEN.findall(plain):
        found += _open(word).split()
    return found


def _open(word: str) -> str:
    if word in _OPENED:
        return _OPENED[word]
    for ending, full in _ENDINGS:
        if word.endswith(ending):
            return word.removesuffix(ending) + full
    return word.removesuffix("'s")


def content(text: str) -> list[str]:
    """The stems of the words that carry meaning, in order."""
    return [stem(word) for word in tokens(text) if word not in FUNCTION_WORDS]


_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_NUMBER_OF = {word: str(n) for n, word in enumerate(_NUMBERS)} | {
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "hundred": "100", "thousand": "1000", "once": "1",
    "twice": "2", "a": "1", "an": "1",
}  # fmt: skip


_PARTED = re.compile(r"(?<![\d.:])\d+[.:]\d+(?![.:]?\d)")


def numbers(text: str) -> set[str]:
    """Numbers of two and more, written either way, as digits; a time or a fraction ("9.15") is one."""
    parted = set(_PARTED.findall(text))
    text = _PARTED.sub(" ", text)
    found = parted | {word.lstrip("0") or "0" for word in tokens(text) if word.isdigit()}
    found |= {_NUMBER_OF[word] for word in tokens(text) if word in _NUMBER_OF}
    return found - {"0", "1"}
