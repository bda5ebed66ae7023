"""The line at the top: where one is, whether anything is kept, which model writes, and what it is doing."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.widgets import Label


class TopLine(Horizontal):
    """`place` is the name of the screen; `model` and `doing` are told in words."""

    place: reactive[str] = reactive("Talk")
    model: reactive[str] = reactive("")
    doing: reactive[str] = reactive("starting…")

    def compose(self) -> ComposeResult:
        """The place on the left, the state on the right."""
        yield Label("", id="place")
        yield Label("", id="state", markup=False)

    def on_mount(self) -> None:
        """Fill both."""
        self._fill()

    def watch_place(self) -> None:
        """Another screen."""
        self._fill()

    def watch_model(self) -> None:
        """Another model."""
        self._fill()

    def watch_doing(self) -> None:
        """Another state."""
        self._fill()

    def _fill(self) -> None:
        if not self.is_mounted:
            return
        places = ("Talk", "Library")
        told = "   ".join(f"[b u]{name}[/]" if name == self.place else f"[dim]{name}[/]" for name in places)
        self.query_one("#place", Label).update(told if self.place in places else f"[b]{self.place}[/]")
        words = ["off the record", self.model or "library words only", self.doing, "F1 Help now"]
        self.query_one("#state", Label).update(" · ".join(word for word in words if word))
