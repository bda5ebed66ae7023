"""Turn a message round: told back to the person, and said to their therapist.

Small models lose who did what to whom. These two drafts keep it, word for word, and the model only
has to smooth them. They are never shown: they go into the prompt and into the checks.
"""

import re
from collections.abc import Callable

from coach.dialogue.asking import as_stated, as_wondering
from coach.dialogue.shorthand import spelled
from coach.dialogue.verbs import base
from coach.guard.someone import EITHER, MEN, NO_NAMES, WOMEN, anyone, names

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|\s+|.", re.DOTALL)

_TO_YOU = {
    "i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself",
    "i'm": "you're", "i've": "you've", "i'd": "you'd", "i'll": "you'll",
    "we": "you", "us": "you", "our": "your", "ours": "yours", "ourselves": "yourselves",
    "we're": "you're", "we've": "you've", "we'd": "you'd", "we'll": "you'll",
}  # fmt: skip

_THERAPIST = {
    "he": "you", "she": "you", "him": "you", "his": "your", "hers": "yours",
    "himself": "yourself", "herself": "yourself",
    "he's": "you're", "she's": "you're", "he'd": "you'd", "she'd": "you'd", "he'll": "you'll", "she'll": "you'll",
}  # fmt: skip
_FORMS = {
    "m": re.compile(r"he|him|his|himself|he'(s|d|ll)|hes"),
    "f": re.compile(r"she|her|hers|herself|she'(s|d|ll)|shes"),
}
_OTHERS = {"m": anyone(MEN, EITHER), "f": anyone(WOMEN, EITHER)}
_NAMED_OR_WORD = re.compile(
    r"(?P<former>\b(?:my|our|the|an?) (?:very )?(?:old|last|previous|former|first|ex|other|second)[- ](?:one|therapist|"
    r"counsell?or|psychologist|shrink)\b)|"
    r"(?P<therapist>\b(?:my|our|the) (?:new |current |couples?['’]? |marriage |family )?"
    rf"(?:therapist|counsell?or|psychologist|shrink)(?-i: (?!(?:{'|'.join(NO_NAMES)})\b)[A-Z][a-z]+)?(?:['’]s)?\b)|"
    + _WORD.pattern,
    re.IGNORECASE | re.DOTALL,
)
_AFTER_OBJECT = frozenset(
    """i to that and but about for with in on at of when if because so or the a an this it how what why
    again anymore yet yesterday today last every once twice as is was than my before after since then
    too im i'm something everything anything no yes not from by off out up down i've ive into onto near easy easily
    anyway though completely fully enough instead either less alone makes gets feels gives helps hurts would could can
    will has had does did didn't doesn't""".split()
) | {""}  # fmt: skip
_GIVES = frozenset(
    "tell told tells telling give gave gives giving show showed ask asked owe send sent text texted".split()
)
"""Verbs after which "her" is the one spoken to, whatever follows: "told her one true thing"."""
_MAKES = frozenset(
    """let lets letting make makes made making see saw seeing hear heard hearing watch watched watching help helped
    helping keep keeps kept keeping get gets got getting having""".split()
)
_DOES = frozenset(
    """read see know think say talk cry laugh leave go come hear believe feel have be get take win write open sit wait
    do try ask tell find finish smile stop start work stay listen understand realise realize repeat choose look yawn
    angry cross mad sad happy proud uncomfortable awkward jealous late nervous worried upset bored tired feeling waiting
    thinking laughing smiling talking going guessing worry regret hate like love stand breathe blush frown
    nod sigh frown swear snap shout wince yawn cringe""".split()
)
"""After these "her" does something: "let her read", not "her notes"."""
_REACHES = _GIVES | frozenset("pay paid pays rang rings called emailed phoned messaged met".split())
"""Verbs whose object is not their doer: "my manager rang her"."""
_PRONOUNS = frozenset("i he she they we you it".split())
_NEAR = 16
"""Words and spaces within which somebody named is the doer of the verb."""
_OBJECTS = frozenset({"her", "him"})
_IRREGULAR = {"is": "are", "was": "were", "has": "have", "does": "do", "isn't": "aren't", "wasn't": "weren't",
              "hasn't": "haven't", "doesn't": "don't"}  # fmt: skip
_ADVERBS = frozenset(
    """here there now then always never just also still really only even usually often sometimes probably clearly
    obviously actually keeps""".split()
)


