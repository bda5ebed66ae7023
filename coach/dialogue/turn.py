"""One turn, from a message to a reply: screen → search → prompt → stream → check → reply.

This is the one place that knows the order, and there is one way through it: asking again and the command
line take it too.
"""

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

from coach.dialogue.advice import advice
from coach.dialogue.answering import FOR_WORDS, asked
from coach.dialogue.asking import has_questions
from coach.dialogue.base import Event, Finished, Notice, Reply, Screened, Searched, Turn, Writing
from coach.dialogue.choosing import chosen, others, picked
from coach.dialogue.dictated import named
from coach.dialogue.finding import (
    found,
    is_answer,
    is_clearly_near,
    is_of_another,
    of_whom,
    on_subject,
    rejects,
    topic_of,
    unanswered,
)
from coach.dialogue.following import Wish, answer, taken_up
from coach.dialogue.plain import plain
from coach.dialogue.prepared import Message, prepared
from coach.dialogue.prompt import WRITTEN, Task, Written
from coach.dialogue.shorthand import spelled
from coach.dialogue.standing import standing
from coach.dialogue.steps import Steps
from coach.dialogue.taken import Taken, asks_of_harm, taken, told_apart
from coach.dialogue.timing import since, timings
from coach.dialogue.told_of import told_of
from coach.dialogue.under_way import UnderWay
from coach.dialogue.writer import Writer
from coach.errors import CoachError, LibraryError
from coach.guard.base import PARTS, HelpPage, Limit, Part, Verdict, Wording
from coach.guard.limits import limit
from coach.guard.opinion import after_a_no, hear
from coach.library.base import Entry, Found, Passage, Searcher

_SHORT = 8
"""Words of a message that may speak of whom the one before it spoke of."""
_MERE_NO = 4
"""Words of a no that adds nothing to it."""
_RECENT = 6
"""How many of the person's earlier messages the screen and the search look back at."""


_NOTHING_SAID: tuple[Wish | None, ...] = (None, "unsure", "next", "missed", "declined")
"""Where a message says nothing of the person's own, and these of a reply that is not there."""


