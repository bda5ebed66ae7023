"""What a turn is made of."""

from dataclasses import dataclass

from coach.dialogue.answering import Answerer
from coach.dialogue.sorting import Sorter
from coach.dialogue.writer import Writer
from coach.guard.help import Help
from coach.guard.opinion import Listener
from coach.library.base import Searcher
from coach.papers.base import Quoter


@dataclass(frozen=True)
class Steps:
    """The parts that take a message to its reply.

    Attributes:
        searcher: finds entries.
        by_words: finds entries where `searcher` cannot; needs no model.
        help: pages written by people.
        listener: hears danger beside the rules; None where it cannot be had.
        writer: words the reply for this person; None where no model is used.
        papers: finds what the person's own papers say; None where they cannot be searched.
        sorter: tells what of a later message is said to the program; None leaves that to rules.
        answerer: tells what of a later message asks about the telling itself; None leaves that to the search.
    """

    searcher: Searcher
    by_words: Searcher
    help: Help
    listener: Listener | None = None
    writer: Writer | None = None
    papers: Quoter | None = None
    sorter: Sorter | None = None
    answerer: Answerer | None = None
