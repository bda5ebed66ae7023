"""A screen on which one thing at a time may take a while; it runs in a thread, and the screen never waits."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import on, work
from textual.message import Message
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from coach.errors import CoachError
from coach.tui.session import Session

Then = Callable[[], None]


class WaitingScreen(Screen[None]):
    """What is waited for returns what is then to be shown; nothing else may touch a widget."""

    @dataclass
    class Ready(Message):
        """It is there; `then` shows it."""

        then: Then

    @dataclass
    class Failed(Message):
        """It could not be had; nothing that was typed is lost."""

        error: CoachError

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._busy = False

    def step(self) -> None:
        """Show where things stand, after a failure too."""

    def wait_for(self, work: Callable[[], Then]) -> None:
        """Do this in a thread, unless something is being waited for."""
        if not self._busy:
            self._busy = True
            self._session.doing = "finding words…"
            self._work(work)

    def told(self, title: str, msg: str, severity: SeverityLevel = "warning") -> None:
        """Say something that the person should know."""
        self.notify(msg, title=title, severity=severity, timeout=12)

    @work(thread=True, group="waited", exit_on_error=False)
    def _work(self, work: Callable[[], Then]) -> None:
        try:
            self.post_message(self.Ready(work()))
        except CoachError as error:
            self.post_message(self.Failed(error))
        finally:
            self._session.doing = "ready"

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """An error that nobody expected is told like any other."""
        if event.worker.group == "waited" and event.state is WorkerState.ERROR:
            self.post_message(self.Failed(CoachError("Something went wrong", "What you typed is still in the field.")))

    @on(Ready)
    def _ready(self, event: Ready) -> None:
        self._busy = False
        event.then()

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        self._busy = False
        self.told(event.error.title, event.error.msg, "error")
        self.step()
