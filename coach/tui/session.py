"""The core as the screens see it: loads in the background, and answers one message at a time."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.errors import CoachError, ModelError
from coach.settings import Settings
from coach.tui.practice import Practice

if TYPE_CHECKING:
    from coach.assembly import Parts
    from coach.dialogue.base import Event
    from coach.dialogue.turn import Conversation
    from coach.rehearsal.base import Exchange, Style
    from coach.rehearsal.play import Rehearsal


class Session:
    """One conversation over the parts, which are made in a thread: the first frame does not wait for them.

    Attributes:
        problems: what could not be had, to be told; the coach works without it.
        doing: what is going on, in a word or two, for the line at the top.
        loaded: whether all has been loaded that could be; a message sent before waits for it.
    """

    def __init__(self, settings: Settings, make: "Callable[[], Parts]") -> None:
        """Nothing is loaded yet; `make` puts the parts together, in a thread."""
        self._settings, self._make = settings, make
        self._parts: Parts | None = None
        self._conversation: Conversation | None = None
        self._failed: CoachError | None = None
        self._made, self._stop = threading.Event(), threading.Event()
        self.problems: list[CoachError] = []
        self.doing = "starting…"
        self.loaded = False
        self.practice = Practice()

    @property
    def parts(self) -> "Parts":
        """The parts; waits until they are made.

        Raises:
            CoachError: they cannot be.
        """
        self._made.wait()
        if self._parts is None:
            raise self._failed or CoachError("The coach could not start", "Nothing is lost. Start it again.")
        return self._parts

    @property
    def made(self) -> bool:
        """Whether `parts` can be had without waiting."""
        return self._made.is_set() and self._parts is not None

    @property
    def model(self) -> str:
        """What the model is called; empty where there is none."""
        return self._parts.model if self._parts and self._parts.engine else ""

    def load(self, on_made: Callable[[], object]) -> None:
        """Make the parts, then load the search and the model. In a thread; takes seconds.

        Raises:
            CoachError: the library itself cannot be read.
        """
        try:
            self._parts = self._make()
        except CoachError as error:
            self._failed = error
            raise
        finally:
            self._made.set()
        self.problems.extend(self._parts.problems)
        self._conversation = self._parts.conversation(self._settings.country)
        on_made()
        try:
            self._parts.prepare()
        except CoachError as error:
            self.problems.append(error)
            if isinstance(error, ModelError):
                self._without_model()
        if lacking := self._parts.lacking:
            self.problems.append(lacking)
        self.loaded = True

    def reply(self, text: str, *, again: bool = False) -> "Iterator[Event]":
        """Answer a message; waits until the parts are made.

        Raises:
            CoachError: there is nothing to answer with.
        """
        parts = self.parts
        if self._conversation is None:
            self._conversation = parts.conversation(self._settings.country)
        yield from self._conversation.reply(text, again=again)

    def rehearsal(self, goal: str, style: "Style") -> "Rehearsal":
        """A new rehearsal; waits until the parts are made.

        Raises:
            CoachError: it cannot be begun.
        """
        return self.parts.rehearsal(goal, style, self._settings.country)

    def screened(self, text: str) -> "Exchange":
        """What was written beside the conversation, screened as a message is; nothing is played.

        Raises:
            CoachError: the parts cannot be made.
        """
        return self.rehearsal(text, "warm").screen_goal()

    def cancel(self) -> None:
        """Stop the model."""
        if self._conversation:
            self._conversation.cancel()

    def forget(self) -> None:
        """Begin a new conversation."""
        if self._parts:
            self._conversation = self._parts.conversation(self._settings.country)

    def use_country(self, code: str) -> None:
        """Show this country's help lines from now on."""
        self._settings = self._settings.with_(country=code)
        if self._conversation:
            self._conversation.country = code

    def fetch_model(self, on_progress: Callable[[str, int], object]) -> bool:
        """Bring what is missing onto this machine, and use it from now on. In a thread; takes minutes.

        Args:
            on_progress: is told what is on its way, and the percentage; "" when all has come and is being loaded.

        Returns:
            Whether there was anything to fetch.

        Raises:
            CoachError: it cannot be had.
        """
        from coach.assembly import EMBEDDER, LARGER, assemble
        from coach.models.choose import default_card
        from coach.models.fetch import Progress, fetch
        from coach.models.store import Store

        store = Store()
        wanted = (store.catalog.get(EMBEDDER), default_card(store), store.catalog.get(LARGER))
        missing = [card for card in wanted if store.state(card) != "present"]
        for card in missing:

            def tell(step: Progress, label: str = card.label) -> None:
                on_progress(label, 100 * step.done // step.total)

            fetch(card, store, tell, self._stop)
        if missing and self._parts and self._conversation:
            on_progress("", 100)
            fresh = assemble(None, self._settings.with_(model=""))
            fresh.prepare()
            self._parts.take_over(fresh)
            self._conversation.steps = self._parts.conversation().steps
        return bool(missing)

    def close(self) -> None:
        """End the child processes."""
        self._stop.set()
        if self._parts:
            self._parts.close()

    def _without_model(self) -> None:
        if self._parts and self._conversation:
            if self._parts.engine:
                self._parts.engine.close()
            self._parts.engine = None
            self._conversation.steps = replace(self._conversation.steps, writer=None)
