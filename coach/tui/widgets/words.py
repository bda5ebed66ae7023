"""Messages that send words to say, wherever they stand, to the card or to a rehearsal."""

from dataclasses import dataclass

from textual.message import Message


@dataclass
class Keep(Message):
    """These words belong on the card."""

    words: str


@dataclass
class Practise(Message):
    """These words are to be rehearsed."""

    words: str
