"""The words of a model on messages that are held out: `python -m benchmarks.words [--model ID] [--untuned | --plain]`.

The messages of `benchmarks/data/words.jsonl` lie on entries and situations that nothing in `training/words/` touches;
each has a reply that a person wrote with care. What is plain is shown in the person's own words (*own*), what is surely
of a case of the entry in those that people wrote for it (*case*), and no model is asked; with `--every` it is, and with
`--no-cases` there are none. For all else the model's first attempt at each part is judged by code, and what would be
shown: the truest of those that pass, or the library's own words. `--untuned` takes the model without its adapter, with
examples in its prompt; `--plain` is the yardstick, a program that puts the entry into the system message, asks for both
parts and shows what comes. `--rules` asks no model: how far the rules go.
`--rows N` takes N messages, evenly spread (28 of them are easier than most), `--drawn N` as many at random.
`--out FILE` keeps the replies, for a blind comparison (`benchmarks.words_blind`).

The table: how many are in the person's own words, in those of a case, and in the entry's (*floor*); of those that the
model was asked for: form (one sentence, or one or two, whole, of the right length); first person, to the therapist;
faithful (the rules on who did what find nothing, and neither does the verifier); specific (has words of the message
that the entry has not); the rules that first attempts failed. An attempt counts
under the first rule that it fails: what has no form is not looked at for its faith.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

from coach.assembly import CONTEXT, EMBEDDER, Parts, assemble
from coach.dialogue.dictated import named
from coach.dialogue.gist import gist
from coach.dialogue.nearby import offers
from coach.dialogue.own import own_words as take_apart
from coach.dialogue.prompt import WRITTEN, Prompts, Task, Written, task
from coach.dialogue.telling import is_left_to_entry
from coach.dialogue.writer import Attempt, Tally, Writer, gather
from coach.encoder import Embedder
from coach.engine.base import Engine, Message, Request
from coach.engine.process import ProcessEngine
from coach.guard.base import Context, Problem
from coach.guard.check import check
from coach.guard.meaning import check_meaning
from coach.guard.words import content
from coach.library.base import Entry, Passage
from coach.library.cases import CaseFinder, texts_of
from coach.library.entries import Library, load_library
from coach.library.index import FITTED
from coach.library.message import query
from coach.models.store import Store

ROWS = Path(__file__).parent / "data" / "words.jsonl"
_FAITH = {
    "turned-round", "negation", "tense", "feeling-not-voiced", "new-number", "new-name", "new-person", "broken",
    "question-lost", "clause-lost",
}  # fmt: skip
_PERSON = {
    "unclear-who",
    "not-first-person",
    "speaks-of-the-therapist",
    "speaks-as-therapist",
    "not-told-back",
    "quoted",
    "echo",
}
_FORM = {"empty", "control-character", "markup", "exclamation", "too-long", "unfinished", "too-many-sentences", "asks"}


_PLAIN = (
    "You help a client get ready for a session with their therapist. Use this guide.\n\n{title}\n{help}\n"
    "They could say: {say}\n\nAnswer in two lines. Heard: one sentence that tells the client what you heard. "
    "Say: one or two sentences that the client could say to the therapist, in the client's own voice."
)
_PLAIN_GRAMMAR = 'root ::= "Heard: " [^\\n]{10,240} "\\nSay: " [^\\n]{10,240}'


@dataclass(frozen=True)
class Row:
    """A message that is held out, and a reply to it by hand."""

    id: str
    entry: str
    message: str
    before: list[str]
    heard: str
    say: str


@dataclass(frozen=True)
class Told:
    """One part for one message: the first attempt, why it failed if it did, what of it is shown, if any, and the
    library's own words that stand in for it. `own`: it is in the person's own words, `case`: in those of a case; and no
    model was asked."""

    id: str
    part: Written
    first: str
    problem: str
    shown: str
    specific: bool
    floor: str
    own: bool = False
    case: bool = False


def rows() -> list[Row]:
    """All held-out messages."""
    return [Row(**json.loads(line)) for line in ROWS.read_text("utf-8").splitlines()]


def own_words(entry: Entry, part: Written) -> str:
    """What the coach shows of an entry where nothing of the model's passes."""
    return entry.heard if part == "heard" else entry.say.headline


