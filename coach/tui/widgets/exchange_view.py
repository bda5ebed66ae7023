"""One exchange of a rehearsal: the person's line, and the stand-in's, marked as role-play."""

from textual.app import ComposeResult
from textual.containers import Vertical

from coach.dialogue.plain import numbers, privacy
from coach.rehearsal.base import Exchange
from coach.tui.text import folded
from coach.tui.widgets.line import Line


class ExchangeView(Vertical):
    """Where there was danger in the line, help stands in the stand-in's place."""

    def __init__(self, exchange: Exchange) -> None:
        super().__init__(classes="exchange")
        self.exchange = exchange

    def compose(self) -> ComposeResult:
        """Help first, where it is needed."""
        yield Line(folded(self.exchange.you), classes="mine", markup=False)
        if self.exchange.page:
            yield from self._help()
        if self.exchange.therapist:
            yield Line(f"ROLE-PLAY  {self.exchange.therapist}", classes="stand-in", markup=False)

    def _help(self) -> ComposeResult:
        page, crisis = self.exchange.page, self.exchange.verdict.level == "crisis"
        if page is None:
            return
        yield Line(page.wording.heard, classes="said", markup=False)
        with Vertical(classes="where"):
            yield Line("Where help is", classes="where-head")
            yield Line("\n".join(numbers(page)), classes="lines", markup=False)
        yield Line(page.wording.question, classes="question", markup=False)
        if crisis:
            for text in (page.wording.help, page.turn_to, privacy(page)):
                if text:
                    yield Line(text, classes="said", markup=False)
