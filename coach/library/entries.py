"""Read the library: one Markdown file an entry, as `knowledge/README.md` describes."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from coach import paths
from coach.errors import LibraryError
from coach.library.base import Case, Entry, Say

KINDS = {"sign": "signs", "tip": "tips", "faq": "faq", "about": "about", "guide": "guides"}
PieceKind = Literal["ask", "head", "body", "case"]


@dataclass(frozen=True)
class Piece:
    """A text by which an entry can be found: one ask, its title and help, or one paragraph of its body; or one by which
    a case within it can be, what it tells back or says."""

    entry: str
    kind: PieceKind
    text: str


class Library:
    """All entries, in the order of their kinds and ids; and messages that none of them answers.

    Args:
        entries: what was read.
        elsewhere: messages with no answer here, from which the search learns where the library ends.
        folder: where they were read from; None for the one that ships with the program.
    """

    def __init__(self, entries: tuple[Entry, ...], elsewhere: tuple[str, ...] = (), folder: Path | None = None) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self.elsewhere = elsewhere
        self.folder = folder or paths.shipped("knowledge")

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def all(self) -> tuple[Entry, ...]:
        """Every entry."""
        return tuple(self._entries.values())

    def get(self, id: str) -> Entry:
        """The entry with this id.

        Raises:
            LibraryError: there is none.
        """
        try:
            return self._entries[id]
        except KeyError:
            raise LibraryError(f"No entry is called “{id}”", "See the ids with: coach library list") from None

    def by_kind(self, kind: str) -> tuple[Entry, ...]:
        """The entries of one kind: sign, tip, faq, about or guide."""
        return tuple(entry for entry in self if entry.kind == kind)


def load_library(folder: Path | None = None) -> Library:
    """Read every entry below a folder; the one that ships with the program unless another is named.

    Raises:
        LibraryError: a file is not an entry; the message names the file and what is wrong.
    """
    root = folder or paths.shipped("knowledge")
    entries: dict[str, Entry] = {}
    for path in (path for name in KINDS.values() for path in sorted((root / name).glob("*.md"))):
        entry = read_entry(path)
        if entry.id in entries:
            raise _faulty(path, f"the field 'id' is “{entry.id}”, as in {entries[entry.id].path.name}")
        entries[entry.id] = entry
    if not entries:
        raise LibraryError("The library is empty", f"No entries lie in {root}. Install the program again.")
    for id, asked in _questions(root / "questions.tsv", entries).items():
        entries[id] = _asked(entries[id], asked)
    return Library(tuple(entries.values()), _elsewhere(root / "elsewhere.txt"), root)


def read_entry(path: Path) -> Entry:
    """Read one file.

    Raises:
        LibraryError: it is not an entry; the message names the file and the field.
    """
    try:
        return _entry(*_split(path.read_text(encoding="utf-8")), path)
    except _Twice as error:
        raise _faulty(path, str(error)) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1} " if mark else ""
        raise _faulty(
            path, f"{where}of the part between the --- lines cannot be read; a text with “: ” needs quotes"
        ) from error
    except UnicodeDecodeError as error:
        raise _faulty(path, "it is not UTF-8 text") from error
    except (ValueError, OSError) as error:
        raise _faulty(path, str(error)) from error


def pieces(entry: Entry) -> tuple[Piece, ...]:
    """The texts by which an entry can be found."""
    return (
        *(Piece(entry.id, "ask", ask) for ask in (*entry.asks, *entry.also)),
        Piece(entry.id, "head", f"{entry.title}. {entry.help}"),
        *(Piece(entry.id, "body", text) for text in paragraphs(entry)),
    )


def case_pieces(entry: Entry) -> tuple[Piece, ...]:
    """What its cases tell back and say. An entry is not found by these, which made the search a little worse."""
    return tuple(Piece(entry.id, "case", text) for case in entry.cases for text in (case.heard, case.say))


def paragraphs(entry: Entry) -> tuple[str, ...]:
    """The body's paragraphs, each on one line."""
    return tuple(_line(part) for part in re.split(r"\n\s*\n", entry.body) if part.strip())


class _Twice(yaml.YAMLError):
    """A name stands twice; which of both is meant?"""


