from collections.abc import Callable, Iterator, Sequence

import pytest

from coach.dialogue.base import Event, Finished, Turn
from coach.dialogue.prompt import Prompts
from coach.dialogue.steps import Steps
from coach.dialogue.turn import Conversation
from coach.dialogue.writer import Writer
from coach.engine.base import Engine, Request
from coach.engine.scripted import ScriptedEngine
from coach.guard.help import load_help
from coach.guard.meaning import Judge
from coach.library.base import Found, Passage, Searcher
from coach.library.entries import Library

Talk = Callable[..., Conversation]


class FoundAlready:
    """A search that always comes to the same."""

    def __init__(self, found: Found) -> None:
        self.found, self.asked = found, 0

    def search(self, text: str, recent: Sequence[str] = (), limit: int = 3) -> Found:
        self.asked += 1
        return self.found

    def close(self) -> None:
        pass


@pytest.fixture
def talk(library: Library) -> Talk:
    """Makes a conversation over an engine, where the search finds the entry on feedback."""

    def make(
        engine: Engine | None = None,
        *,
        finds: str = "tip/give-feedback",
        score: float = 0.8,
        answerable: bool = True,
        searcher: Searcher | None = None,
        judge: Judge | None = None,
        learnt: bool = False,
    ) -> Conversation:
        found = FoundAlready(Found(answerable, (Passage(library.get(finds), score),)))
        writer = Writer(engine, Prompts(learnt=learnt), judge) if engine else None
        return Conversation(Steps(searcher or found, found, load_help(), None, writer), "uk")

    return make


def by_part(heard: str, say: str) -> Callable[[Request], str]:
    """A script that answers each task with its own text."""
    return lambda request: say if "Wish:" in request.messages[-1].content else heard


@pytest.fixture
def good() -> ScriptedEngine:
    return ScriptedEngine(
        by_part(
            "The homework is pointless, but she's so nice, and you don't want to hurt her.",
            "The homework is pointless, but you're so nice, and I don't want to hurt you.",
        )
    )


def finish(events: Iterator[Event]) -> tuple[list[Event], Turn]:
    """All events of a turn, and what came of it."""
    happened = list(events)
    last = happened[-1]
    assert isinstance(last, Finished)
    return happened, last.turn
