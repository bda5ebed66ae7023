"""A rehearsal in plain text, line by line: for the command line and for a screen reader."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass

from coach.rehearsal.base import STYLES, Exchange, Style
from coach.rehearsal.card_file import as_text, rows
from coach.rehearsal.play import Rehearsal

Start = Callable[[str, Style], Rehearsal]
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


def talk(start: Start, goal: str, style: Style, console: Console | None = None) -> int:
    """Practise until the talk ends; returns the exit status."""
    at = console or Console()
    try:
        goal = goal or at.read("What do you want to say to your therapist? ")
        if not goal.strip():
            return 0
        play = start(goal, style)
        asked = play.screen_goal()
        if asked.verdict.level == "crisis":
            _stopped(asked, play, at)
            return 0
        at.tell(f"Role-play, a stand-in: {play.copy.manners[style].title.lower()}. It is not your therapist. {_HELP}")
        _play(play, at)
    except (EOFError, KeyboardInterrupt):
        at.write("")
        return 0
    if play.lines and not play.stopped:
        _afterwards(play, at)
    return 0


def _play(play: Rehearsal, at: Console) -> None:
    while not play.over:
        line = at.read("You: ").strip()
        if line in {"/end", "/quit"}:
            return
        if not line:
            continue
        made = _do(play, line, at)
        if made is None:
            continue
        if made.page:
            _stopped(made, play, at)
        if made.therapist:
            at.tell(f"[role-play] Therapist, {play.copy.manners[made.style].title.lower()}: {made.therapist}")


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


def _stopped(made: Exchange, play: Rehearsal, at: Console) -> None:
    """In danger the play stops and the person is told where help is; on a concern they are told, and it goes on."""
    if not made.page:
        return
    if made.verdict.level == "crisis":
        at.tell(play.copy.phrases["stopped"])
    words = made.page.wording
    for text in (words.heard, words.help, words.question):
        at.tell(text)
    if made.page.emergency:
        at.tell(f"In immediate danger: {made.page.emergency}")
    for line in made.page.lines:
        at.tell(f"{line.name}: {line.how}" + (f" ({line.hours})" if line.hours else ""))


def _afterwards(play: Rehearsal, at: Console) -> None:
    told = play.feedback()
    at.write("")
    for text in (told.strength, f"To try: {told.try_next}"):
        at.tell(text)
    at.tell(f"You said: {told.weaker}")
    at.tell(f"It could be: {told.rewrite}")
    at.write("")
    at.write(as_text(rows(play.card(told))))