class _Loader(yaml.CSafeLoader):
    """Reads no file in which a name stands twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """The mapping; the usual loader keeps the last of two and says nothing."""
        names = [str(key.value) for key, _ in node.value]
        if twice := next((name for at, name in enumerate(names) if name in names[:at]), ""):
            raise _Twice(f"the name '{twice}' stands twice; which of both is meant?")
        return dict(super().construct_mapping(node, deep))


class _Fields(YAMLHandler):  # type: ignore[misc]  # the package has no types
    """The part between the --- lines."""

    def load(self, fm: str, **_: object) -> Any:
        """Read it."""
        return yaml.load(fm, Loader=_Loader)


def _split(text: str) -> tuple[dict[str, Any], str]:
    """The fields and the body of a file."""
    try:
        post = frontmatter.loads(text, handler=_Fields())
    except ValueError as error:
        raise ValueError(f"a date, most likely the field 'reviewed', cannot be: {error}") from error
    return post.metadata, post.content


def _entry(meta: dict[str, Any], body: str, path: Path) -> Entry:
    say = _field(meta, "say")
    if not isinstance(say, dict):
        raise ValueError("the field 'say' needs hint, headline and detail below it")
    reviewed = _field(meta, "reviewed")
    if type(reviewed) is not date:
        raise ValueError("the field 'reviewed' is not a date such as 2026-11-23")
    return Entry(
        id=_text(meta, "id"),
        title=_text(meta, "title"),
        asks=_texts(meta, "asks"),
        heard=_text(meta, "heard"),
        help=_text(meta, "help"),
        say=Say(*(_text(say, size) for size in ("hint", "headline", "detail"))),
        bring=_text(meta, "bring"),
        sources=_texts(meta, "sources"),
        reviewed=reviewed,
        body=body.strip(),
        path=path,
        close=_texts(meta, "close") if meta.get("close") is not None else (),
        cases=_cases(meta),
        of_others=_flag(meta, "of_others", False),
        of_them=_flag(meta, "of_them", False),
        of_life=_flag(meta, "of_life", False),
        own_words=_flag(meta, "own_words", True),
    )


def _cases(meta: dict[str, Any]) -> tuple[Case, ...]:
    cases = meta.get("cases", {})
    if not isinstance(cases, dict) or not all(isinstance(case, dict) for case in cases.values()):
        raise ValueError("the field 'cases' needs a name for each, with heard and say below it")
    return tuple(_case(str(key), case) for key, case in cases.items())


def _case(key: str, case: dict[str, Any]) -> Case:
    close, help, bring = (_text(case, name) if name in case else "" for name in ("close", "help", "bring"))
    return Case(key, _text(case, "heard"), _text(case, "say"), close=close, help=help, bring=bring)


def _asked(entry: Entry, asked: Sequence[tuple[str, str]]) -> Entry:
    """The entry with more ways to ask, each beside the case that it is of, or beside nothing."""
    cases = (replace(case, asks=tuple(text for text, key in asked if key == case.key)) for case in entry.cases)
    return replace(entry, also=tuple(text for text, _ in asked), cases=tuple(cases))


def _field(meta: dict[str, Any], name: str) -> Any:
    if meta.get(name) is None:
        raise ValueError(f"the field '{name}' is missing or empty")
    return meta[name]


def _flag(meta: dict[str, Any], name: str, usual: bool) -> bool:
    value = meta.get(name, usual)
    if not isinstance(value, bool):
        raise ValueError(f"the field '{name}' is not true or false")
    return value


def _text(meta: dict[str, Any], name: str) -> str:
    return _line(_field(meta, name), name)


def _texts(meta: dict[str, Any], name: str) -> tuple[str, ...]:
    values = _field(meta, name)
    if not isinstance(values, list):
        raise ValueError(f"the field '{name}' is not a list, each line with a dash before it")
    return tuple(_line(value, name) for value in values)


def _line(value: object, name: str = "body") -> str:
    """A text on one line; what YAML took for something else (yes, 12, a: b) is sent back to its writer."""
    if not isinstance(value, str):
        raise ValueError(f"the field '{name}' holds {value!r}, which needs quotes around it")
    return re.sub(r"\s+", " ", value).strip()


def _questions(path: Path, entries: Mapping[str, Entry]) -> dict[str, list[tuple[str, str]]]:
    """More ways to ask for each entry, with the case each is of: a row is an id, a tab, a question, and a tab and a
    case where it is of one."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    for number, line in enumerate(lines, 1):
        id, text, case, *rest = (*line.split("\t"), "", "")
        known = id in entries and case in {"", *(one.key for one in entries[id].cases)}
        if not known or not text.strip() or any(rest):
            raise LibraryError(
                f"Line {number} of {path.name} cannot be read",
                "Nothing is lost; a line is the id of an entry, a tab, a question, and where it is of a case of this "
                f"entry, a tab and the case. ({path})",
            )
        found[id].append((" ".join(text.split()), case))
    return found


def _elsewhere(path: Path) -> tuple[str, ...]:
    if not path.is_file():
        return ()
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def _faulty(path: Path, why: str) -> LibraryError:
    return LibraryError(f"{path.name} is not an entry", f"Nothing is lost; mend the file: {why}. ({path})")
