"""One message and the reply to it, each part in a place of its own from the start, so that nothing jumps."""

from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from coach.dialogue.base import PartReady, Turn
from coach.dialogue.plain import numbers, plain, privacy, quoted
from coach.guard.base import HelpPage, Part
from coach.library.base import Passage
from coach.tui.actions import REPLY, bindings
from coach.tui.text import folded
from coach.tui.widgets.line import Line
from coach.tui.widgets.own_line import OwnField
from coach.tui.widgets.words import Keep, Practise

_PLACE: dict[Part, str] = {"heard": ".heard", "help": ".help", "say": ".say", "bring": ".bring"}


class ReplyView(Vertical, can_focus=True):
    """Shows a turn as it comes to be. `turn` is set when it is finished, and follows what the person makes of it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(REPLY)

    @dataclass
    class Copy(Message):
        """The person wants this text in the clipboard."""

        text: str

    @dataclass
    class Another(Message):
        """The person wants other words for this message."""

        view: "ReplyView"

    @dataclass
    class Reworded(Message):
        """The person has made other words of those to say."""

        view: "ReplyView"
        words: str

    @dataclass
    class Open(Message):
        """The person wants to read an entry that was found."""

        passage: Passage

    @dataclass
    class Grew(Message):
        """The reply takes another amount of room than before, and has been laid out."""

        view: "ReplyView"

    def __init__(self, message: str, clock: str) -> None:
        """Show the message at once; `clock` is when it was sent."""
        super().__init__(classes="reply")
        self.message, self._clock = message, clock
        self.turn: Turn | None = None
        self._editing = self._own = False
        self._passages: tuple[Passage, ...] = ()

    def compose(self) -> ComposeResult:
        """A place for each part."""
        yield Line(Content(f"{folded(self.message)}"), classes="mine")
        yield Line(Content(f"you · {self._clock}"), classes="when")
        yield Line("reading…", classes="heard waiting")
        yield Line(classes="help hidden")
        with Vertical(classes="say-box hidden"):
            yield Line("You could say", classes="say-head")
            yield Line(classes="say")
        yield Line(classes="bring hidden")
        yield Line(classes="question hidden")
        with Vertical(classes="where hidden"):
            yield Line("Where help is", classes="where-head")
            yield Line(classes="lines")
        yield Line(classes="turn-to hidden")
        yield Line(classes="private hidden")
        yield Line(classes="source hidden")
        yield Line(classes="papers hidden")
        yield Line(classes="note hidden")

    def waits(self, why: str) -> None:
        """Say what the reply is waiting for, in the place where it will begin."""
        self._waits(".heard", why)

    # What happens in a turn

    def found(self, answerable: bool, passages: tuple[Passage, ...]) -> None:
        """The passage is there: its title now, and places for what is still to come."""
        self._passages = passages
        if answerable:
            self._show(".source", f"[1] {passages[0].entry.title}")
            self._waits(".heard", "finding words…")
            self.query_one(".say-box").remove_class("hidden")
            self._waits(".say", "…")
        elif passages:
            near = "\n".join(f"{n}  {passage.entry.title}" for n, passage in enumerate(passages, 1))
            self._show(".source", f"Near it in the library\n{near}")

    def part(self, ready: PartReady) -> None:
        """A part that will not change any more."""
        place = self.query_one(_PLACE[ready.part], Line)
        place.remove_class("waiting", "hidden")
        place.put(f"To bring   {ready.text}" if ready.part == "bring" else ready.text)
        if ready.part == "say":
            self.query_one(".say-box").remove_class("hidden")

    def help_page(self, page: HelpPage, in_danger: bool) -> None:
        """Where help is, and the question that can be answered; in danger both come before all other words."""
        self.set_class(in_danger, "danger")
        self._show(".question", page.wording.question)
        where = self.query_one(".where")
        where.remove_class("hidden")
        self._show(".lines", "\n".join(numbers(page)))
        self._show(".private", privacy(page))
        if page.turn_to:
            self._show(".turn-to", page.turn_to)
        if in_danger:
            self.move_child(where, after=self.query_one(".heard"))
            self.move_child(self.query_one(".question"), after=where)

    def note(self, text: str) -> None:
        """Something to know about this reply."""
        self._show(".note", text)

    def finished(self, turn: Turn) -> None:
        """Nothing more will come."""
        self.turn = turn
        for place in self.query(Line):
            if place.has_class("waiting"):
                place.put("")
        if turn.kind == "coaching" and "[1]" not in turn.reply.help:  # what helps is a page's, and not the entry's
            self.query_one(".source", Line).put("")
        if turn.quotes:
            self._show(".papers", "\n".join(quoted(turn)))
        if turn.stopped:
            self.note("Stopped. The rest is in the library's own words.")

    def again(self) -> None:
        """Other words are being looked for."""
        self.turn = None
        self._waits(".heard", "finding words…")
        self._waits(".say", "…")
        self.query_one(".note", Line).put("")

    def _show(self, place: str, text: str) -> None:
        line = self.query_one(place, Line)
        line.remove_class("hidden", "waiting")
        line.put(text)

    def _waits(self, place: str, text: str) -> None:
        line = self.query_one(place, Line)
        line.put(text)
        line.remove_class("hidden")
        line.add_class("waiting")

    # What a person can do with it

    async def action_edit(self) -> None:
        """Change the words to say, in their place."""
        if not self.turn or self._editing:
            return
        if not self.query(OwnField):
            await self.query_one(".say-box").mount(OwnField(""))
        field = self.query_one(OwnField)
        field.load_text(self.turn.reply.say)
        self._editing = field.display = True
        self.query_one(".say").display = False
        field.focus()
        field.move_cursor(field.document.end)

    @on(OwnField.Done)
    def _edited(self) -> None:
        """What the person makes of the words is what is kept, copied and rehearsed; emptied, they are as before."""
        field = self.query_one(OwnField)
        words = " ".join(field.text.split())
        self._editing = field.display = False
        if self.turn and words and words != self.turn.reply.say:
            self._own = True
            self.post_message(self.Reworded(self, words))
            turn = replace(self.turn, reply=replace(self.turn.reply, say=words))
            self.turn = replace(turn, text=plain(turn))
        self._show(".say", self.turn.reply.say if self.turn else "")
        self.focus()

    def action_keep(self) -> None:
        """Put the words to say on the card."""
        if self.turn:
            self.post_message(Keep(self.turn.reply.say))

    def action_practise(self) -> None:
        """Practise the words to say."""
        if self.turn:
            self.post_message(Practise(self.turn.reply.say))

    def action_copy_say(self) -> None:
        """Copy the words to say."""
        if self.turn:
            self.post_message(self.Copy(self.turn.reply.say))

    def action_copy_all(self) -> None:
        """Copy the whole reply."""
        if self.turn:
            self.post_message(self.Copy(self.turn.text))

    def action_another(self) -> None:
        """Look for other words; the person's own make way only where they say so once more."""
        if self._own:
            self._own = False
            self.notify("Your own words would make way. k keeps them on the card; n once more looks for others.")
        else:
            self.post_message(self.Another(self))

    def action_source(self) -> None:
        """Read the passage."""
        if self._passages:
            self.post_message(self.Open(self._passages[0]))

    def on_resize(self) -> None:
        """A part has come."""
        self.post_message(self.Grew(self))

    def on_click(self) -> None:
        """A click selects."""
        self.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this reply has something for."""
        _ = parameters
        if self._editing:
            return False
        if action in {"edit", "keep", "practise", "copy_say", "copy_all"}:
            return bool(self.turn and (self.turn.reply.say or action == "copy_all"))
        if action == "another":
            return self.turn is not None
        return bool(self._passages) if action == "source" else True
