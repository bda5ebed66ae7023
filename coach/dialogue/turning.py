"""Turn a message round: told back to the person, and said to their therapist.

Small models lose who did what to whom. These two drafts keep it, word for word, and the model only
has to smooth them. They are never shown: they go into the prompt and into the checks.
"""

import re
from collections.abc import Callable

from coach.dialogue.asking import as_stated, as_wondering
from coach.guard.someone import EITHER, MEN, WOMEN, anyone

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|\s+|.", re.DOTALL)

_SPELLED = {
    "im": "I'm", "ive": "I've", "dont": "don't", "didnt": "didn't", "doesnt": "doesn't", "cant": "can't",
    "wont": "won't", "wasnt": "wasn't", "isnt": "isn't", "arent": "aren't", "havent": "haven't", "hasnt": "hasn't",
    "hadnt": "hadn't", "couldnt": "couldn't", "wouldnt": "wouldn't", "shouldnt": "shouldn't", "werent": "weren't",
    "hes": "he's", "shes": "she's", "theyre": "they're", "thats": "that's", "whats": "what's", "youre": "you're",
    "theres": "there's",
    "u": "you", "ur": "your", "bc": "because", "cuz": "because", "idk": "I don't know", "abt": "about", "tho": "though",
    "rly": "really", "pls": "please", "thx": "thanks", "wanna": "want to", "gonna": "going to", "gotta": "have to",
    "tmrw": "tomorrow", "min": "minutes", "mins": "minutes", "yr": "year", "yrs": "years", "wk": "week", "wks": "weeks",
    "incl": "including", "nite": "night", "tonite": "tonight", "waht": "what", "wat": "what", "wht": "what",
    "wen": "when", "y": "why", "coz": "because", "cos": "because", "shud": "should", "wud": "would", "cud": "could",
    "dnt": "don't", "teh": "the", "thru": "through", "w": "with", "ppl": "people", "alot": "a lot", "etc": "and so on",
    "bf": "boyfriend", "gf": "girlfriend", "i": "I", "shell": "she'll", "theyll": "they'll",
}  # fmt: skip

_TO_YOU = {
    "i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself",
    "i'm": "you're", "i've": "you've", "i'd": "you'd", "i'll": "you'll",
    "we": "you", "us": "you", "our": "your", "ours": "yours", "ourselves": "yourselves",
    "we're": "you're", "we've": "you've", "we'd": "you'd", "we'll": "you'll",
}  # fmt: skip

_SUBJECTS = {"he": "m", "she": "f", "they": "n"}
_THERAPIST = {
    "he": "you", "she": "you", "him": "you", "his": "your", "hers": "yours",
    "himself": "yourself", "herself": "yourself",
    "he's": "you're", "she's": "you're", "he'd": "you'd", "she'd": "you'd", "he'll": "you'll", "she'll": "you'll",
}  # fmt: skip
_MALE = re.compile(r"\b(he|him|his|himself|he['’](s|d|ll)|hes)\b", re.IGNORECASE)
_FEMALE = re.compile(r"\b(she|her|hers|herself|she['’](s|d|ll)|shes)\b", re.IGNORECASE)
_OTHER_MEN, _OTHER_WOMEN = anyone(MEN, EITHER), anyone(WOMEN, EITHER)
_NAMED = re.compile(
    r"\bmy (?:new |old |current )?(?:therapist|counsell?or|psychologist|shrink)(?:['’]s)?\b", re.IGNORECASE
)
_AFTER_OBJECT = frozenset(
    """i to that and but about for with in on at of when if because so or the a an this it how what why
    again anymore yet yesterday today last every once twice as is was than my before after since then
    too im i'm something everything anything no yes not from by off out up down i've ive""".split()
) | {""}  # fmt: skip
_GIVES = frozenset(
    "tell told tells telling give gave gives giving show showed ask asked owe send sent text texted".split()
)
"""Verbs after which "her" is the one spoken to, whatever follows: "told her one true thing"."""
_IRREGULAR = {"is": "are", "was": "were", "has": "have", "does": "do", "isn't": "aren't", "wasn't": "weren't",
              "hasn't": "haven't", "doesn't": "don't"}  # fmt: skip
