"""Puts the parts together, for every face alike."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from coach import settings as stored
from coach.dialogue.prompt import Prompts
from coach.dialogue.steps import Steps
from coach.dialogue.turn import Conversation
from coach.dialogue.writer import Writer
from coach.engine.base import Engine
from coach.engine.process import ProcessEngine
from coach.errors import CoachError, LibraryError, ModelMissing
from coach.guard.help import Help, load_help
from coach.guard.meaning import Judge
from coach.guard.screen import screen
from coach.library.base import Entry, Found, Searcher
from coach.library.entries import Library, load_library
from coach.library.lexical import LexicalSearch
from coach.library.search import LexicalSearcher
from coach.models.choose import pick
from coach.models.store import ModelRef, Store
from coach.reading.process import ReadingProcess
from coach.rehearsal.base import Sizes, Style
from coach.rehearsal.copy import Copy, load_copy
from coach.rehearsal.play import Rehearsal
from coach.rehearsal.prepare import sizes
from coach.rehearsal.wording import LineWriter
from coach.settings import Settings

EMBEDDER = "all-minilm-l6-v2"
LARGER = "all-mpnet-base-v2"
"""Reads beside it in the search."""
CONTEXT = 3072
"""Tokens of one chat: the fixed beginning (about 1,400), the draft and the answer fit with room to spare."""


_UNJUDGED = ModelMissing(
    "The replies are in the library's own words",
    "What a model writes is read by the sentence embedder before it is shown, and that is not here. "
    f"To fetch it: coach models fetch {EMBEDDER}",
)


@dataclass
class Parts:
    """All that a face needs.

    Attributes:
        library: every entry.
        help: the pages written by people.
        words: ranks entries while one types.
        by_words: the search that needs no model.
        searcher: the search with the embedder, or `by_words` where that is missing.
        listener: hears danger beside the rules and reads what a model wrote, or None where the embedder is missing;
            then no model writes.
        engine: what words the replies, or None.
        model: what the model is called, empty where there is none.
        learnt: whether the model has an adapter, and is asked in the way that it has learnt.
        fits_lines: whether that is good for the stand-in's lines as well.
        problems: what could not be had, to be told to the person; the coach works without it.
    """

    library: Library
    help: Help
    words: LexicalSearch
    by_words: LexicalSearcher
    searcher: Searcher
    listener: Judge | None
    engine: Engine | None
    model: str
    problems: tuple[CoachError, ...] = ()
    learnt: bool = False
    fits_lines: bool = False

    @property
    def lacking(self) -> CoachError | None:
        """What turned out to be wanting as all was loaded; the coach works without it."""
        return self.searcher.lacking if isinstance(self.searcher, ReadingProcess) else None

    def conversation(self, country: str = "") -> Conversation:
        """A new conversation over these parts."""
        reading = self.searcher if isinstance(self.searcher, ReadingProcess) else None
        parts = (self.searcher, self.by_words, self.help, self.listener, self._writer())
        return Conversation(Steps(*parts, papers=reading, sorter=reading, answerer=reading), country)

    @cached_property
    def copy(self) -> Copy:
        """The words of a rehearsal that people wrote.

        Raises:
            LibraryError: they cannot be read.
        """
        return load_copy()

    def rehearsal(self, goal: str, style: Style, country: str = "") -> Rehearsal:
        """A new rehearsal over these parts.

        Raises:
            LibraryError: the words of the rehearsal cannot be read.
        """
        lines = LineWriter(self.engine, self.listener) if self.engine and self.listener and self.fits_lines else None

        def entry() -> Entry | None:
            found = self._find(goal)
            return found.passages[0].entry if found.answerable else None

        return Rehearsal(
            goal,
            style,
            self.copy,
            self.help,
            judge=self.listener,
            lines=lines,
            writer=self._writer(),
            entry=entry,
            country=country,
        )

    def sizes(self, goal: str, *, ready: bool = False) -> Sizes:
        """A first sentence in three sizes for what somebody wants to say; `ready` as in `prepare.sizes`.

        Raises:
            LibraryError: the words of the rehearsal cannot be read.
        """
        return sizes(goal, self._find(goal), self.copy, self._writer(), ready=ready)

    def prepare(self) -> None:
        """Load the search and the model side by side, and return when both can answer.

        Raises:
            CoachError: one of them cannot be loaded; the other still is.
        """
        screen("")  # reads the rules, so that the first message is screened as fast as any
        failed: list[CoachError] = []
        threads = [threading.Thread(target=_try, args=(step, failed)) for step in (self._search, self._engine)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if failed:
            raise failed[0]

    def take_over(self, fresh: "Parts") -> None:
        """Use the processes of other parts from now on; the own ones end."""
        self.close()
        self.searcher, self.listener = fresh.searcher, fresh.listener
        self.engine, self.model = fresh.engine, fresh.model
        self.learnt, self.fits_lines = fresh.learnt, fresh.fits_lines

    def close(self) -> None:
        """End the child processes; may be called twice."""
        self.searcher.close()
        if self.engine:
            self.engine.close()

    def _writer(self) -> Writer | None:
        if not (self.engine and self.listener):
            return None
        return Writer(self.engine, Prompts(learnt=self.learnt), self.listener)

    def _find(self, text: str) -> Found:
        try:
            return self.searcher.search(text)
        except LibraryError:
            return self.by_words.search(text)

    def _search(self) -> None:
        if isinstance(self.searcher, ReadingProcess):
            self.searcher.wait()

    def _engine(self) -> None:
        if self.engine:
            Writer(self.engine, Prompts(learnt=self.learnt), self.listener).prepare()


def assemble(model: str | None = None, settings: Settings | None = None) -> Parts:
    """Make the parts; nothing heavy starts yet.

    Args:
        model: a name, a path or `none`; None takes what the settings say.
        settings: the person's; read from disk when left out.

    Raises:
        CoachError: the library cannot be read, or `model` was named and cannot be had.
    """
    chosen = settings or stored.load()
    library, help = load_library(), load_help()
    words = LexicalSearch(library)
    by_words = LexicalSearcher(library, words)
    problems: list[CoachError] = []
    store = Store()
    reading = _reading(store, library, chosen.server, problems)
    ref = _model(store, chosen.model if model is None else model, problems, named=model is not None)
    if ref and not reading:
        ref = None
        problems.append(_UNJUDGED)
    engine = ProcessEngine(ref.id or ref.label, ref.path, CONTEXT, adapter=ref.adapter) if ref else None
    return Parts(
        library,
        help,
        words,
        by_words,
        reading or by_words,
        reading,
        engine,
        ref.label if ref else "",
        tuple(problems),
        learnt=bool(ref and ref.adapter),
        fits_lines=bool(ref and ref.fits_lines),
    )


def _reading(store: Store, library: Library, server: str, problems: list[CoachError]) -> ReadingProcess | None:
    try:
        embedder = store.trusted_path(store.catalog.get(EMBEDDER))
    except CoachError as error:
        problems.append(error)
        return None
    return ReadingProcess(library, embedder, server=server, larger=larger_encoder(store, problems))


def larger_encoder(store: Store, problems: list[CoachError]) -> Path | None:
    """Its folder, or None and one problem more; the search works without it."""
    try:
        return store.trusted_path(store.catalog.get(LARGER))
    except ModelMissing:
        problems.append(
            LibraryError(
                "The search reads with one encoder of two",
                f"It goes astray more often so. F7 fetches the other one, or: coach models fetch {LARGER}",
            )
        )
    except CoachError as error:
        problems.append(error)
    return None


def _model(store: Store, choice: str, problems: list[CoachError], *, named: bool) -> ModelRef | None:
    try:
        ref = pick(choice, store)
    except CoachError as error:
        if named:
            raise
        problems.append(error)
        return None
    if ref and ref.problem:
        problems.append(ref.problem)
    return ref


def _try(step: Callable[[], None], failed: list[CoachError]) -> None:
    try:
        step()
    except CoachError as error:
        failed.append(error)
