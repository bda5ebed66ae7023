"""What "heard" and "say" are without a model, and which of them a model is asked for."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from coach.dialogue.dictated import Named
from coach.dialogue.nearby import offers
from coach.dialogue.own import Own, is_long, own_words
from coach.dialogue.prompt import WRITTEN, Task, Written
from coach.dialogue.telling import is_left_to_entry
from coach.library.base import Passage

_FEW = 4
"""Words beside a question that is answered; they are hardly what is to be said to a therapist."""
_ORDER = re.compile(
    r"\b(?:give|write|make|need|want|would like|i['’]d like)\b[^.?!]{0,40}\b(?:sentences?|lines?|words|version)\b|"
    r"\b(?:give|write) me\b|\b(?:make|say|put) (?:it|that) (?!to\b)|\bput (?:in|both)\b|\btry again\b|"
    r"\b(?:something|one) (?:that says|where i)\b",
    re.IGNORECASE,
)
"""What is ordered of the program; a model takes it for what is to be said."""


class Message(NamedTuple):
    """What is put into words.

    Attributes:
        text: what the message says of the person's own.
        told: whether it says anything that can be put to a therapist; if not, nothing of it is.
        before: what the person said before, oldest first.
        named: what they named as the words for their therapist.
        besides: what it says besides the questions that a page answers; None where none does.
    """

    text: str
    told: bool
    before: Sequence[str]
    named: Named
    besides: str | None = None

    @property
    def only_asks(self) -> bool:
        """Whether hardly anything is said besides questions that a page answers."""
        return self.besides is not None and len(self.besides.split()) <= _FEW


class Prepared(NamedTuple):
    """What stands ready.

    Attributes:
        tasks: for each part, what a model would be asked.
        words: what is shown for each part where no model words it.
        for_model: the parts that a model is asked for.
        passed: for each part, how many times the words of people were offered before the model's.
    """

    tasks: Mapping[Written, Task]
    words: Mapping[Written, str]
    for_model: tuple[Written, ...]
    passed: Mapping[Written, int]


def prepared(
    message: Message, best: Passage, general: Mapping[Written, str], *, again: int, nth: int, learnt: bool | None
) -> Prepared:
    """Make ready what can be said in the person's own words, or is written for the case they are in.

    Args:
        message: what is put into words.
        best: the passage that was found for it.
        general: what stands in for each part where nothing else does.
        again: how often other words have been asked for.
        nth: the same, and how often the same entry has been shown before.
        learnt: whether the model has learnt this from examples; None where there is no model.
    """
    tasks, own, spare, core = _own_words(message, best, nth)
    if not message.told and not message.named.words:
        own = spare = dict.fromkeys(WRITTEN, "")
    offered = {part: offers(wanted, own[part], best) for part, wanted in tasks.items()}
    ready = {part: some[again] if again < len(some) else "" for part, some in offered.items()}
    stays: dict[Written, str] = {"heard": offered["heard"][0], "say": own["say"]}
    words = {part: ready[part] or stays[part] or spare[part] or text for part, text in general.items()}
    too_long = not core and bool(message.before) and is_long(message.text, message.before)
    orders = bool(message.before) and bool(_ORDER.search(message.text))
    by_people = {"say": too_long or message.only_asks or orders, "heard": message.besides is not None}
    for_model = tuple(
        part
        for part in WRITTEN
        if learnt is not None and message.told and not ready[part]
        if not is_left_to_entry(tasks[part], learnt=learnt)
        if not by_people[part]
    )  # fmt: skip
    return Prepared(tasks, words, for_model, {part: sum(map(bool, some[:again])) for part, some in offered.items()})


def _own_words(message: Message, best: Passage, nth: int) -> Own:
    """In the person's own words; questions that a page answers are told back, and are not said to the therapist."""
    own = own_words(message.text, best, message.before, nth, message.named)
    if message.besides is None or message.named.words:
        return own
    if message.only_asks:
        return own._replace(words=own.words | {"say": ""}, spare=own.spare | {"say": ""}, core="")
    rest = own_words(message.besides, best, message.before, nth)
    return Own(
        own.tasks | {"say": rest.tasks["say"]},
        own.words | {"say": rest.words["say"]},
        own.spare | {"say": rest.spare["say"]},
        rest.core,
    )