_ADVERBS = frozenset("always never just also still really only even usually often sometimes keeps".split())


def spelled(text: str) -> str:
    """The message with common shorthand written out, so that the model need not guess."""
    return "".join(_SPELLED.get(word.lower(), word) for word in _words(text))


def to_person(text: str) -> str:
    """The message as one would tell it back: "my mum told her" becomes "your mum told her"."""
    words = _words(as_wondering(spelled(text)))
    turned = [_TO_YOU.get(_plain(word), word) for word in words]
    verbs = {"am": "are", "was": "were", "wasn't": "weren't"}
    _agree(words, turned, subject=lambda word: _plain(word) == "i", verbs=verbs)
    for n, word in enumerate(words):
        if _next(words, n) == "i" and _plain(word) in verbs:
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
    _agree(words, turned, subject=lambda word: _plain(word) == "i", verbs=own)
    _agree(words, turned, subject=lambda word: _plain(word) == "you", verbs=theirs)
    return "".join(turned)


def names_therapist_only(text: str) -> tuple[bool, bool]:
    """Whether "he" and whether "she" in this message can only be the therapist."""
    return (
        bool(_MALE.search(text)) and not _OTHER_MEN.search(text),
        bool(_FEMALE.search(text)) and not _OTHER_WOMEN.search(text),
    )


def to_therapist(text: str) -> str:
    """The message as it would be said to the therapist: "he laughed at me" becomes "you laughed at me".

    A "he" or "she" that may be someone else is left as it is. Empty where the message only asks the coach something.
    """
    he, she = names_therapist_only(text)
    words = _words(_NAMED.sub(_named, as_stated(spelled(text))))
    turned = [_therapist_word(words, n, he, she) for n in range(len(words))]
    subjects = ({"he"} if he else set()) | ({"she"} if she else set()) | {"you"}
    _agree(words, turned, subject=lambda word: _plain(word) in subjects, verbs=_IRREGULAR, strip_s=True)
    return "".join(turned)


def _named(match: re.Match[str]) -> str:
    owner = match.group()[-2:].lower() in {"'s", "’s"}
    return "your" if owner else "you"


def _therapist_word(words: list[str], n: int, he: bool, she: bool) -> str:
    word = _plain(words[n])
    male = bool(_MALE.fullmatch(word))
    if not (he if male else she) or (word not in _THERAPIST and word != "her"):
        return words[n]
    if word == "her":
        given = n >= 2 and _plain(words[n - 2]) in _GIVES
        return "you" if given or _next(words, n) in _AFTER_OBJECT else "your"
    return _THERAPIST[word]


def _agree(
    words: list[str], turned: list[str], *, subject: Callable[[str], bool], verbs: dict[str, str], strip_s: bool = False
) -> None:
    """Fit the verb after each turned subject: "she keeps" becomes "you keep"."""
    for n, word in enumerate(words):
        if not subject(word):
            continue
        at = n + 2
        while at < len(words) and _plain(words[at]) in _ADVERBS - {"keeps"}:
            at += 2
        if at >= len(words):
            continue
        verb = _plain(words[at])
        if verb in verbs:
            turned[at] = verbs[verb]
        elif strip_s and re.fullmatch(r"[a-z]{3,}[^s]s", verb):
            turned[at] = _base(verb)


def _base(verb: str) -> str:
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    return verb[:-2] if re.search(r"(ss|sh|ch|x|go)es$", verb) else verb[:-1]


def _next(words: list[str], n: int) -> str:
    following = words[n + 2] if n + 2 < len(words) and words[n + 1].isspace() else ""
    return _plain(following)


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")


def _words(text: str) -> list[str]:
    return _WORD.findall(text)
