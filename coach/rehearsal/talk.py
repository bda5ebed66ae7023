"""A rehearsal in plain text, line by line: for the command line and for a screen reader."""

import textwrap
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from coach.dialogue.plain import numbers
from coach.guard.base import HelpPage
from coach.rehearsal.base import STYLES, Exchange, Style
from coach.rehearsal.card_file import as_text, rows
from coach.rehearsal.play import Rehearsal

Start = Callable[[str, Style], Rehearsal]
Meet = Callable[[str], str]
_WIDTH = 76
_HELP = (
    "Type what you would say. Alone on a line: /hint, /again (that line once more), /branch STYLE (the same line, "
    "another therapist), /end, /quit."
)


@dataclass
class Console:
    """Where lines come from and go to."""

    read: Callable[[str], str] = input
    write: Callable[[str], None] = print

    def tell(self, text: str, indent: str = "") -> None:
        """A paragraph."""
        self.write(textwrap.fill(text, _WIDTH, initial_indent=indent, subsequent_indent=indent))


def talk(start: Start, meet: Meet, goal: str, style: Style, console: Console | None = None) -> int:
    """Practise until the talk ends; returns the exit status.

    Args:
        start: begins a rehearsal of a goal in a style.
        meet: answers a line as the conversation does. Where there is danger in a line the play is over, and the person
            is met there for as long as they write.
        goal: what to practise; asked for where it is empty.
        style: how the stand-in is.
        console: where lines come from and go to.
    """
    at = console or Console()
    with suppress(EOFError, KeyboardInterrupt):
        goal = goal or at.read("What do you want to say to your therapist? ")
    if not goal.strip():
        return 0
    play = start(goal, style)
    with suppress(EOFError, KeyboardInterrupt):
        asked = play.screen_goal()
        if asked.verdict.level == "crisis":
            _met(goal, meet, play, at)
            return 0
        if asked.page:
            _worried(asked.page, at)
        at.tell(f"Role-play, a stand-in: {play.copy.manners[style].title.lower()}. It is not your therapist. {_HELP}")
        play.prepare()
        _play(play, meet, at)
    at.write("")
    if play.lines and not play.stopped:
        _afterwards(play, at)
    return 0


def _play(play: Rehearsal, meet: Meet, at: Console) -> None:
    while not play.over:
        line = at.read("You: ").strip()
        if line in {"/end", "/quit"}:
            return
        made = _do(play, line, at) if line else None
        if made is None:
            continue
        if made.verdict.level == "crisis":
            _met(made.you, meet, play, at)
        elif made.page:
            _worried(made.page, at)
        if made.therapist:
            at.tell(f"[role-play] Therapist, {play.copy.manners[made.style].title.lower()}: {made.therapist}")
        for notice in play.notices:
            at.tell(f"{notice.title}. {notice.msg}")
        play.notices.clear()


def _met(line: str, meet: Meet, play: Rehearsal, at: Console) -> None:
    """The play is over; what is written from here on is answered by the conversation."""
    at.tell(play.copy.phrases["stopped"])
    while line != "/quit":
        at.write(meet(line) if line else "")
        line = at.read("You, as yourself (/quit leaves): ").strip()


def _worried(page: HelpPage, at: Console) -> None:
    """A concern is told, with where help is; the play goes on."""
    at.tell(f"{page.wording.heard} {page.wording.question}")
    at.write("\n".join(numbers(page)))


def _do(play: Rehearsal, line: str, at: Console) -> Exchange | None:
    """Say a line, or do what a word with a stroke before it asks for."""
    word, _, rest = line.partition(" ")
    if word == "/hint":
        at.tell(play.hint())
    elif word == "/again":
        at.tell(f"Once more. You said: {play.take_back()}" if play.exchanges else "Nothing has been said yet.")
    elif word == "/branch":
        style = next((one for one in STYLES if one == rest.strip()), None)
        if style and play.exchanges:
            return play.branch(style)
        at.tell(f"After a line: /branch {' | '.join(STYLES)}")
    elif word.startswith("/"):
        at.tell(_HELP)
    else:
        return play.say(line)
    return None


def _afterwards(play: Rehearsal, at: Console) -> None:
    told = play.feedback()
    at.write("")
    for text in (told.strength, f"To try: {told.try_next}"):
        at.tell(text)
    at.tell(f"You said: {told.weaker}")
    at.tell(f"It could be: {told.rewrite}")
    at.write("")
    at.write(as_text(rows(play.card(told))))
