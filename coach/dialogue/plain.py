"""A reply as plain text: for the command line, for copying, and for a screen reader."""

import textwrap

from coach.dialogue.base import Turn
from coach.guard.base import HelpLine, HelpPage

WIDTH = 76


def plain(turn: Turn) -> str:
    """The whole reply, in paragraphs at most `WIDTH` wide."""
    in_danger = turn.kind in {"crisis", "unsafe-therapist"}
    blocks = [_wrapped(turn.reply.heard), _wrapped(turn.reply.help)]
    if turn.page and in_danger:
        blocks += [_wrapped(turn.page.wording.question), *resources(turn.page)]
    if turn.reply.say:
        blocks.append("You could say\n" + _wrapped(f"“{turn.reply.say}”", "  "))
    if turn.reply.bring:
        blocks.append(_wrapped(f"To bring: {turn.reply.bring}"))
    if turn.page and not in_danger:
        blocks += [_wrapped(turn.page.wording.question), *resources(turn.page)]
    blocks += [_sources(turn), *quoted(turn)]
    return "\n\n".join(block for block in blocks if block)


def resources(page: HelpPage) -> list[str]:
    """Where help is, one paragraph a line: the emergency number first."""
    turn_to = [_wrapped(text) for text in page.turn_to.split("\n\n")]
    return [_wrapped(text) for text in _emergency(page)] + [_line(line) for line in page.lines] + turn_to


def quoted(turn: Turn) -> list[str]:
    """What the person's own papers say, each with its place."""
    return [f"In your own papers: {quote.place}\n" + _wrapped(f"“{quote.excerpt.text}”", "  ") for quote in turn.quotes]


def numbers(page: HelpPage) -> list[str]:
    """Whom to reach and how, one line each and no more: the emergency number first."""
    return _emergency(page) + [_reached(line) for line in page.lines]


def privacy(page: HelpPage) -> str:
    """What the lines can and cannot keep private; those that say the same are told together."""
    told: dict[str, list[str]] = {}
    for line in page.lines:
        if line.private:
            told.setdefault(line.private, []).append(line.name)
    return "\n".join(f"{', '.join(names)}: {text}" for text, names in told.items())


def _emergency(page: HelpPage) -> list[str]:
    return [f"In immediate danger: {page.emergency}"] if page.emergency else []


def _reached(line: HelpLine) -> str:
    return f"{line.name}: {line.how}" + (f" ({line.hours})" if line.hours else "")


def _line(line: HelpLine) -> str:
    told = [text for text in (line.about, line.private) if text]
    return "\n".join([_wrapped(_reached(line)), *(_wrapped(text, "  ") for text in told)])


def _sources(turn: Turn) -> str:
    if turn.kind == "coaching" and turn.passages and "[1]" in turn.reply.help:
        return f"[1] {turn.passages[0].entry.title} ({turn.passages[0].entry.id})"
    if turn.kind == "out-of-scope" and turn.passages:
        near = [f"- {passage.entry.title} ({passage.entry.id})" for passage in turn.passages]
        return "\n".join(["Near it in the library:", *near])
    return ""


def _wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