def to_person(text: str, *, quotes: bool = True) -> str:
    """The message as one would tell it back: "my mum told her" becomes "your mum told her"."""
    words = _words(as_wondering(spelled(text, quotes=quotes)))
    quoted = _quoted(words)
    turned = [word if quoted[n] else _TO_YOU.get(_plain(word), word) for n, word in enumerate(words)]
    verbs = {"am": "are", "was": "were", "wasn't": "weren't"}
    _agree(words, turned, subject=lambda n: _plain(words[n]) == "i" and not quoted[n], verbs=verbs)
    for n, word in enumerate(words):
        if _next(words, n) == "i" and _plain(word) in verbs and not quoted[n]:
            turned[n] = verbs[_plain(word)]
    return "".join(turned)


_TO_I = {"your": "my", "yours": "mine", "yourself": "myself", "you're": "I'm", "you've": "I've", "you'd": "I'd",
         "you'll": "I'll"}  # fmt: skip


def to_client(text: str) -> str:
    """A line to a therapist, from the therapist's side: "you laughed at me" becomes "I laughed at you"."""
    words = _words(spelled(text))
    swaps = {word: other for word, other in _TO_YOU.items() if not word.startswith(("we", "us", "our"))} | _TO_I
    turned = [swaps.get(_plain(word), word) for word in words]
    for n, word in enumerate(words):
        if _plain(word) == "you":
            turned[n] = "me" if _next(words, n) in _AFTER_OBJECT else "I"
    own, theirs = {"am": "are", "was": "were", "wasn't": "weren't"}, {"are": "am", "were": "was", "weren't": "wasn't"}
    _agree(words, turned, subject=lambda n: _plain(words[n]) == "i", verbs=own)
    _agree(words, turned, subject=lambda n: _plain(words[n]) == "you", verbs=theirs)
    return "".join(turned)


def to_therapist(text: str, *, of_others: bool = False, quotes: bool = True) -> str:
    """The message as it would be said to the therapist: "he laughed at me" becomes "you laughed at me".

    A "he" that may be another man, named before it, is left as it is; so with "she". Empty where the message only asks
    the coach something.

    Args:
        text: the message.
        of_others: it is about somebody else, who is meant by a "he" or "she" without a name.
        quotes: what stands between single marks is left as it was said.
    """
    words, whom = _mentions(as_stated(spelled(text, quotes=quotes)))
    turned, others, quoted = list(words), _Others("mf" if of_others and "t" not in whom else ""), _quoted(words)
    for n, word in enumerate(words):
        if quoted[n]:
            continue
        gender = next((one for one, form in _FORMS.items() if form.fullmatch(_plain(word))), "")
        if gender and (not others.may_be(gender) or others.told(gender, words, n)):
            turned[n] = _therapist_word(words, n)
        others.read(n, word, whom[n])
    _agree(
        words,
        turned,
        subject=lambda n: turned[n].lower() == "you" and _plain(words[n]) not in _OBJECTS,
        verbs=_IRREGULAR,
        strip_s=True,
    )
    return _SECOND.sub(lambda found: found["before"] + base(found["verb"]), "".join(turned))


_SECOND = re.compile(
    r"(?P<before>\byou (?:\w+ ){1,6}?(?:and|but|then) (?:just |then |always )?)"
    r"(?P<verb>looks|says|nods|smiles|writes|goes|waits|stares|laughs|sighs|tells|talks|checks|turns|"
    r"keeps|leaves|starts|stops|thinks|wants|forgets|reads|types|yawns|sits|comes|asks)\b",
    re.IGNORECASE,
)
"""The second verb of whom the first is said: "you sit there and looks"."""


def _mentions(text: str) -> tuple[list[str], list[str]]:
    """The words, the therapist as "you"; and beside each whom it names: `t`, or `m`, `f` or both for others, or ""."""
    words, whom, named_at = [], [], names(text)
    for found in _NAMED_OR_WORD.finditer(text):
        if found["former"]:
            words.append(found.group())
            whom.append("mf")
        elif named := found["therapist"]:
            words.append(_as_you(named, text[found.end() :]))
            whom.append("t")
        else:
            words.append(found.group())
            base = _plain(found.group()).removesuffix("'s")
            some = "".join(gender for gender, other in _OTHERS.items() if other.fullmatch(base))
            whom.append("mf" if found.start() in named_at else some)
    return words, whom


_IS_OR_HAS = re.compile(
    r"\s+(?P<word>been|got|had|(?!waiting|consulting|meeting|training|booking)\w+ing|not|an?|the|so|very|really|always|"
    r"never|just|too|nice|kind|lovely|great|ok|okay|fine|good|late|away|ill|off|on|right|wrong|young|old|my|due|over|"
    r"back|in|at|like|out|here|there|pregnant|married|retired)\b",
    re.IGNORECASE,
)


