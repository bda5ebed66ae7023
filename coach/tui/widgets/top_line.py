"""The line at the top: where one is, whether anything is kept, which model writes, and what it is doing."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Label

from coach.tui.session import Session

_LOOK_S = 0.2
_WIDE = 100
_PLACES = ("Talk", "Rehearse", "Card", "Library")


class TopLine(Horizontal):
    """Looks at the session again and again, so that every screen tells the same."""

    def __init__(self, session: Session, place: str) -> None:
        """Begin; `place` is the name of the screen."""
        super().__init__()
        self._session, self._place, self._told = session, place, ""

    def compose(self) -> ComposeResult:
        """The place on the left, the state on the right."""
        yield Label(self._where(), id="place")
        yield Label(Content(self._state()), id="state")

    def on_resize(self) -> None:
        """A narrow line names only where one is."""
        self.query_one("#place", Label).update(self._where())

    def on_mount(self) -> None:
        """Keep looking."""
        self.set_interval(_LOOK_S, self.look)

    def look(self) -> None:
        """Tell what has changed."""
        state = self._state()
        if state != self._told:
            self._told = state
            self.query_one("#state", Label).update(Content(state))

    def _where(self) -> Content:
        wide = self.app.size.width >= _WIDE and self._place in _PLACES
        places = _PLACES if wide else (self._place,)
        named = [Content.styled(name, "bold underline" if name == self._place else "dim") for name in places]
        return Content("   ").join(named)

    def _state(self) -> str:
        words = ["off the record", self._session.model or "library words only", self._session.doing, "F1 Help now"]
        return " · ".join(word for word in words if word)
