"""Feedback on one page: what worked, one thing to try, before and after side by side, and what it was read off."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from coach.rehearsal.base import Check, Feedback
from coach.rehearsal.copy import Copy
from coach.tui.text import folded
from coach.tui.widgets.line import Line

_HOLDS = {True: "yes", False: "not yet"}
_NOT_HERE = {"keeps_limit": "no limit set", "concrete": "a question needs none"}


class FeedbackView(Vertical, can_focus=True):
    """Empty until there is feedback."""

    def __init__(self) -> None:
        super().__init__(classes="feedback hidden")

    def compose(self) -> ComposeResult:
        """Places for each part."""
        yield Line(classes="did")
        yield Line(classes="try")
        with Horizontal(classes="sides"):
            with Vertical(classes="side"):
                yield Line("You said", classes="side-head")
                yield Line(classes="before")
            with Vertical(classes="side after"):
                yield Line("It could be", classes="side-head")
                yield Line(classes="rewrite")
        yield Line(classes="checks")

    def show(self, told: Feedback, copy: Copy) -> None:
        """Fill the places."""
        self.remove_class("hidden")
        for place, text in (
            (".did", told.strength),
            (".try", f"To try   {told.try_next}"),
            (".before", folded(told.weaker)),
            (".rewrite", told.rewrite),
        ):
            self.query_one(place, Line).put(text)
        rows = (f"{copy.checks[one.name].title:34}{_told(one)}" for one in told.checks)
        self.query_one(".checks", Line).put("\n".join(rows))

    def clear(self) -> None:
        """Take it away."""
        self.add_class("hidden")


def _told(check: Check) -> str:
    """Whether a check holds, or why it is not asked for."""
    return _NOT_HERE.get(check.name, "") if check.ok is None else _HOLDS[check.ok]
