"""A turn that is being made."""

import time
from dataclasses import dataclass, field

from coach.dialogue.answering import Asked
from coach.dialogue.base import Origin, PartReady, ReplyKind, Turn
from coach.dialogue.dictated import Named
from coach.dialogue.following import Wish
from coach.dialogue.taken import Taken
from coach.dialogue.writer import Tally
from coach.guard.base import HelpPage, Part, Verdict
from coach.library.base import Found, Passage
from coach.library.message import SENTENCES
from coach.papers.base import Quote

CLEAR = Verdict("clear", "none")
_NOTHING = Found(False, ())
_NONE = Named()
_NOT_ASKED = Asked()


@dataclass
class UnderWay:
    """What is known of a turn so far.

    Attributes:
        message: what was typed.
        nth: how often other words have been asked for.
        taken: what the message is taken for.
        chosen: which of the entries beneath the reply before it names by its number, from 0; None for none.
        about: the turn before that its wish is about.
        named: what it names as the words for the therapist.
        asked: what it asks about the telling itself.
        topic: what the conversation stood on before.
        rejects: the id of the entry that the reply before stood on, where that was not meant; else empty.
    """

    message: str
    nth: int
    taken: Taken
    chosen: int | None = None
    about: Turn | None = None
    begun: float = field(default_factory=time.perf_counter)
    verdict: Verdict = CLEAR
    found: Found = _NOTHING
    named: Named = _NONE
    asked: Asked = _NOT_ASKED
    topic: Passage | None = None
    rejects: str = ""
    quotes: tuple[Quote, ...] = ()
    page: HelpPage | None = None
    kind: ReplyKind = "coaching"
    words: dict[Part, str] = field(default_factory=dict)
    origin: dict[Part, Origin] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    model: str | None = None
    screen_ms: float | None = None
    search_ms: float | None = None
    first_shown: float | None = None
    stopped: bool = False

    @property
    def wish(self) -> Wish | None:
        """What it wishes of the reply before."""
        return self.taken.wish

    @property
    def said(self) -> str:
        """What it says of the person's own, to search for and to put into words."""
        return self.taken.said or self.message

    def besides(self, says: str) -> str | None:
        """What is said besides the questions that a page answers; None where none does."""
        if not self.asked.answers:
            return None
        return " ".join(one for one in SENTENCES.split(says) if one in self.asked.besides)

    def set(self, part: Part, text: str, origin: Origin) -> PartReady:
        """A part is ready to be shown."""
        if self.first_shown is None:
            self.first_shown = time.perf_counter()
        self.words[part], self.origin[part] = text, origin
        return PartReady(part, text, origin)
