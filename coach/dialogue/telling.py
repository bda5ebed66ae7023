"""A message in the person's own words, turned round: told back to them, and said to their therapist.

Judged blind, this beat what a small model makes of the same message: nothing is lost, nothing put in. It serves what is
written in whole, well spelt sentences in which it is plain who is who. The rest, a model smooths; or the entry's own
words stand.
"""

import re

from coach.dialogue.prompt import Task
from coach.guard.check import check_own_words
from coach.guard.unkind import unkind
from coach.guard.who import SENTENCE, clear_sentences
from coach.spelling import is_spelt

_FEWEST, _MOST_TOLD, _MOST_SAID, _BREATH = 4, 60, 48, 24
"""Words of a message, at least and at most for each part, and of a stretch without a stop."""
_KEPT = 0.8
"""The share of a message that can be said; with less of it the point may be lost."""
_STOPS = re.compile(r"[.,;:…]|\s[-–—]\s")
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]|(?<!\w)['‘][^'’]*['’](?!\w)")
_YOU = re.compile(r"\b(?:you|your|yours|yourself|yourselves)(?:['’]\w+)?\b", re.IGNORECASE)
_I = re.compile(r"\b(?:i|me|my|mine|myself)(?:['’]\w+)?\b", re.IGNORECASE)
_WE = re.compile(r"\b(?:i|me|my|mine|myself|we|us|our)(?:['’]\w+)?\b", re.IGNORECASE)
_CHATTER = re.compile(
    r"\b(?:lol|lmao|rofl|haha\w*|omg|tbh|idk|wtf|ffs|imo|ngl|smh|help|asking for|https?)\b|"
    r"[!<>{}\[\]|\\*#_`~^=@/]|[^\x20-\x7e‘’“”–—…£€À-ɏ]",
    re.IGNORECASE,
)
_NO_SUBJECT = re.compile(
    r"(?:told|said|had|gave|got|went|made|tried|asked|cried|lied|found|started|stopped|left|saw|noticed|felt|spent|bought|"
    r"sent|wrote|lost|paid|cancelled|walked|sat|forgot|did)\b",
    re.IGNORECASE,
)
_WONDERS = re.compile(r"\byou wonder\b", re.IGNORECASE)
_WISHES = re.compile(
    r"\?|\b(?:I['’]d (?:like|rather|love|want)|I (?:want|need|hope|wish)|(?:could|can) (?:we|you|I))\b", re.IGNORECASE
)


def turned(task: Task) -> str:
    """A part in the person's own words; empty where these are not fit for it."""
    text = told_back(task.draft) if task.part == "heard" else said(task.draft, task.message, task.wish)
    return "" if check_own_words(text) else text


def told_back(draft: str) -> str:
    """A message told back, in one to a few sentences; empty where it is not fit for that.

    Args:
        draft: the message, turned to the person (`turning.to_person`), in one line.
    """
    text = draft.strip()
    if not _is_plain(text, _MOST_TOLD) or "?" in text or _I.search(text) or not _YOU.search(_begun(text, "You")):
        return ""
    if any(_YOU.search(quote) for quote in _QUOTED.findall(text)) or unkind(text):
        return ""
    return _ended(_begun(text, "You"))


def said(draft: str, message: str, close: str) -> str:
    """A message as said to the therapist, with a closing sentence; empty where it is not fit, or not plain who is who.

    Args:
        draft: the message, turned to the therapist (`turning.to_therapist`), in one line.
        message: what the person typed.
        close: what the entry would have the person ask for, where the message itself asks for nothing.
    """
    text = draft.strip()
    if not _is_plain(text, _MOST_SAID) or "?" in message or "?" in text or _WONDERS.search(message) or unkind(text):
        return ""
    clear = list(clear_sentences(_begun(text, "I")))
    kept = " ".join(clear)
    if not _WE.search(kept) or len(kept.split()) < _KEPT * len(text.split()):
        return ""
    whole = _ended(kept)
    return whole if _WISHES.search(whole) else f"{whole} {close}"


def _is_plain(text: str, most: int) -> bool:
    """Whole sentences, well spelt, none of them breathless."""
    if not _FEWEST <= len(text.split()) <= most or _CHATTER.search(text) or not is_spelt(text):
        return False
    return all(len(stretch.split()) <= _BREATH for stretch in _STOPS.split(text))


def _begun(text: str, subject: str) -> str:
    """Each sentence with a capital, and with its subject where that was left out: "told her" is "You told her"."""
    begun = []
    for sentence in SENTENCE.split(text):
        whole = f"{subject} {sentence[:1].lower()}{sentence[1:]}" if _NO_SUBJECT.match(sentence) else sentence
        begun.append(whole[:1].upper() + whole[1:])
    return " ".join(begun)


def _ended(text: str) -> str:
    return text if text.endswith((".", "…", '"', "”")) else f"{text}."
