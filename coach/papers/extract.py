"""Take the text out of a file: Markdown, plain text, PDF, DOCX. Nothing in it is followed, run or fetched."""

import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from coach.errors import PaperError
from coach.papers.base import Excerpt

MOST_BYTES = 20_000_000
"""The largest file that is taken."""
MOST_WORDS = 400_000
"""The most words of one file; a long book has fewer."""
_MOST_UNPACKED = 200_000_000
_WORDS = (40, 120)
"""Words of an excerpt: below the first it takes in the next paragraph, above the second it is cut."""
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.+?)\s*#*\s*$")
_RULED = re.compile(r"\s*(?:=+|-{3,})\s*$")


@dataclass(frozen=True)
class Block:
    """A paragraph, with the heading above it and its page."""

    text: str
    heading: str = ""
    page: int | None = None


def extract(path: Path) -> tuple[Excerpt, ...]:
    """What a file says, in excerpts, in order.

    Raises:
        PaperError: it is not there, of another kind, too large, locked, broken, or holds no text.
    """
    reader = _READERS.get(path.suffix.lower())
    if not path.is_file():
        raise PaperError(f"There is no file {path}", "Check the name, and that you may read it.")
    if reader is None:
        kinds = ", ".join(sorted(_READERS))
        raise PaperError(
            f"{path.name} is of a kind that cannot be read", f"These can: {kinds}. Save it as one of them."
        )
    try:
        if path.stat().st_size > MOST_BYTES:
            raise PaperError(f"{path.name} is too large", f"At most {MOST_BYTES // 1_000_000} MB can be added.")
        excerpts = tuple(_excerpts(reader(path)))
    except OSError as error:
        raise PaperError(f"{path.name} cannot be read", f"Nothing was added. ({error.strerror or error})") from error
    if not excerpts:
        raise PaperError(
            f"There is no text in {path.name}",
            "It may be a scan, which holds pictures of words. Add a version with text, or type the part that matters.",
        )
    return excerpts


def _text(path: Path) -> Iterator[Block]:
    raw = path.read_bytes()
    for encoding in ("utf-16",) if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "cp1252"):
        try:
            yield from _paragraphs(raw.decode(encoding))
            return
        except UnicodeDecodeError:
            continue
    raise PaperError(f"{path.name} is not text", "Nothing was added. Save it as UTF-8 text, and add it again.")


def _paragraphs(text: str, page: int | None = None) -> Iterator[Block]:
    """Paragraphs between empty lines, with Markdown's headings."""
    heading, lines = "", list[str]()
    for line in [*text.splitlines(), ""]:
        marked = _HEADING.match(line)
        if lines and len(lines) == 1 and _RULED.match(line):
            heading, lines = lines[0].strip(), []
        elif marked or not line.strip():
            if lines:
                yield Block(" ".join(lines), heading, page)
            lines = []
            heading = marked.group(1) if marked else heading
        else:
            lines.append(line.strip())


def _pdf(path: Path) -> Iterator[Block]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise PaperError(f"{path.name} is locked", "Save a copy without the password, and add that.")
        for number, page in enumerate(reader.pages, 1):
            yield from _paragraphs(page.extract_text() or "", number)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise _broken(path) from error


def _docx(path: Path) -> Iterator[Block]:
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table

    try:
        with zipfile.ZipFile(path) as packed:
            if sum(one.file_size for one in packed.infolist()) > _MOST_UNPACKED:
                raise PaperError(f"{path.name} is too large", "What it unpacks to would fill the memory.")
        heading = ""
        for part in docx.Document(str(path)).iter_inner_content():
            if isinstance(part, Table):
                rows = ("; ".join(cell.text for cell in row.cells if cell.text.strip()) for row in part.rows)
                yield from (Block(row, heading) for row in rows if row)
            elif (part.style.name or "").startswith(("Heading", "Title")) if part.style else False:
                heading = part.text.strip() or heading
            elif part.text.strip():
                yield Block(part.text, heading)
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, AttributeError) as error:
        raise _broken(path) from error


Reader = Callable[[Path], Iterable[Block]]
_READERS: dict[str, Reader] = {".md": _text, ".markdown": _text, ".txt": _text, ".pdf": _pdf, ".docx": _docx}


def _broken(path: Path) -> PaperError:
    return PaperError(
        f"{path.name} is broken", "Nothing was added. Open it in another program, save it again, and add it."
    )


def _excerpts(blocks: Iterable[Block]) -> Iterator[Excerpt]:
    """Short paragraphs of one place joined, long ones cut."""
    held, total = None, 0
    for block in map(_clean, blocks):
        words = block.text.split()
        total += len(words)
        if total > MOST_WORDS:
            raise PaperError("The file is too long", f"At most {MOST_WORDS:,} words can be added. Add a part of it.")
        if not words:
            continue
        if held and (held.heading, held.page) == (block.heading, block.page) and len(held.text.split()) < _WORDS[0]:
            held = replace(held, text=f"{held.text} {block.text}")
        else:
            yield from _cut(held)
            held = block
    yield from _cut(held)


def _cut(block: Block | None) -> Iterator[Excerpt]:
    words = block.text.split() if block else []
    if block and any(letter.isalnum() for letter in block.text):
        for at in range(0, len(words), _WORDS[1]):
            yield Excerpt(" ".join(words[at : at + _WORDS[1]]), block.heading, block.page)


def _clean(block: Block) -> Block:
    return replace(block, text=printable(block.text), heading=printable(block.heading)[:80])


def printable(text: str) -> str:
    """A text on one line, without what a terminal would obey."""
    kept = (" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in text)
    return " ".join("".join(kept).split())
