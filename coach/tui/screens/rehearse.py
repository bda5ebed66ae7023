"""Rehearse: what to say, to whom, the practice itself, and what is said about it. Marked as role-play throughout."""

from dataclasses import dataclass
from textwrap import shorten
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Footer, OptionList
from textual.widgets.option_list import Option

from coach.errors import CoachError
from coach.rehearsal.base import STYLES, Exchange, Feedback, Sizes, Style
from coach.rehearsal.ladder import build, load_ladder
from coach.tui.actions import REHEARSE, bindings
from coach.tui.practice import Practice
from coach.tui.screens.ask_path import AskPathScreen
from coach.tui.screens.ladder import LadderScreen
from coach.tui.screens.waiting import Then, WaitingScreen
from coach.tui.session import Session
from coach.tui.text import shown
from coach.tui.widgets.exchange_view import ExchangeView
from coach.tui.widgets.feedback_view import FeedbackView
from coach.tui.widgets.line import Line
from coach.tui.widgets.message_input import MessageInput
from coach.tui.widgets.top_line import TopLine

_ASK = "What is it that you want to say to your therapist?"
_ASIDE = "Not sure? F11 shows eight signs of holding back, F12 some short exercises. Ctrl+P has both."
_LOOKING = "Looking for a first sentence…"
_CHOOSE = "A first sentence, in three sizes. Enter takes one; you can change it before you say it."
_WHO = "And how is your therapist, on the day you have in mind?"
_IN_WORDS = "Who do you have in mind? It stands above the talk, for you to see."
_ABOUT = "Your therapist, in a word or two"
_LONGEST_ABOUT = 40
_SAY = "Say it as you would say it there."
_DONE = "The talk has come to an end. Enter goes on to what was said about it."


