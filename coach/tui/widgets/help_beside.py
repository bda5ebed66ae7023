"""Listens to what is written beside the conversation; where there is danger in it, shows where help is.

Nobody can answer here: in danger the conversation takes up the line, otherwise it is one key away.
"""

from dataclasses import dataclass

from textual import on, work
from textual.containers import Vertical
from textual.message import Message
from textual.worker import Worker, WorkerState

from coach.errors import CoachError
from coach.rehearsal.base import Exchange
from coach.tui.session import Session
from coach.tui.widgets.exchange_view import ExchangeView
from coach.tui.widgets.line import Line

_ANSWER = "To answer, or to talk about it: F2 goes to the conversation."


class HelpBeside(Vertical):
    """Empty until there is something to show; then it comes into view."""

    @dataclass
    class Heard(Message):
        """There may be danger in this line."""

        asked: Exchange

    @dataclass
    class Met(Message):
        """There is danger in this line: the conversation takes it up."""

        line: str

    def __init__(self, session: Session) -> None:
        super().__init__(classes="help-beside")
        self._session = session

    def listen(self, text: str) -> None:
        """Screen a line that was written, as a message is screened."""
        if text.strip():
            self._listen(text)

    @work(thread=True, group="listen", exit_on_error=False)
    def _listen(self, text: str) -> None:
        """Runs in a thread: only posts messages, never touches a widget. Danger is told even if this one has gone."""
        try:
            asked = self._session.screened(text)
        except CoachError as error:
            self.app.call_from_thread(self.notify, error.msg, title=error.title, severity="warning")
            return
        if asked.page:
            self.post_message(self.Heard(asked))
        if asked.verdict.level == "crisis":
            self.app.post_message(self.Met(text))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A line that could not be screened is no quiet matter."""
        if event.state is WorkerState.ERROR:
            self.notify("What you wrote could not be read for danger. F1 shows where help is.", severity="warning")

    @on(Heard)
    async def _heard(self, event: Heard) -> None:
        event.stop()
        await self.remove_children()
        await self.mount(ExchangeView(event.asked), Line(_ANSWER, classes="quiet", markup=False))
        self.call_after_refresh(self.scroll_visible, animate=False)
