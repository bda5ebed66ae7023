"""The coach in the terminal."""

import os
import sys
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.message import Message
from textual.screen import Screen

from coach import settings as stored
from coach.errors import CoachError, ModelMissing
from coach.settings import Settings
from coach.tui import themes
from coach.tui.actions import EVERYWHERE, OF_SCREEN, REPLY, bindings
from coach.tui.screens.talk import TalkScreen
from coach.tui.session import Session
from coach.tui.text import folded
from coach.tui.widgets.help_beside import HelpBeside
from coach.tui.widgets.reply_view import ReplyView
from coach.tui.widgets.words import Keep, Practise

if TYPE_CHECKING:
    from coach.assembly import Parts
    from coach.tui.screens.rehearse import RehearseScreen

_REMIND_S = 3 * 60 * 60
_IDLE_DAYS = 7
_MISSING = "Until it is, the library's own words serve. F7 fetches it."


def open_coach(model: str | None = None) -> int:
    """Open the coach; returns the exit status.

    Raises:
        CoachError: there is no terminal, or the settings cannot be read.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise CoachError("The coach opens in a terminal", "Without one, use: coach ask TEXT")
    settings = stored.load()

    def make() -> "Parts":
        from coach.assembly import assemble

        return assemble(model, settings)

    app = CoachApp(Session(settings, make), settings)
    app.run()
    return app.return_code or 0


def _region() -> str:
    """The region of the machine's language setting, such as `GB`; empty where it names none."""
    language = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return language.partition("_")[2].partition(".")[0]