class RehearseScreen(WaitingScreen):
    """Four steps on one page: the goal, the first sentence, the style, the practice; then feedback in its place."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(REHEARSE)

    @dataclass
    class Met(Message):
        """There was danger in this line: the conversation takes it up."""

        line: str

    def __init__(self, session: Session, practice: Practice) -> None:
        super().__init__(session)
        self._practice = practice

    def compose(self) -> ComposeResult:
        """Top line, the page, the field, the footer."""
        yield TopLine(self._session, "Rehearse")
        yield Line(classes="role", id="role")
        with VerticalScroll(id="stage", can_focus=False):
            yield Vertical(id="played")
            yield Line(id="question")
            yield OptionList(id="choices", classes="hidden", compact=True)
            yield FeedbackView()
        yield MessageInput()
        yield Footer(show_command_palette=False)

    async def on_mount(self) -> None:
        """Where it was left."""
        field = self.query_one(MessageInput)
        field.text = self._practice.draft
        play = self._practice.play
        for exchange in play.exchanges if play else ():
            await self._played().mount(ExchangeView(exchange))
        self.step()

    @on(MessageInput.Changed)
    def _typed(self, event: MessageInput.Changed) -> None:
        self._practice.draft = event.text_area.text

    # The steps

    def step(self) -> None:
        """Ask for what is still missing."""
        now = self._practice
        play = now.play
        self._head()
        if now.feedback:
            self._show_feedback(now.feedback)
        elif play and play.over:
            self._ask(_DONE if not play.stopped else self._session.parts.copy.phrases["stopped"], field=False)
        elif play:
            self._ask("" if play.exchanges else _SAY)
        elif not now.sizes:
            self._ask(_ASK if now.draft.strip() else f"{_ASK}\n\n{_ASIDE}")
        else:
            self._choose(now.sizes)

    def _head(self) -> None:
        play = self._practice.play
        about = shorten(self._practice.about, _LONGEST_ABOUT, placeholder="…")
        told = [play.copy.manners[play.style].title if play else "", about, self._practice.goal]
        shown_here = " · ".join(text for text in ("ROLE-PLAY", *told) if text)
        self.query_one("#role", Line).put(shown_here if self._practice.goal else "")

    def _ask(self, text: str, *, field: bool = True) -> None:
        self.query_one("#choices").add_class("hidden")
        self.query_one("#question", Line).put(text)
        self.query_one(MessageInput).set_class(not field, "hidden")
        if field:
            self.query_one(MessageInput).focus()
        else:
            self.set_focus(None)
        self.query_one("#stage", VerticalScroll).scroll_end(animate=False)
        self.refresh_bindings()

    def _offer(self, question: str, options: list[Option]) -> None:
        self._ask(question, field=False)
        choices = self.query_one("#choices", OptionList)
        choices.clear_options()
        choices.add_options(options)
        choices.remove_class("hidden")
        choices.highlighted = 0
        choices.focus()

    def _choose(self, sizes: Sizes) -> None:
        texts = {"hint": sizes.hint, "headline": sizes.headline, "detail": sizes.detail}
        options = [_option(name.capitalize(), text, f"size:{name}") for name, text in texts.items()]
        self._offer(_CHOOSE, [*options, _option("My own", "Write it yourself.", "size:own")])

    def _who(self) -> None:
        manners = self._session.parts.copy.manners
        styles = [_option(manners[one].title, manners[one].about, f"style:{one}") for one in STYLES]
        words = [_option("In a word or two", self._practice.about or _IN_WORDS, "about:")]
        self._offer(_WHO, styles if self._practice.play else [*styles, *words])

    @on(OptionList.OptionSelected, "#choices")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        kind, _, name = (event.option_id or "").partition(":")
        if kind == "size" and self._practice.sizes:
            self._practice.rung = ""
            self.query_one(MessageInput).text = getattr(self._practice.sizes, name, "")
            self._who()
        elif kind == "style":
            style: Style = name  # type: ignore[assignment]
            self._with(style)
        elif kind == "about":
            self.app.push_screen(AskPathScreen(_ABOUT, self._practice.about), self._about)

    def _about(self, text: str | None) -> None:
        """A word or two on the therapist, which the person sees while they practise; screened like all they write."""
        if text and text.strip():
            self.wait_for(lambda: self._told_about(text))
        else:
            self._who()

    def _told_about(self, text: str) -> Then:
        asked = self._session.screened(text)
        if asked.verdict.level == "crisis":
            return lambda: self._meet(asked)

        def then() -> None:
            self._practice.about = " ".join(text.split())
            if asked.page:
                self._played().mount(ExchangeView(asked))
            self._head()
            self._who()

        return then

    def _with(self, style: Style) -> None:
        play = self._practice.play
        self._practice.style = style
        if play and play.exchanges:
            self.wait_for(lambda: self._branched(play.branch(style)))
        else:
            self.wait_for(self._begin)

    # What takes a while

    def _begin(self) -> Then:
        now = self._practice
        play = self._session.rehearsal(now.goal, now.style)
        play.goal = now.rung or now.goal
        play.prepare()
        now.play = play
        return self.step

    def _prepared(self, goal: str) -> Then:
        asked = self._session.screened(goal)
        if asked.verdict.level == "crisis":
            return lambda: self._meet(asked)
        sizes = self._session.parts.sizes(goal, ready=goal == self._practice.words)
        return lambda: self._offer_sizes(asked, sizes)

    def _said(self, line: str) -> Then:
        play = self._practice.play
        assert play
        exchange = play.say(line)
        return lambda: self._show_exchange(exchange)

    def _branched(self, exchange: Exchange) -> Then:
        def then() -> None:
            views = list(self.query(ExchangeView))
            if views:
                views[-1].remove()
            self._show_exchange(exchange)

        return then

    def _fed_back(self) -> Then:
        play = self._practice.play
        assert play
        told = play.feedback()
        card = play.card(told)

        def then() -> None:
            self._practice.feedback = told
            self._practice.take(card)
            self.step()

        return then

    # What is shown

    def _offer_sizes(self, asked: Exchange, sizes: Sizes) -> None:
        self._practice.goal, self._practice.sizes = asked.you, sizes
        self._take(asked.you)
        if sizes.failed:
            self.told(sizes.failed.title, sizes.failed.msg)
        if asked.page:
            self._played().mount(ExchangeView(asked))
        self.step()

    def _show_exchange(self, exchange: Exchange) -> None:
        play = self._practice.play
        for notice in play.notices if play else ():
            self.told(notice.title, notice.msg)
        if play:
            play.notices.clear()
        view = ExchangeView(exchange)
        self._played().mount(view)
        self._take(exchange.you)
        self.step()
        self.call_after_refresh(
            self.query_one("#stage", VerticalScroll).scroll_to_widget, view, top=True, animate=False
        )
        if exchange.verdict.level == "crisis":
            self._meet(exchange)

    def _meet(self, exchange: Exchange) -> None:
        """In danger the play is over; the person is met as themselves, in the conversation, where they can answer."""
        self._take(exchange.you)
        self.post_message(self.Met(exchange.you))

    def _take(self, text: str) -> None:
        """What has arrived leaves the field; until then it stays there."""
        field = self.query_one(MessageInput)
        if field.text.strip() == text:
            field.text = ""

    def _show_feedback(self, told: Feedback) -> None:
        self._ask("", field=False)
        view = self.query_one(FeedbackView)
        view.show(told, self._session.parts.copy)
        view.focus()
        self.query_one("#stage", VerticalScroll).scroll_to_widget(view, top=True, animate=False)

    # What a person can do

    @on(MessageInput.Sent)
    def _sent(self, event: MessageInput.Sent) -> None:
        text = event.text.strip()
        if not text or self._busy:
            return
        if not self._practice.play:
            self.query_one("#question", Line).put(f"{shown(text)}\n\n{_LOOKING}")
        self.wait_for(lambda: self._said(text) if self._practice.play else self._prepared(text))

    def action_on(self) -> None:
        """To what is said about it, once the talk is over."""
        play = self._practice.play
        if play and play.lines and not play.stopped and not self._practice.feedback:
            self.wait_for(self._fed_back)

    def action_hint(self) -> None:
        """One thing to try in the next line."""
        if self._practice.play:
            self.query_one("#question", Line).put(f"To try: {self._practice.play.hint()}")

    def action_again(self) -> None:
        """The last line once more, or all of it after the feedback."""
        now = self._practice
        if now.feedback:
            now.again()
            self.query_one(FeedbackView).clear()
            self.query(ExchangeView).remove()
            self._choose(now.sizes) if now.sizes else self.step()
        elif now.play and now.play.exchanges:
            self.query_one(MessageInput).text = now.play.take_back()
            list(self.query(ExchangeView))[-1].remove()
            self.step()

    def action_other(self) -> None:
        """The same line, met by another style."""
        if self._practice.play and self._practice.play.exchanges:
            self._who()

    def action_enough(self) -> None:
        """End it here: to the feedback, or back where nothing was said yet."""
        play = self._practice.play
        if play and play.lines and not play.stopped and not self._practice.feedback:
            self.wait_for(self._fed_back)
        else:
            self.app.pop_screen()

    def action_pause(self) -> None:
        """Back to the conversation; the rehearsal waits as it is."""
        self.app.pop_screen()
        self.app.notify("The rehearsal waits as it is. F8 goes on.")

    def action_ladder(self) -> None:
        """The same thing in small steps."""
        now = self._practice
        if not now.sizes:
            return
        try:
            copy = load_ladder()
        except CoachError as error:
            self.told(error.title, error.msg, "error")
            return
        now.ladders.setdefault(now.goal, build(now.goal, now.sizes, copy))
        self.app.push_screen(LadderScreen(self._session, now, copy), self._step_on)

    def _step_on(self, line: str | None) -> None:
        """Practise a step: in the talk that is under way, or in one of its own. What stands in the field stays."""
        now, field = self._practice, self.query_one(MessageInput)
        if not line:
            return
        text = f"{field.text.rstrip()}\n{line}" if now.unsent and line not in field.text else line
        if not now.under_way:
            now.again()
            now.rung = line
            self.query_one(FeedbackView).clear()
            self.query(ExchangeView).remove()
            self._who()
        else:
            field.focus()
        field.text = text

    def action_anew(self) -> None:
        """Something else to practise; the card stays."""
        self._practice.anew()
        self.query_one(FeedbackView).clear()
        self.query(ExchangeView).remove()
        self.step()

    def action_keys(self) -> None:
        """Leave the field, so that letters act."""
        self.set_focus(None)
        self.refresh_bindings()

    def action_back(self) -> None:
        """Back to the field while a talk is under way; else to the conversation."""
        if self._practice.play and not self._practice.play.over and not self._practice.feedback:
            self.query_one(MessageInput).focus()
        else:
            self.app.pop_screen()

    async def action_card(self) -> None:
        """To the card."""
        await self.run_action("app.card")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what works now; letters act where the field has not the focus."""
        _ = parameters
        now = self._practice
        typing = isinstance(self.focused, MessageInput)
        begun = bool(now.play and now.play.exchanges)
        works = {
            "on": bool(now.play and now.play.over and not now.play.stopped and not now.feedback),
            "ladder": bool(now.sizes) and not typing,
            "hint": begun and not typing and not now.feedback,
            "again": begun and not typing,
            "other": begun and not typing and not now.feedback and not (now.play and now.play.stopped),
            "enough": not typing,
            "pause": begun and not typing,
            "keys": typing,
            "back": not typing,
            "anew": bool(now.goal) and not typing,
            "card": not typing,
        }
        return works.get(action, True)

    def _played(self) -> Vertical:
        return self.query_one("#played", Vertical)


def _option(head: str, text: str, id: str) -> Option:
    """A choice with its name above it."""
    return Option(Content.assemble((head, "bold"), f"\n{shown(text)}"), id=id)
