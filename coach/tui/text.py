"""Text as it may be put on a screen: control characters are shown and not obeyed, long pastes fold."""

import unicodedata

FOLD_LINES, FOLD_CHARACTERS = 8, 900
_HIDDEN = {"Cc", "Cf", "Co", "Cs", "Cn"}
_JOINERS = {"\u200c", "\u200d"}
"""Needed inside words of some scripts, and inside emoji."""


def shown(text: str) -> str:
    """The text with each control or invisible character as a sign that can be seen; line ends and tabs stay."""
    if text.isprintable():
        return text
    return "".join(_sign(letter) for letter in text.replace("\r\n", "\n").replace("\r", "\n"))


def folded(text: str) -> str:
    """The beginning of a long text, and how much more there is."""
    lines = shown(text.strip("\n")).split("\n")
    if len(lines) <= FOLD_LINES and len(text) <= FOLD_CHARACTERS:
        return "\n".join(lines)
    kept = "\n".join(lines[: FOLD_LINES - 2])[:FOLD_CHARACTERS].rstrip()
    more = max(len(text.split()) - len(kept.split()), 1)
    return f"{kept} …\n[{more:,} more words]"


def _sign(letter: str) -> str:
    if letter in "\n\t" or letter in _JOINERS:
        return letter
    code = ord(letter)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return "\ufffd" if unicodedata.category(letter) in _HIDDEN else letter