class CoachApp(App[None]):
    """Holds the screens; what they show comes from a `Session`."""

    CSS_PATH = "styles/coach.tcss"
    TITLE = "coach"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = bindings(EVERYWHERE)

    class Made(Message):
        """The parts are there; the models still load."""

    class Loaded(Message):
        """All has been loaded that could be."""

    class Fetching(Message):
        """A model is on its way; `told` says how far."""

        def __init__(self, told: str) -> None:
            super().__init__()
            self.told = told

    class Broken(Message):
        """The library itself cannot be read."""

        def __init__(self, error: CoachError) -> None:
            super().__init__()
            self.error = error

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session, self.settings = session, settings
        self.talk = TalkScreen(session)

    def on_mount(self) -> None:
        """The first frame; then everything else."""
        for theme in themes.ALL:
            self.register_theme(theme)
        names = [theme.name for theme in themes.ALL]
        self.theme = self.settings.theme if self.settings.theme in names else names[0]
        self.push_screen(self.talk)
        self.call_after_refresh(self._load)
        self.set_interval(_REMIND_S, self._remind)

    def on_unmount(self) -> None:
        """Leave no process behind."""
        self.session.close()

    @work(thread=True, group="load", exit_on_error=False)
    def _load(self) -> None:
        try:
            self.session.load(lambda: self.post_message(self.Made()))
            self.post_message(self.Loaded())
        except CoachError as error:
            self.post_message(self.Broken(error))

    @on(Made)
    def _made(self) -> None:
        self.session.doing = "loading…"
        self._remind()
        if self._must_agree():
            self._welcome()
        self._opened()

    @on(Loaded)
    def _loaded(self) -> None:
        if self.session.doing in {"loading…", "starting…"} or self.session.doing.startswith("fetching"):
            self.session.doing = "ready"
        problems, self.session.problems = self.session.problems, []
        if any(isinstance(problem, ModelMissing) for problem in problems):
            self.notify(_MISSING, title="A model is not on this machine yet", severity="warning", timeout=12)
        for problem in problems:
            if not isinstance(problem, ModelMissing):
                self.notify(problem.msg, title=problem.title, severity="warning", timeout=12)

    @on(Fetching)
    def _fetching(self, event: Fetching) -> None:
        self.session.doing = event.told

    @on(Broken)
    def _broken(self, event: Broken) -> None:
        self.session.doing = "cannot start"
        self.notify(event.error.msg, title=event.error.title, severity="error", timeout=60)

    def _remind(self) -> None:
        if self.session.made:
            self.talk.remind(self.session.parts.help.program("reminder").strip())

    # First start

    def _must_agree(self) -> bool:
        if self.settings.consent != self.session.parts.help.consent_version():
            return True
        try:
            away = date.today() - date.fromisoformat(self.settings.opened)
        except ValueError:
            return True
        return away.days >= _IDLE_DAYS

    def _welcome(self) -> None:
        from coach.tui.screens.welcome import WelcomeScreen

        help = self.session.parts.help
        agreed = self.settings.consent == help.consent_version()
        texts = (help.program("what-this-is"), help.program("where-help-is"), help.program("what-is-kept"))
        country = help.country(self.settings.country or _region()).code
        screen = WelcomeScreen(texts, help.countries(), country, self._model_state(), agreed)
        self.push_screen(screen, self._agreed)

    def _agreed(self, country: str | None) -> None:
        version = self.session.parts.help.consent_version()
        if country:
            self._save(consent=version, country=country)
            self.session.use_country(country)
        elif self.settings.consent != version:
            self.exit()

    def _model_state(self) -> str:
        if self.session.model:
            return f"The model {self.session.model} is on this machine, and writes here."
        return "No model is at work: replies are in the library's own words. F7 fetches one."

    def _opened(self) -> None:
        self._save(opened=date.today().isoformat())

    def _save(self, **changes: str) -> None:
        self.settings = self.settings.with_(**changes)
        try:
            stored.save(self.settings)
        except CoachError as error:
            self.notify(error.msg, title=error.title, severity="warning")

    # What a person can do, anywhere

    def action_help_now(self) -> None:
        """Where help is."""
        from coach.tui.screens.help_now import HelpNowScreen

        if isinstance(self.screen, HelpNowScreen):
            return
        if not self.session.made:
            self.notify("In immediate danger, call your emergency number now. The lines are being read.")
            return
        help = self.session.parts.help
        page = help.page("self-harm", "crisis", self.settings.country, 0)
        self.push_screen(HelpNowScreen(page, help.country(self.settings.country).name, help.program("help-now")))

    def action_talk(self) -> None:
        """Back to the conversation."""
        while not self._stays() and self.screen is not self.talk and len(self.screen_stack) > 2:
            self.pop_screen()

    def _stays(self) -> bool:
        """Whether the screen in front waits for an answer: a question, or the first pages, which must be agreed to."""
        return self.screen.is_modal or type(self.screen).__name__ == "WelcomeScreen"

    def action_library(self) -> None:
        """Browse and search."""
        from coach.tui.screens.library import LibraryScreen

        if self.screen is self.talk and self.session.made:
            parts = self.session.parts
            self.push_screen(LibraryScreen(self.session, parts.library, parts.words))

    def action_rehearse(self) -> None:
        """Practise."""
        from coach.tui.screens.rehearse import RehearseScreen

        if self._is_apart() and self.session.made:
            self.push_screen(RehearseScreen(self.session, self.session.practice))

    async def on_rehearse_screen_met(self, event: "RehearseScreen.Met") -> None:
        """In danger a rehearsal gives way to the conversation, which takes up the line."""
        self.action_talk()
        self.notify(self.session.parts.copy.phrases["stopped"], timeout=6)
        await self.talk.meet(event.line)

    @on(HelpBeside.Met)
    async def _met(self, event: HelpBeside.Met) -> None:
        """So do the small steps and the notes, and they lose nothing."""
        self.action_talk()
        self.notify("What you wrote is still where you wrote it.", timeout=6)
        await self.talk.meet(event.line)

    @on(Keep)
    def _keep(self, event: Keep) -> None:
        """Words to say go to the card's first free place."""
        if self.session.practice.put(event.words):
            self.notify("On the card. F9 shows it.")
        else:
            self.notify("The card is full, and stays as it is. F9 shows it.", severity="warning")

    @on(Practise)
    def _practise(self, event: Practise) -> None:
        """Words to say are brought to a rehearsal; where there is something else in one, the person is asked."""
        from coach.tui.screens.choice import ChoiceScreen

        def answered(answer: str | None) -> None:
            if answer == "new":
                self.session.practice.bring(event.words)
            if answer:
                self.action_talk()
                self.action_rehearse()

        begun = self.session.practice.begun
        if not begun:
            answered("new")
            return
        ways = {"go on": "Go on with that", "new": "Practise the new words in its place", "": "Stay here"}
        self.push_screen(ChoiceScreen(f"In the rehearsal there is still:\n\n{folded(begun)}", ways), answered)

    def action_card(self) -> None:
        """What to bring."""
        from coach.tui.screens.card import CardScreen

        if not isinstance(self.screen, CardScreen) and not self._stays() and self.session.made:
            self.push_screen(CardScreen(self.session, self.session.practice))

    def action_notes(self) -> None:
        """What one notices between sessions."""
        from coach.rehearsal.notebook import load_notes_copy
        from coach.tui.screens.notes import NotesScreen

        if not isinstance(self.screen, NotesScreen):
            self._beside(lambda: NotesScreen(self.session, self.session.practice, load_notes_copy()))

    def action_signs(self) -> None:
        """The signs of holding back."""
        from coach.rehearsal.signs import load_signs
        from coach.tui.screens.signs import SignsScreen

        self._beside(lambda: SignsScreen(self.session, load_signs(self.session.parts.library)))

    def action_exercises(self) -> None:
        """Short exercises."""
        from coach.rehearsal.exercises import load_exercises
        from coach.tui.screens.exercises import ExercisesScreen

        self._beside(lambda: ExercisesScreen(self.session, load_exercises()))

    def _beside(self, make: Callable[[], Screen[None]]) -> None:
        """Open a screen over the conversation or a rehearsal; any other screen is closed first, and loses nothing."""
        if not self.session.made or type(self.screen).__name__ not in OF_SCREEN:
            return
        try:
            screen = make()
        except CoachError as error:
            self.notify(error.msg, title=error.title, severity="error", timeout=12)
            return
        if type(self.screen) is type(screen):
            return
        if type(self.screen).__name__ not in {"TalkScreen", "RehearseScreen"}:
            self.action_talk()
        self.push_screen(screen)

    def _is_apart(self) -> bool:
        """Whether the conversation is in front, where other screens open from."""
        return self.screen is self.talk

    def action_about(self) -> None:
        """What this is, again."""
        if self.screen is self.talk and self.session.made:
            self._welcome()

    def action_country(self) -> None:
        """Choose the country."""
        from coach.tui.screens.country import CountryScreen

        if isinstance(self.screen, CountryScreen) or not self.session.made:
            return
        countries = self.session.parts.help.countries()
        self.push_screen(CountryScreen(countries, self.settings.country), self._use_country)

    def _use_country(self, code: str | None) -> None:
        from coach.tui.screens.help_now import HelpNowScreen

        if code:
            self._save(country=code)
            self.session.use_country(code)
            if isinstance(self.screen, HelpNowScreen):
                self.pop_screen()
                self.action_help_now()

    def action_theme(self) -> None:
        """The next theme."""
        names = [theme.name for theme in themes.ALL]
        at = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(at + 1) % len(names)]
        self._save(theme=self.theme)

    def action_fetch_model(self) -> None:
        """Bring what is missing onto this machine."""
        if self.session.made:
            self._fetch()

    @work(thread=True, group="fetch", exclusive=True, exit_on_error=False)
    def _fetch(self) -> None:
        try:
            if not self.session.fetch_model(self._on_its_way):
                self.session.problems.append(CoachError("Nothing is missing", "The models are here already."))
        except CoachError as error:
            self.session.problems.append(error)
        self.post_message(self.Loaded())

    def _on_its_way(self, what: str, percent: int) -> None:
        self.post_message(self.Fetching(f"fetching {what} {percent}%" if what else "loading…"))

    def action_leave(self) -> None:
        """Close the coach; where notes are not saved, ask once."""
        from coach.tui.saving import leave

        leave(self, self.session.practice.notebook)

    @on(ReplyView.Open)
    def _open(self, event: ReplyView.Open) -> None:
        from coach.tui.screens.passage import PassageScreen

        self.push_screen(PassageScreen(self.session, event.passage.entry, event.passage.cases))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what works on this screen."""
        _ = parameters
        if action in {"library", "about", "fetch_model", "rehearse"}:
            return self.screen_stack[-1] is self.talk if self._screen_stack else False
        if action in {"talk", "card", "notes", "signs", "exercises"}:
            return bool(self._screen_stack) and not self._stays()
        return True

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: the same list as the keys."""
        for action in EVERYWHERE:
            yield SystemCommand(action.label, action.help, getattr(self, f"action_{action.name}"))
        for action in OF_SCREEN.get(type(screen).__name__, ()):
            yield SystemCommand(action.label, action.help, getattr(screen, f"action_{action.name}"))
        if isinstance(screen, TalkScreen):
            views = list(screen.query(ReplyView))
            view = screen.focused if isinstance(screen.focused, ReplyView) else (views[-1] if views else None)
            for action in REPLY if isinstance(view, ReplyView) else ():
                yield SystemCommand(action.label, action.help, getattr(view, f"action_{action.name}"))
