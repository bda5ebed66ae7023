from collections.abc import Callable, Sequence

import pytest
from textual.pilot import Pilot

from coach.assembly import Parts
from coach.engine.base import Engine, Request
from coach.engine.scripted import ScriptedEngine
from coach.guard.help import load_help
from coach.guard.opinion import Opinion
from coach.library.base import Searcher
from coach.library.entries import Library
from coach.library.lexical import LexicalSearch
from coach.library.search import LexicalSearcher
from coach.settings import Settings
from coach.tui.app import CoachApp
from coach.tui.session import Session
from coach.tui.widgets.message_input import MessageInput
from coach.tui.widgets.reply_view import ReplyView

HOMEWORK = "the homework is pointless but shes so nice, i dont want to hurt her!"
HEARD = "The homework is pointless but she's so nice, and you don't want to hurt her."
SAY = "The homework is pointless but you're so nice, and I don't want to hurt you."
AGREED = Settings(country="uk", consent="1", opened="2999-01-01")
Make = Callable[..., CoachApp]


def script(request: Request) -> str:
    return SAY if "Wish:" in request.messages[-1].content else HEARD


class Calm:
    """A judge that hears no danger and finds everything near."""

    def listen(self, text: str, recent: Sequence[str] = ()) -> Opinion:
        return Opinion(0.0, 0.0, "none", "")

    def keeps(self, message: str, part: str, sentence: str) -> float | None:
        return None

    def likeness(self, text: str, others: Sequence[str]) -> float:
        return 1.0


@pytest.fixture
def make_app(library: Library, lexical: LexicalSearch, by_words: LexicalSearcher) -> Make:
    """Puts the program together over the real library, a scripted engine and the search by words."""

    def make(
        settings: Settings = AGREED, engine: Engine | None = None, searcher: Searcher | None = None, model: bool = True
    ) -> CoachApp:
        def parts() -> Parts:
            writes = (engine or ScriptedEngine(script)) if model else None
            name = writes.name if writes else ""
            return Parts(library, load_help(), lexical, by_words, searcher or by_words, Calm(), writes, name)

        return CoachApp(Session(settings, parts), settings)

    return make


async def until(pilot: Pilot[None], done: Callable[[], object], seconds: float = 10.0) -> None:
    """Wait for a condition; fails where it does not come true."""
    for _ in range(int(seconds / 0.02)):
        if done():
            return
        await pilot.pause(0.02)
    raise AssertionError("what was waited for did not happen")


def views(app: CoachApp) -> list[ReplyView]:
    return list(app.talk.query(ReplyView))


def field(app: CoachApp) -> MessageInput:
    return app.talk.query_one(MessageInput)


async def ready(pilot: Pilot[None], app: CoachApp) -> None:
    """Wait until all is loaded and the conversation is in front."""
    await until(pilot, lambda: app.session.doing == "ready" and app.screen is app.talk and field(app).has_focus)


async def say(pilot: Pilot[None], app: CoachApp, text: str) -> ReplyView:
    """Type a message, send it, and wait for the end of the reply."""
    before = len(views(app))
    field(app).insert(text)
    await pilot.press("enter")
    await until(pilot, lambda: len(views(app)) > before and views(app)[-1].turn is not None)
    await pilot.pause()
    return views(app)[-1]


async def begin(pilot: Pilot[None], app: CoachApp, text: str) -> None:
    """Type a message, send it, and wait until the model has begun."""
    await ready(pilot, app)
    field(app).insert(text)
    await pilot.press("enter")
    await until(pilot, lambda: app.session.doing == "finding words…")


def shown(app: CoachApp, place: str) -> str:
    """What a place of the last reply shows; empty where it is not on show."""
    line = views(app)[-1].query_one(place)
    return str(line.render()) if line.display else ""
