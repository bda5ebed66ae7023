"""The conversation."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Label
from textual.worker import Worker, WorkerState

from coach.dialogue.base import Event, Finished, Notice, PartReady, Screened, Searched, Writing
from coach.errors import CoachError
from coach.tui.actions import TALK, bindings
from coach.tui.session import Session
from coach.tui.widgets.help_beside import HelpBeside
from coach.tui.widgets.line import Line
from coach.tui.widgets.message_input import MessageInput
from coach.tui.widgets.reply_view import ReplyView
from coach.tui.widgets.top_line import TopLine

_ASK = "What would you like to say to your therapist, or ask?"
_STILL_LOADING = "The library is still being loaded. Your message waits; help now (F1) does not."
_WORDS = {"heard": "finding words…", "say": "finding words…"}


class TalkScreen(Screen[None]):
    """Messages and replies above, the field to type in below."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(TALK)

    @dataclass
    class Happened(Message):
        """Something happened in the turn that this view shows."""

        view: ReplyView
        event: Event

    @dataclass
    class Failed(Message):
        """The turn could not be made; what was typed goes back to the field."""

        view: ReplyView
        error: CoachError

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._busy: ReplyView | None = None
        self._follow = False
        self._next = ""

    def compose(self) -> ComposeResult:
        """Top line, conversation, field, footer."""
        yield TopLine(self._session, "Talk")
        with VerticalScroll(id="conversation", can_focus=False):
            yield Line(classes="reminder")
        yield Label(_ASK, id="ask")
        yield MessageInput()
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one(MessageInput).focus()

    def remind(self, text: str) -> None:
        """Say again that this is a program."""
        first = self.query_one(".reminder", Line)
        if self._views():
            self._scroll().mount(Line(text, classes="reminder", markup=False))
        else:
            first.put(text)

    # Sending

    @on(MessageInput.Sent)
    async def _sent(self, event: MessageInput.Sent) -> None:
        if not event.text.strip():
            return
        self.query_one(MessageInput).take(event.text)
        await self.meet(event.text)

    async def meet(self, line: str) -> None:
        """Take up a message, which may speak of danger and cannot wait: what the model is at is stopped."""
        if self._busy:
            self._next = f"{self._next}\n{line}" if self._next else line
            self._doing("stopping…")
            self._session.cancel()
            self.notify("That comes next.")
        else:
            await self._send(line)

    async def _send(self, text: str) -> None:
        view = ReplyView(text, datetime.now().strftime("%H:%M"))
        await self._scroll().mount(view)
        self._begin(view, again=False)

    @on(ReplyView.Another)
    def _another(self, event: ReplyView.Another) -> None:
        if self._busy:
            self.notify("Still finding words. Esc stops it.")
        elif not self._is_last(event.view):
            self.notify("Other words can be had for the last message only.")
        else:
            event.view.again()
            self._begin(event.view, again=True)

    def _begin(self, view: ReplyView, *, again: bool) -> None:
        self._busy = view
        self._follow = True
        if self._session.loaded:
            self._doing("reading…")
        else:
            view.waits(_STILL_LOADING)
        self._show(view)
        self.refresh_bindings()
        self._answer(view, again)

    @work(thread=True, group="turn", exit_on_error=False)
    def _answer(self, view: ReplyView, again: bool) -> None:
        """Runs in a thread: only posts messages, never touches a widget."""
        try:
            for event in self._session.reply(view.message, again=again):
                self.post_message(self.Happened(view, event))
        except CoachError as error:
            self.post_message(self.Failed(view, error))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """An error that nobody expected is told like any other."""
        if event.worker.group == "turn" and event.state is WorkerState.ERROR and self._busy:
            error = CoachError("Something went wrong", "Nothing is lost: what you typed is back in the field.")
            self.post_message(self.Failed(self._busy, error))

    # What happens in a turn

    @on(Happened)
    def _happened(self, message: Happened) -> None:
        view, event = message.view, message.event
        if not view.is_mounted:
            return
        match event:
            case Screened(page=page, verdict=verdict) if page:
                view.help_page(page, verdict.level == "crisis")
            case Searched(answerable=answerable, passages=passages):
                view.found(answerable, passages)
            case Writing(part=part):
                self._doing(_WORDS[part])
            case PartReady():
                view.part(event)
            case Notice(title=title, msg=msg):
                view.note(f"{title}. {msg}")
            case Finished(turn=turn):
                view.finished(turn)
                self._done()

    @on(ReplyView.Grew)
    def _grew(self, event: ReplyView.Grew) -> None:
        if self._follow and self._is_last(event.view):
            self._show(event.view)

    def _show(self, view: ReplyView) -> None:
        """Bring the message to the top, so that the reply unfolds below it."""
        self._scroll().scroll_to_widget(view, top=True, animate=False)

    def on_mouse_scroll_up(self) -> None:
        """Who scrolls wants to read something else."""
        self._follow = False

    @on(Failed)
    async def _failed(self, message: Failed) -> None:
        field = self.query_one(MessageInput)
        if not field.text:
            field.text = message.view.message
        await message.view.remove()
        self.notify(message.error.msg, title=message.error.title, severity="error", timeout=12)
        self._done()

    def _done(self) -> None:
        self._busy = None
        self._doing("ready")
        self.refresh_bindings()
        if self._next:
            text, self._next = self._next, ""
            self.call_later(self._send, text)

    def _doing(self, what: str) -> None:
        self._session.doing = what
        self.query_one(TopLine).look()

    # What a person can do

    def action_stop(self) -> None:
        """Stop the model, or go back to typing."""
        if self._busy:
            self._doing("stopping…")
            self._session.cancel()
        else:
            self.query_one(MessageInput).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Stop is there only while there is something to stop, or a reply is selected."""
        _ = parameters
        if action == "stop":
            return self._busy is not None or isinstance(self.focused, ReplyView)
        return True

    def action_older(self) -> None:
        """Select the reply before."""
        self._select(-1)

    def action_newer(self) -> None:
        """Select the reply after; after the last one comes the field."""
        self._select(1)

    def _select(self, step: int) -> None:
        stops = [*self._views(), self.query_one(MessageInput)]
        at = next((n for n, stop in enumerate(stops) if stop is self.focused), len(stops) - 1)
        stops[max(0, min(at + step, len(stops) - 1))].focus()

    async def action_forget(self) -> None:
        """Forget this conversation."""
        if self._busy:
            self._session.cancel()
        self._session.forget()
        self._busy, self._next = None, ""
        await self.query(ReplyView).remove()
        self._doing("ready")
        self.query_one(MessageInput).focus()

    @on(ReplyView.Reworded)
    async def _reworded(self, event: ReplyView.Reworded) -> None:
        """What the person makes of the words is screened, like all they write."""
        await event.view.query(HelpBeside).remove()
        beside = HelpBeside(self._session)
        await event.view.mount(beside)
        beside.listen(event.words)

    @on(ReplyView.Copy)
    def _copy(self, event: ReplyView.Copy) -> None:
        self.app.copy_to_clipboard(event.text)
        self.notify("Handed to the terminal's clipboard.")

    def _is_last(self, view: ReplyView) -> bool:
        """Whether it is the last one that is there; it may have been taken away since it told something."""
        return self._views()[-1:] == [view]

    def _views(self) -> list[ReplyView]:
        return list(self.query(ReplyView))

    def _scroll(self) -> VerticalScroll:
        return self.query_one("#conversation", VerticalScroll)
