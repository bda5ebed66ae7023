"""The types of the guard: what the screen heard in a message, and what a check found in a sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

Level = Literal["clear", "concern", "crisis"]
Kind = Literal["none", "self-harm", "harm-to-others", "abuse", "unsafe-therapist", "medical"]
Topic = Literal[
    "diagnosis", "medicine", "treatment", "identity", "therapist-role", "instructions", "program", "greeting"
]
Part = Literal["heard", "help", "say", "bring"]
PARTS: tuple[Part, ...] = ("heard", "help", "say", "bring")
_BY_MEANING = frozenset({"classifier", "model"})
"""Who hears danger without a phrase that says it."""
PERHAPS = "-perhaps"
"""The end of the name of a page that asks before it takes a message for a crisis."""


@dataclass(frozen=True)
class Evidence:
    """Why: the rule that spoke, by name, and the words of the message it spoke about."""

    rule: str
    text: str


@dataclass(frozen=True)
class Verdict:
    """What the screen heard. `clear` goes with kind `none`, the other levels never do."""

    level: Level
    kind: Kind
    evidence: tuple[Evidence, ...] = ()

    @property
    def by_phrase(self) -> bool:
        """Whether a phrase that somebody wrote down spoke of the danger, and not only what has learnt to hear it."""
        return any(one.rule not in _BY_MEANING for one in self.evidence)

    @property
    def is_faint(self) -> bool:
        """Whether it is a concern that no phrase spoke of: the message is answered as any other, and asked about. What
        a therapist may be doing is not: who is unsafe with them is not to be sent back."""
        return self.level == "concern" and not self.by_phrase and self.kind != "unsafe-therapist"


@dataclass(frozen=True)
class Limit:
    """The message asks for something the program does not do; the topic says which page answers."""

    topic: Topic
    evidence: Evidence


@dataclass(frozen=True)
class Problem:
    """Why a sentence must not be shown: the rule by name, and the words it is about."""

    rule: str
    text: str


@dataclass(frozen=True)
class HelpLine:
    """Someone who answers: by what means, when, for whom, and what they can and cannot keep private."""

    name: str
    how: str
    hours: str
    about: str
    private: str
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Country:
    """The lines of one country, dated. `code` is ISO 3166 alpha-2 in lower case, or `international`.

    `therapist` says in a few paragraphs whom to turn to there when one's therapist is the danger.
    """

    code: str
    name: str
    emergency: str
    lines: tuple[HelpLine, ...]
    reviewed: date
    therapist: str


@dataclass(frozen=True)
class Wording:
    """One way to say a help page: what was heard, what to do, words to tell someone, a question, what to bring."""

    heard: str
    help: str
    say: str
    question: str
    bring: str = ""


@dataclass(frozen=True)
class HelpPage:
    """What a person in danger, or with a question we must not answer, is shown. Written by people only.

    `turn_to` holds paragraphs on whom to turn to, where a list of lines cannot say it; else it is empty.
    """

    kind: str
    wording: Wording
    emergency: str
    lines: tuple[HelpLine, ...]
    turn_to: str = ""

    @property
    def asks_first(self) -> bool:
        """Whether it says that the message may have been meant in another way."""
        return self.kind.endswith(PERHAPS)


@dataclass(frozen=True)
class Context:
    """What a part may rest on.

    Attributes:
        message: what the person typed.
        draft: the message turned round for this part, in the person's words.
        sources: the words of the entry that was found.
    """

    message: str
    draft: str
    sources: str


Rule = Callable[[str, Context], Problem | None]
"""Why a text must not be shown as a part of a reply, or None where it has nothing against it."""
