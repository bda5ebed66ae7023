"""Take a message apart for the search: sentences of a long one, and what a follow-up follows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

SHORT = 5
"""Words up to which a message is read together with the one before it."""
LONG = 30
"""Words from which a message is also searched in parts."""
PART, MOST_WORDS, MOST_PARTS = (8, 40), 150, 48
"""Words that a part has (at least, at most), its most in very long messages, and the most parts."""

_FOLLOW_UP = re.compile(
    r"\s*(?:and|but|or|so|also|then|what if|what about|how about|why not|even if|like what)\b", re.I
)
OF_THERAPY = re.compile(
    r"therap|counsel|session|shrink|psych|appointment|\bin (?:there|here)\b|\bthe room\b|clinic|homework", re.IGNORECASE
)
"""A word of therapy; without one, a message may well be of something else in a life."""
_POLITELY = (
    r"(?:(?:so|and|but|hey|hi|hello|ok|please|just|now|(?:can|could|would|will) you|i (?:need|want|would like) you to|"
    r"i['’]d like you to),? )*"
)
_ASKS = re.compile(
    rf"{_POLITELY}(?:how|what|what['’]?s|why|when|where|who|which|can|could|is|are|do|does|did|should|will|would|please|"
    r"tell|show|find|get|give|make|write|set|play|remind|wake|turn|call|order|book|add|send|say|read|list|explain|"
    r"translate|help|let|schedule|change|check|put|look|search|pretend|(?:i )?need to know|"
    r"i (?:need|want|would like) you|i['’]d like you)\b(?!['’]t\b)",
    re.IGNORECASE,
)
_ORDERS = re.compile(
    rf"{_POLITELY}(?:play (?:some|the|a|me)|set (?:(?:an?|the|my) )?(?:alarm|timer|reminder|warning)|"
    r"remind me (?:to|at|in|of)|wake me|turn (?:on|off|up|down|the)|order me|book (?:me|a|us)|translate|"
    r"schedule (?:a|an|the)|pretend (?:you|to be my)|"
    r"say (?:yes|no|hello|thank you|something) (?:in|ten|\w+ times|again)|read me|"
    r"sing (?:me|a|happy)|list (?:me|the|all)|find (?:me|the|out for me)|search (?:for|the web)|look up|"
    r"get me (?!out)|make me an? |write (?:an?|me) |draw an? |calculate|convert|"
    r"check (?:this|my (?:spelling|grammar)|the weather)|send (?:an?|this)|spell )",
    re.IGNORECASE,
)
"""Told to a program as to a servant."""
_OF_ONESELF = re.compile(r"\b(?:i|my|me|i['’]?m|i['’]?ve|i['’]d|we|our|mine|died|passed away)\b", re.IGNORECASE)
_LEFT_OUT = re.compile(
    r"(?:(?:just|still|honestly|only|again|never|always) )*(?:can['’]?t|cannot|couldn['’]?t|haven['’]?t|"
    r"didn['’]?t|don['’]?t (?:know|want|feel|like|trust)|"
    r"not (?:slept|spoken|eaten|been|told|coping|sleeping)|drank|spent|lost|missed|forgot|told|lied|yelled|shouted|"
    r"screamed|snapped|stole|kissed|slept|cheated|gained|retired|moved|failed|dropped|quit|split up|broke up|been|"
    r"feeling|scared|tired of|fed up|ashamed|lonely|stuck|worried|jealous|relapsed|"
    r"got (?:dumped|sacked|fired|drunk)|(?:mum|mom|mam|dad|nan|gran|husband|wife|hubby|boss|landlord|ex|roommate|back|"
    r"knees?|diabetes)(?:['’]?s)?(?= (?:is|are|was|were|has|have|got|been|gone|keeps?|says?|said|won['’]?t|"
    r"can['’]?t|put|rang|left|numbers|the|a|not|in)\b))\b",
    re.IGNORECASE,
)
"""Told of oneself with "I" left out: "drank again saturday"."""
SENTENCES = re.compile(r"(?<=[.!?…])(?<!\b[DMdm]r\.)(?<!\b[Mm]rs\.)(?<!\b[Mm]s\.)\s+|\n+")
"""Between two sentences, as people type them; not behind "Dr."."""


@dataclass(frozen=True)
class Query:
    """What is searched for.

    `whole` is the message; `joined` the message behind the one it follows, or None; `parts` are
    the pieces of a long message, in order, none for a short one.
    """

    whole: str
    joined: str | None
    parts: tuple[str, ...]

    @property
    def of_therapy(self) -> bool:
        """Whether it, or what it follows, has a word of therapy in it."""
        return bool(OF_THERAPY.search(self.joined or self.whole))

    @property
    def tells(self) -> bool:
        """Whether it tells of oneself, asks nothing and orders nothing."""
        return "?" not in self.whole and self.of_oneself and not _ASKS.match(self.whole)

    @property
    def of_oneself(self) -> bool:
        """Whether it speaks of who typed it."""
        return bool(_OF_ONESELF.search(self.whole) or _LEFT_OUT.match(self.whole))

    @property
    def orders(self) -> bool:
        """Whether it has a program do something that is no matter of words or of therapy: play, wake, translate."""
        return bool(_ORDERS.match(self.whole)) and not self.of_therapy

    @property
    def texts(self) -> tuple[str, ...]:
        """All of them: the whole first, then the joined one if there is one, then the parts."""
        return (self.whole, *((self.joined,) if self.joined else ()), *self.parts)


def query(text: str, recent: Sequence[str] = ()) -> Query:
    """Take a message apart.

    Args:
        text: the message, any length.
        recent: earlier messages, oldest first.
    """
    whole = " ".join(text.split())
    size = len(whole.split())
    follows = size <= SHORT or (size < LONG and _FOLLOW_UP.match(whole) is not None)
    before = _topic(recent) if follows else ""
    return Query(whole, f"{before} {whole}" if before else None, parts(text) if size >= LONG else ())


def _topic(recent: Sequence[str]) -> str:
    """The latest message that says enough to be followed, cut to a part's length; empty where there is none."""
    told = [earlier.split() for earlier in recent if len(earlier.split()) > SHORT]
    return " ".join(told[-1][-PART[1] :]) if told else ""


def parts(text: str) -> tuple[str, ...]:
    """Sentences of a text, short ones joined and long ones cut; of more than enough, the first and the last."""
    most = min(MOST_WORDS, max(PART[1], len(text.split()) // MOST_PARTS + 1))
    found: list[list[str]] = []
    for sentence in SENTENCES.split(text):
        tokens = sentence.split()
        for start in range(0, len(tokens), most):
            piece = tokens[start : start + most]
            if found and len(found[-1]) < PART[0] and len(found[-1]) + len(piece) <= most:
                found[-1] += piece
            else:
                found.append(piece)
    if len(found) > MOST_PARTS:
        found = found[: MOST_PARTS // 2] + found[-MOST_PARTS // 2 :]
    return tuple(" ".join(piece) for piece in found)