class Nearest:
    """Finds the cases of a message's own entry."""

    def __init__(self, library: Library, *, cases: bool = True) -> None:
        store = Store()
        self._library, self._cases = library, cases
        self._embedder = Embedder(store.trusted_path(store.catalog.get(EMBEDDER)), FITTED)
        vectors = cache(lambda id: self._embedder.encode(texts_of(library.get(id))))
        self._finder = CaseFinder(library, lambda entry: vectors(entry.id))

    def passage(self, row: Row) -> Passage:
        """The entry as if the search had found it, with its cases."""
        entry, asked = self._library.get(row.entry), query(row.message, row.before)
        if not self._cases:
            return Passage(entry, 1.0)
        text = asked.joined or asked.whole
        return Passage(entry, 1.0, *self._finder.find(entry, text, self._embedder.encode([text])[0]))


def _context(row: Row, entry: Entry, part: Written) -> tuple[Task, Context]:
    """What a part is to be made of, and what it is held against."""
    text = gist(row.message, entry, row.before)
    wanted = task(part, text, Passage(entry, 1.0))
    return wanted, Context(text, wanted.draft, wanted.wish)


def _told(row: Row, entry: Entry, part: Written, first: str, problem: Problem | None, shown: str) -> Told:
    wanted, context = _context(row, entry, part)
    own = set(content(context.message)) - set(content(f"{wanted.wish} {entry.title}"))
    specific = bool(own & set(content(first))) or not own
    return Told(row.id, part, first, problem.rule if problem else "", shown, specific, own_words(entry, part))


def reply(nearest: Nearest, writer: Writer | None, row: Row, *, every: bool = False) -> list[Told]:
    """What the coach makes of a message on its own entry; `every`: the model is asked for all of it."""
    passage, told = nearest.passage(row), []
    entry = passage.entry
    parts = take_apart(row.message, passage, row.before, 0, named(row.message, row.before))
    tasks, owns = parts.tasks, parts.words
    for part, wanted in tasks.items():
        own = owns[part]
        words = "" if every else offers(wanted, own, passage)[0]
        if words:
            told.append(replace(_told(row, entry, part, words, None, words), own=bool(own), case=not own))
            continue
        tries = _tries(writer, wanted, every=every)
        good = next((one.text for one in tries if one.problem is None), "")
        first = next((one for one in tries if one.nth == 0), tries[-1]) if tries else Attempt("", None)
        told.append(_told(row, entry, part, first.text, first.problem, good))
    return told


def _tries(writer: Writer | None, wanted: Task, *, every: bool) -> list[Attempt]:
    """The model's attempts at a part; none where it is not asked."""
    if not writer or (not every and is_left_to_entry(wanted, learnt=writer.learnt)):
        return []
    held = writer.context(wanted)
    return list(writer.attempts(wanted, held, Tally())) if held else []


def writer(parts: Parts, model: str, *, untuned: bool) -> Writer:
    """The coach's writer, with or without what the model has learnt."""
    if not untuned:
        assert parts.engine
        return Writer(parts.engine, Prompts(learnt=parts.learnt), parts.listener)
    return Writer(ProcessEngine(model, Store().resolve(model).path, CONTEXT), Prompts(), parts.listener)


