"""Write a card to a file, when asked: Markdown, plain text, or a page to print."""

import html
import textwrap
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from coach.errors import CardError
from coach.rehearsal.base import Card
from coach.rehearsal.files import write_new

_WIDTH = 76
HEADS = {"say_first": "Say this first", "detail": "If there is time", "ask": "What I want to ask"}
AFTER = {"said": "Did I say it?", "happened": "What happened?", "next": "What next? One small step"}
_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>For my session</title>
<style>body{{font:18pt/1.5 Georgia,serif;max-width:32em;margin:3em auto;color:#111}}h1{{font-size:14pt;color:#555}}
h2{{font-size:13pt;color:#555;margin:1.6em 0 .2em}}p{{margin:0}}</style>
<h1>For my session</h1>
{rows}
</html>
"""


def rows(card: Card, after: dict[str, str] | None = None) -> list[tuple[str, str]]:
    """Heads and lines, without what is empty."""
    lines = [(HEADS[name], getattr(card, name).strip()) for name in HEADS]
    lines += [(AFTER[name], (after or {}).get(name, "").strip()) for name in AFTER]
    return [(head, text) for head, text in lines if text]


def write(card: Card, path: Path, after: dict[str, str] | None = None) -> Path:
    """Write a card where the person said, for their eyes alone; the file's ending says in which form.

    Raises:
        CardError: there is such a file already, the ending is another, or it cannot be written.
    """
    path = path.expanduser()
    form = _FORMS.get(path.suffix.lower())
    if form is None:
        raise CardError(f"“{path.name}” is no card", f"Let the name end in one of: {', '.join(_FORMS)}.")
    try:
        write_new(path, form(rows(card, after)))
    except FileExistsError:
        raise CardError(f"{path.name} is there already", "Nothing was changed. Choose another name.") from None
    except (OSError, ValueError) as error:
        told = error.strerror if isinstance(error, OSError) else None
        raise CardError(
            f"{path.name} could not be saved", f"The card is still on the screen. ({told or error})"
        ) from error
    return path


def as_text(rows: Sequence[tuple[str, str]]) -> str:
    """Heads with their lines, in plain text."""
    return "\n\n".join(f"{head}\n" + _indented(text) for head, text in rows)


def _indented(text: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent="  ", subsequent_indent="  ")


def suggested() -> str:
    """A name for today's card."""
    return f"~/card-{date.today().isoformat()}.md"


def _markdown(lines: list[tuple[str, str]]) -> str:
    return "# For my session\n\n" + "\n".join(f"**{head}**\n\n{text}\n" for head, text in lines)


def _plain(lines: list[tuple[str, str]]) -> str:
    return as_text(lines) + "\n"


def _page(lines: list[tuple[str, str]]) -> str:
    return _PAGE.format(
        rows="\n".join(f"<h2>{html.escape(head)}</h2><p>{html.escape(text)}</p>" for head, text in lines)
    )


_FORMS: dict[str, Callable[[list[tuple[str, str]]], str]] = {".md": _markdown, ".txt": _plain, ".html": _page}
