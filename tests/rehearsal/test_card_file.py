from pathlib import Path

import pytest

from coach.errors import CardError
from coach.rehearsal.base import Card
from coach.rehearsal.card_file import rows, write

CARD = Card("I lied about my job. <b>", "", "Could we take some time?")


@pytest.mark.parametrize("ending", [".md", ".txt", ".html"])
def test_a_card_is_written_in_each_form_and_never_over_another_file(tmp_path: Path, ending: str) -> None:
    path = write(CARD, tmp_path / f"card{ending}", {"said": "Yes", "next": ""})
    text = path.read_text("utf-8")
    assert "Could we take some time?" in text and "Yes" in text and "If there is time" not in text
    assert ("&lt;b&gt;" in text) == (ending == ".html")
    with pytest.raises(CardError, match="there already"):
        write(CARD, path)
    assert path.read_text("utf-8") == text


def test_a_card_is_for_its_writer_alone_and_holds_any_character(tmp_path: Path) -> None:
    path = write(Card("half a letter \ud83d", "", ""), tmp_path / "card.md")
    assert path.stat().st_mode & 0o777 == 0o600 and "half a letter" in path.read_text("utf-8")


def test_what_cannot_be_saved_is_told(tmp_path: Path) -> None:
    with pytest.raises(CardError, match="no card"):
        write(CARD, tmp_path / "card.docx")
    for name in ("nowhere/card.md", "\0.md"):
        with pytest.raises(CardError, match="could not be saved"):
            write(CARD, tmp_path / name)


def test_a_card_has_at_most_three_lines() -> None:
    assert rows(CARD) == [
        ("Say this first", "I lied about my job. <b>"),
        ("What I want to ask", "Could we take some time?"),
    ]