def plain(parts: Parts, engine: Engine, row: Row) -> list[Told]:
    """What a plain program shows for a message: all that the model writes, judged by the same rules."""
    entry, told = parts.library.get(row.entry), []
    system = Message("system", _PLAIN.format(title=entry.title, help=entry.help, say=entry.say.headline))
    asked = Message("user", " ".join((*row.before, row.message)))
    text, _ = gather(engine, Request((system, asked), grammar=_PLAIN_GRAMMAR, max_tokens=160, temperature=0.0), Tally())
    heard, _, say = text.removeprefix("Heard: ").partition("\nSay: ")
    for part, written in (("heard", heard), ("say", say)):
        _, context = _context(row, entry, part)
        problem = check(part, written, context)
        if parts.listener and not problem:
            problem = check_meaning(part, written, context, parts.listener)
        told.append(_told(row, entry, part, written, problem, written))
    return told


def table(name: str, told: Sequence[Told]) -> None:
    """By part: the shares in the person's and the library's own words; of what the model wrote, of first attempts."""
    titles = (
        ("n", 5),
        ("own", 8),
        ("case", 8),
        ("floor", 8),
        ("model", 8),
        ("form", 8),
        ("person", 8),
        ("faithful", 10),
        ("specific", 10),
    )
    print(f"\n{name}\n{'':8}" + "".join(f"{title:>{width}}" for title, width in titles))
    for part in WRITTEN:
        every = [one for one in told if one.part == part]
        some = [one for one in every if one.first and not (one.own or one.case)]
        tests = ([one.own for one in every], [one.case for one in every], [not one.shown for one in every])
        shares = "".join(f"{sum(test) / len(every):8.3f}" for test in tests)
        print(f"{part:8}{len(every):5}{shares}{len(some):8}", end="" if some else "\n")
        if not some:
            continue
        failed = Counter(one.problem for one in some)
        held = [1 - sum(failed[rule] for rule in kind) / len(some) for kind in (_FORM, _PERSON, _FAITH)]
        specific = sum(one.specific for one in some) / len(some)
        print(f"{held[0]:8.3f}{held[1]:8.3f}{held[2]:10.3f}", end="")
        print(f"{specific:10.3f}")
        print("        " + ", ".join(f"{rule} {count}" for rule, count in failed.most_common(9) if rule))


def told_by_model(args: argparse.Namespace, wanted: Sequence[Row]) -> Iterator[list[Told]]:
    """Both parts of each message, by the coach or the plain program with a model."""
    parts = assemble(args.model)
    parts.prepare()
    writes = writer(parts, args.model, untuned=args.untuned or args.plain)
    writes.prepare()
    nearest = Nearest(parts.library, cases=not args.no_cases)
    try:
        for row in wanted:
            yield (plain(parts, writes.engine, row) if args.plain else reply(nearest, writes, row, every=args.every))
    finally:
        writes.engine.close()
        parts.close()


def told_by_rules(args: argparse.Namespace, wanted: Sequence[Row]) -> Iterator[list[Told]]:
    """Both parts of each message without a model."""
    nearest = Nearest(load_library(), cases=not args.no_cases)
    return (reply(nearest, None, row) for row in wanted)


def main() -> int:
    """Run and print, or write the sheet."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--model", default="qwen2.5-coder-1.5b")
    parser.add_argument("--untuned", action="store_true")
    parser.add_argument("--every", action="store_true", help="the model words what is plain, too")
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--rules", action="store_true", help="no model is asked")
    parser.add_argument("--no-cases", action="store_true", help="the words of cases are left out")
    parser.add_argument("--rows", type=int, help="only so many, evenly spread")
    parser.add_argument("--drawn", type=int, help="only so many, drawn at random, always the same ones")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    wanted = rows()
    wanted = wanted[:: max(1, len(wanted) // args.rows)] if args.rows else wanted
    wanted = random.Random(1).sample(wanted, args.drawn) if args.drawn else wanted
    told: list[Told] = []
    for both in told_by_rules(args, wanted) if args.rules else told_by_model(args, wanted):
        told += both
        if args.out:
            with args.out.open("a", encoding="utf-8") as file:
                file.writelines(json.dumps(asdict(one)) + "\n" for one in both)
    how = ", plain" if args.plain else ", untuned" if args.untuned else ""
    table("rules alone" if args.rules else f"{args.model}{how}", told)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