class Conversation:
    """Turns in a row, in memory alone.

    `reply` runs in one thread at a time; `cancel` may be called from any other.
    """

    def __init__(self, steps: Steps, country: str = "") -> None:
        """Begin with nothing said; `country` names the help lines to show."""
        self.steps, self.country = steps, country
        self.turns: list[Turn] = []
        self._stop = threading.Event()
        self._again = 0
        self._search_failed = self._deaf = self._papers_failed = False

    def reply(self, text: str, *, again: bool = False) -> Iterator[Event]:
        """Answer a message; the last event is `Finished`, and the turn is then in `turns`.

        Args:
            text: what the person typed.
            again: the same message as in the last turn, which is replaced: other words are looked for.
        """
        self._stop.clear()
        if again and self.turns:
            self.turns.pop()
        self._again = self._again + 1 if again else 0
        now = self._begun(text)
        yield from self._screen(now)
        now.named = named(now.message, self._recent())
        if now.verdict.level == "crisis" and now.page:
            now.kind = "unsafe-therapist" if now.verdict.kind == "unsafe-therapist" else "crisis"
            yield from self._worded(now, self._in_danger(now.page, now.verdict))
        elif now.wish and now.about and not now.named.words:
            yield from self._followed(now, now.wish, now.about)
        elif asked := self._limit(now):
            now.kind = "out-of-scope" if asked.topic in {"instructions", "program", "greeting"} else "limits"
            yield from self._worded(now, self.steps.help.limit_page(asked.topic, self._nth()))
        elif not now.taken.said and now.wish in _NOTHING_SAID:
            now.kind = "out-of-scope"
            yield from self._worded(now, self.steps.help.blank(self._nth()))
        else:
            yield from self._coach(now)
        turn = self._turn(now)
        self.turns.append(turn)
        yield Finished(turn)

    def cancel(self) -> None:
        """Stop the model; the turn under way ends with the library's own words."""
        self._stop.set()
        if self.steps.writer:
            self.steps.writer.engine.cancel()

    def _begun(self, text: str) -> UnderWay:
        """A number that was typed to have another entry goes on with what was told before it."""
        if (at := chosen(text, self.turns)) is not None and (told := self._told()):
            return UnderWay(text, self._again, Taken(told[-1], told[-1]), at)
        now = UnderWay(text, self._again, taken(text, self.turns))
        now.about = taken_up(now.wish, self.turns) if now.wish else None
        return now

    def _tell_apart(self, now: UnderWay) -> None:
        """What is said to the program; where that cannot be told, what rules took it for stands. It comes after the
        screen, which waits for nothing."""
        if not self.steps.sorter:
            return
        with contextlib.suppress(CoachError):
            now.taken = told_apart(now.taken, self.turns, self.steps.sorter)
            now.about = taken_up(now.wish, self.turns) if now.wish else None

    # The steps, in their order

    def _screen(self, now: UnderWay) -> Iterator[Event]:
        begun = time.perf_counter()
        second = self.steps.writer.danger if self.steps.writer else None
        # With the message before it, a no would be as grave as that; by itself it may be only a no.
        mere = now.wish == "denied" and len(now.message.split()) <= _MERE_NO
        besides = now.taken.harmless
        alone = mere or besides is not None or now.chosen is not None
        heard = hear(besides or now.message, () if alone else self._recent(), self.steps.listener, second)
        now.verdict = heard.verdict if besides is None else after_a_no(heard.verdict)
        now.screen_ms = since(begun)
        if now.verdict.level != "crisis":
            self._tell_apart(now)
        if now.verdict.level == "clear" and self.turns and asks_of_harm(now.message, now.taken, self.turns[-1]):
            now.verdict = self.turns[-1].verdict
        stands = now.about if now.verdict.level == "clear" and not (now.about and now.about.verdict.is_faint) else None
        if stands:
            now.verdict = stands.verdict
        if now.verdict.level != "clear":
            follows = self._told()[-1:] if len(now.message.split()) <= _SHORT else []
            of = (now.verdict.kind, now.verdict.level, self.country, self._nth())
            text = " ".join((*follows, now.message))
            now.page = self.steps.help.page(*of, text, perhaps=not now.verdict.by_phrase)
            if stands and now.wish == "denied":
                now.page = replace(now.page, wording=self.steps.help.follow_up("denied", self._nth()))
        yield Screened(now.verdict, now.page)
        if heard.failed and not self._deaf:
            self._deaf = True
            yield Notice(heard.failed.title, heard.failed.msg)

    def _in_danger(self, page: HelpPage, verdict: Verdict) -> Wording:
        """Its words; where no phrase spoke of the danger, they say how to put that right if it was heard wrongly."""
        wording = page.wording
        if verdict.by_phrase or page.asks_first:
            return wording
        return replace(wording, help=f"{wording.help} {self.steps.help.follow_up('if-not', self._nth()).help}")

    def _followed(self, now: UnderWay, asked: Wish, last: Turn) -> Iterator[Event]:
        """What was said of the reply before is answered from the entry that it stands on; thanks lift no concern."""
        if now.page and not now.verdict.is_faint:
            yield from self._worded(now, now.page.wording)
            return
        now.kind, now.found = last.kind, Found(last.kind == "coaching", last.passages)
        now.rejects = rejects(now.message, self.turns, None)
        yield Searched(now.found.answerable, now.found.passages)
        page = self.steps.help.follow_up(asked, self._nth())
        yield from self._worded(now, answer(asked, last, self.turns, page, now.nth))

    def _coach(self, now: UnderWay) -> Iterator[Event]:
        yield from self._search(now)
        self._asked(now)
        if now.found.answerable:
            best = now.found.passages[0]
            yield Searched(True, now.found.passages)
            if now.page and not now.verdict.is_faint:
                yield from self._concerned(now, best.entry, now.page.wording)
            else:
                yield from self._from_entry(now, best)
        elif now.page:
            yield from self._worded(now, now.page.wording)
        else:
            now.kind = "out-of-scope"
            yield Searched(False, now.found.passages)
            told = self._told(to_tell=True)
            wording = unanswered(now.found, now.taken.told, self.steps.help, self._nth(), told, now.named)
            heard, titles = self._corrected(now, "heard", wording.heard), others(now.found.passages, first=1)
            help = self._with_others(wording.help, titles if self.turns and not now.named.words else "")
            yield from self._worded(now, replace(wording, heard=heard, help=help))

    def _search(self, now: UnderWay) -> Iterator[Event]:
        begun = time.perf_counter()
        try:
            now.found = self._found(now, self.steps.searcher)
        except LibraryError as error:
            now.found = self._found(now, self.steps.by_words)
            if not self._search_failed:
                yield Notice(error.title, error.msg)
            self._search_failed = True
        yield from self._quote(now)
        now.search_ms = since(begun)

    def _found(self, now: UnderWay, searcher: Searcher) -> Found:
        if now.chosen is not None:
            first, *rest = picked(self.turns[-1].passages, now.chosen)
            now.rejects = self.turns[-1].passages[0].entry.id if now.chosen else ""
            return Found(True, (first, *rest))
        now.rejects = rejects(now.message, self.turns, now.taken.objects or now.wish)
        rejected = {turn.rejects for turn in self.turns} | {now.rejects}
        now.topic = topic_of(self.turns, rejected)
        return found(now.said, self._told(), searcher, rejected, now.topic)

    def _asked(self, now: UnderWay) -> None:
        """What is asked about the telling itself; the talk's subject stays. A first message that an entry answers needs
        no other answer, and a page on danger is not answered past. Where that cannot be told, the search answers."""
        answered = now.found.answerable and is_answer(now.found.passages[0])
        concerned = bool(now.page) and not now.verdict.is_faint
        if not self.steps.answerer or now.chosen is not None or concerned or (answered and not self.turns):
            return
        of_another = is_of_another(now.said, self._told(), now.topic)
        there = self.steps.help.answers if self.turns else self.steps.help.answers - {FOR_WORDS}
        with contextlib.suppress(CoachError):
            plainly = answered or not self.turns
            now.asked = asked(now.message, self.steps.answerer, there, of_another=of_another, clearly=plainly)
        if now.asked.answers and not now.found.answerable:
            now.found = on_subject(now.found, now.topic)

    def _limit(self, now: UnderWay) -> Limit | None:
        """What is asked that the program does not do; what is only said to it on the way to something else is none."""
        asked = limit(now.message)
        if not asked or asked.topic not in {"identity", "program", "greeting"}:
            return asked
        return None if now.named.words else limit(now.said) if now.taken.said else asked

    def _quote(self, now: UnderWay) -> Iterator[Event]:
        """The person's own papers are quoted beside the reply; no model is shown them."""
        if not self.steps.papers:
            return
        try:
            now.quotes = self.steps.papers.quotes(now.said)
        except CoachError as error:
            if not self._papers_failed:
                yield Notice(error.title, error.msg)
            self._papers_failed = True

    def _from_entry(self, now: UnderWay, best: Passage) -> Iterator[Event]:
        """What stands in the entry is shown at once, and so is what can be said in the person's own words or is written
        for the case they are in; the rest the model fits to them. Where other words are asked for, they are those of
        the next cases, and then the model's."""
        entry, writer = best.entry, None if now.page else self.steps.writer
        shown = self._shown(entry)
        nth = now.nth + shown
        unsure = None if best.is_near else self.steps.help.unsure(nth)
        advised = advice(best, [turn.reply.help for turn in self.turns], self.steps.help.unsure(nth))
        bring = unsure.bring if unsure and not entry.of_life else advised.bring
        help = f"{unsure.help} {advised.help}" if unsure else advised.help
        wavers = not self.turns and not is_clearly_near(best)
        doubtful = now.chosen is None and (wavers or not best.is_near or now.taken.objects == "missed")
        titles = others(now.found.passages) if doubtful else ""
        told = self._told(to_tell=True)
        says = now.taken.told or now.said
        whom, learnt = of_whom(says, told, best, now.topic), writer.learnt if writer else None
        fixed, answers = standing(now, whom, self.turns, self.steps.help, self._nth(), _cited(help))
        yield now.set("bring", fixed.get("bring") or bring, "authored")
        yield now.set("help", fixed.get("help") or self._with_others(_cited(help), titles), "authored")
        general = _general(unsure) if unsure else _authored(entry, nth)
        if unsure:
            general["heard"] = told_of(says) or general["heard"]
        if shown:  # what the entry is about was told back already
            page = "asks-on" if has_questions(spelled(says)) else "goes-on"
            general["heard"] = self.steps.help.follow_up(page, self._nth()).heard
        general |= answers
        message = Message(says, bool(now.taken.told), told, now.named, now.besides(says))
        tasks, words, for_model, passed = prepared(message, whom, general, again=now.nth, nth=nth, learnt=learnt)
        for_model = tuple(part for part in for_model if part not in fixed)
        for part in WRITTEN:
            if part not in for_model:
                yield now.set(part, self._corrected(now, part, fixed.get(part) or words[part]), "authored")
        for part in for_model:
            made = None
            if writer:
                yield Writing(part)
                try:
                    made = self._write(now, tasks[part], writer, now.nth - passed[part])
                except CoachError as error:
                    writer = None
                    yield Notice(error.title, error.msg)
            yield now.set(part, self._corrected(now, part, made or words[part]), "model" if made else "authored")

    def _with_others(self, help: str, titles: str) -> str:
        """What helps, and behind it the numbers of entries that may be nearer."""
        return f"{help} {self.steps.help.follow_up('nearer', self._nth()).help} {titles}." if titles else help

    def _corrected(self, now: UnderWay, part: Part, text: str) -> str:
        """What is told back to who had to put the reply before right says first that it went wrong."""
        wrong = now.taken.objects == "missed" and not now.named.enough
        believed = now.taken.harmless is not None and now.verdict.level == "clear"
        page = "no-danger" if believed else "corrected" if wrong else ""
        return f"{self.steps.help.follow_up(page, self._nth()).heard} {text}" if page and part == "heard" else text

    def _write(self, now: UnderWay, wanted: Task, writer: Writer, nth: int) -> str | None:
        """The model's words for a part, or None where they failed the check or were stopped."""
        context = writer.context(wanted)
        if not context:
            return None
        now.model = writer.engine.name
        if self._stop.is_set():
            now.stopped = True
            return None
        for attempt in writer.attempts(wanted, context, now.tally, nth):
            now.stopped = now.stopped or attempt.cancelled
            if attempt.problem is None and not attempt.cancelled:
                return attempt.text
            if self._stop.is_set():
                now.stopped = True
                break
        return None

    def _concerned(self, now: UnderWay, entry: Entry, wording: Wording) -> Iterator[Event]:
        """The entry answers; what is said of the worry, and the words for it, are the page's. No model writes here."""
        yield now.set("bring", wording.bring or entry.bring, "authored")
        yield now.set("help", _cited(entry.help), "authored")
        yield now.set("heard", wording.heard, "authored")
        yield now.set("say", wording.say, "authored")

    def _worded(self, now: UnderWay, wording: Wording) -> Iterator[Event]:
        """A page that people wrote, as it stands."""
        for part in PARTS:
            text: str = getattr(wording, part)
            if text:
                yield now.set(part, text, "authored")

    # What comes of it

    def _turn(self, now: UnderWay) -> Turn:
        words = {str(part): text for part, text in now.words.items()}
        turn = Turn(
            message=now.message,
            kind=now.kind,
            verdict=now.verdict,
            passages=now.found.passages,
            reply=Reply(**words),
            origin=dict(now.origin),
            page=now.page,
            model=now.model,
            timings=timings(now.tally, now.begun, now.first_shown, now.screen_ms, now.search_ms),
            stopped=now.stopped,
            quotes=now.quotes,
            said="" if now.wish and now.about else now.taken.said,
            told="" if now.wish and now.about else now.taken.told,
            rejects=now.rejects,
            answers=now.asked.answers,
        )
        return replace(turn, text=plain(turn))

    def _recent(self) -> list[str]:
        return [turn.message for turn in self.turns[-_RECENT:]]

    def _told(self, *, to_tell: bool = False) -> list[str]:
        """What the person said before, without what was said of a reply; `to_tell` without what spoke of danger."""
        some = self.turns[-_RECENT:]
        if to_tell:
            may_be_told = (turn for turn in some if turn.verdict.level == "clear" or turn.verdict.is_faint)
            return list(dict.fromkeys(turn.told for turn in may_be_told if turn.told))
        return list(dict.fromkeys(turn.said for turn in some if turn.said))

    def _shown(self, entry: Entry) -> int:
        """How many replies before this one stand on an entry."""
        on = [turn.passages[:1] for turn in self.turns if turn.said and turn.kind == "coaching"]
        return sum(one.entry.id == entry.id for some in on for one in some)

    def _nth(self) -> int:
        """Counts on, so that wordings rotate."""
        return len(self.turns) + self._again


def _cited(text: str) -> str:
    return f"{text} [1]"


def _authored(entry: Entry, nth: int) -> dict[Written, str]:
    """The entry's words for the parts that are else the person's or the model's; another size of sentence each time."""
    return {"heard": entry.heard, "say": (entry.say.headline, entry.say.detail, entry.say.hint)[nth % 3]}


def _general(wording: Wording) -> dict[Written, str]:
    return {"heard": wording.heard, "say": wording.say}