def _as_you(named: str, after: str) -> str:
    """The therapist as "you"; "my therapist's late" is no "your late"."""
    if named[-2:].lower() not in {"'s", "’s"}:
        return "you"
    verb = _IS_OR_HAS.match(after)
    if not verb:
        return "your"
    return "you've" if verb["word"].lower() in {"been", "got", "had"} else "you're"


_HAS_DONE = re.compile(
    r"\s+(?:(?:already|just|never|ever|always|only|since|now|not|also|even|still|really) )?(?:been|had|got|done|seen|"
    r"gone|told|said|"
    r"given|taken|known|made|lost|found|kept|met|written|spoken|forgotten|changed|moved|stopped|started|cancelled|asked|"
    r"called|noticed|figured|decided|finished|met|become|begun|brought|put|read|heard|tried|mentioned|worked|helped|missed|"
    r"shouted|laughed|cried|yawned|texted|emailed|raised|promised|refused|suggested|booked|answered|explained|rung|left)\b",
    re.IGNORECASE,
)
"""After "she's": she has."""


class _Others:
    """Who has been named so far beside the therapist, and so may be a "he" or a "she" that follows."""

    def __init__(self, known: str = "") -> None:
        """Begin; of the genders in `known`, somebody is in mind already."""
        self._last: dict[str, bool] = {gender: gender in known for gender in "mf"}
        self._count = {"m": 0, "f": 0}
        self._here: set[str] = set()
        self._at = -1

    def read(self, n: int, word: str, whom: str) -> None:
        """Go on by one word."""
        if word in {".", "!", "?"} or "\n" in word:
            self._here.clear()
            self._at = -1
        for gender in self._last:
            if whom == "t" and gender not in self._here:
                self._last[gender] = False
            elif gender in whom:
                self._last[gender] = True
                self._count[gender] += 1
                self._here.add(gender)
                self._at = n

    def may_be(self, gender: str) -> bool:
        """Whether a pronoun here may be somebody else."""
        return self._last[gender]

    def told(self, gender: str, words: list[str], n: int) -> bool:
        """Whether the pronoun is whom the only other person speaks to: "my manager told her"."""
        if self._at < 0 or self._count[gender] != 1 or n < 2 or _plain(words[n - 2]) not in _REACHES:
            return False
        if _plain(words[n]) == "his":
            return False
        if _plain(words[n]) == "her" and _plain(words[n - 2]) not in _GIVES and _next(words, n) not in _AFTER_OBJECT:
            return False
        between = {_plain(word) for word in words[self._at + 1 : n - 2]}
        return not between & _PRONOUNS and n - self._at < _NEAR


def _therapist_word(words: list[str], n: int) -> str:
    word = _plain(words[n])
    if word == "her":
        before = _plain(words[n - 2]) if n >= 2 else ""
        does = _next(words, n) in _DOES or re.fullmatch(r"\w{3,}ed", _next(words, n))
        given = before in _GIVES or (before in _MAKES and does)
        return "you" if given or _next(words, n) in _AFTER_OBJECT else "your"
    if word == "his" and not _next(words, n):
        return "yours"
    if word in {"he's", "she's"} and _HAS_DONE.match("".join(words[n + 1 : n + 6])):
        return "you've"
    return _THERAPIST.get(word, words[n])


def _agree(
    words: list[str], turned: list[str], *, subject: Callable[[int], bool], verbs: dict[str, str], strip_s: bool = False
) -> None:
    """Fit the verb after each turned subject: "she keeps" becomes "you keep"."""
    for n in range(len(words)):
        if not subject(n):
            continue
        at = n + 2
        while at < len(words) and _plain(words[at]) in _ADVERBS - {"keeps"}:
            at += 2
        if at >= len(words):
            continue
        verb = _plain(words[at])
        if verb in verbs:
            turned[at] = verbs[verb]
        elif strip_s and verb != "this" and re.fullmatch(r"[a-z]{2,}[^s]s", verb):
            turned[at] = base(verb)


def _quoted(words: list[str]) -> list[bool]:
    """For each word whether it stands between quotation marks, and so as it was said; all marks must have a partner."""
    marks = [n for n, word in enumerate(words) if word in {'"', "“", "”"}]
    inside = [False] * len(words)
    for start, end in zip(marks[::2], marks[1::2], strict=False):
        inside[start:end] = [True] * (end - start)
    return inside


def _next(words: list[str], n: int) -> str:
    following = words[n + 2] if n + 2 < len(words) and words[n + 1].isspace() else ""
    return _plain(following)


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")


def _words(text: str) -> list[str]:
    return _WORD.findall(text)
