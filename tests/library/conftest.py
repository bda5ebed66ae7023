from collections.abc import Callable
from pathlib import Path

import pytest

ENTRY = """---
id: {id}
title: {title}
asks:
{asks}
heard: You are wondering about this.
help: It can be said aloud. Your therapist can hear it.
say:
  hint: I'd like to ask about something.
  headline: I'd like to ask about something that stays with me.
  detail: I'd like to ask about something that stays with me, and I am not sure how to begin.
bring: One sentence about it.
sources:
  - "A made-up source"
reviewed: 2026-01-02
---

{body}
"""

Write = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty library."""
    return tmp_path / "knowledge"


@pytest.fixture
def write(folder: Path) -> Write:
    """Writes a sound entry, or one with a part of it replaced."""

    def write(id: str = "faq/late", title: str = "Coming late", word: str = "late", **replaced: str) -> Path:
        kind, _, name = id.partition("/")
        where = {"faq": "faq", "about": "about", "sign": "signs", "tip": "tips", "guide": "guides"}[kind]
        asks = "\n".join(f"  - what about being {word} for the {n}. time" for n in range(12))
        body = f"Being {word} is common.\n\nAna came {word} once.\nShe said so."
        text = ENTRY.format(id=id, title=title, asks=asks, body=body)
        for old, new in replaced.get("swap", {}).items():  # type: ignore[attr-defined]
            assert old in text
            text = text.replace(old, new)
        path = folder / where / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write
