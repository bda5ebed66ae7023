from datetime import date
from pathlib import Path

import pytest

from coach.errors import LibraryError, NotesError
from coach.rehearsal.notebook import Notebook, load_notes_copy
from coach.rehearsal.notes import Note, write

DAY = date(2026, 11, 25)


@pytest.fixture
def book() -> Notebook:
    made = Notebook()
    assert made.add("one\n\ntwo", DAY) == 2 and made.add("three", DAY) == 1 and made.add(" \n ", DAY) == 0
    return made


def texts(book: Notebook) -> list[str]:
    return [note.text for note in book.notes]


def test_notes_are_changed_deleted_and_brought_back(book: Notebook) -> None:
    book.reword(0, " uno ")
    book.remove(1)
    assert texts(book) == ["uno", "three"]
    book.reword(0, " ")
    assert texts(book) == ["three"]
    assert (book.bring_back(), book.bring_back(), book.bring_back()) == (0, 1, None)
    assert texts(book) == ["uno", "two", "three"]


def test_a_note_that_is_brought_back_to_fewer_notes_stands_at_the_end(book: Notebook) -> None:
    book.remove(2)
    book.notes.clear()
    assert book.bring_back() == 0 and texts(book) == ["three"]


def test_notes_change_places_and_stop_at_the_ends(book: Notebook) -> None:
    assert book.move(0, 1) == 1 and texts(book) == ["two", "one", "three"]
    assert book.move(2, 1) == 2 and book.move(0, -1) == 0 and texts(book) == ["two", "one", "three"]


def test_what_no_file_has_is_unsaved(book: Notebook, tmp_path: Path) -> None:
    assert book.unsaved and not Notebook().unsaved and Notebook(draft="a").unsaved
    book.save(tmp_path / "notes.md")
    assert not book.unsaved
    book.move(0, 1)
    assert book.unsaved
    book.save(tmp_path / "notes.md")
    book.draft = "half"
    assert book.unsaved
    book.take_draft(DAY)
    assert book.draft == "" and texts(book)[-1] == "half"


def test_only_the_file_of_the_notes_is_written_over(book: Notebook, tmp_path: Path) -> None:
    book.save(tmp_path / "a.md")
    assert book.place == str(tmp_path / "a.md")
    book.save(tmp_path / "b.md")
    with pytest.raises(NotesError):
        book.save(tmp_path / "a.md")
    assert book.file and book.file.path == tmp_path / "b.md"


def test_opening_keeps_what_no_file_has_below(book: Notebook, tmp_path: Path) -> None:
    write([Note("old", date(2026, 1, 1)), Note("three", DAY)], tmp_path / "notes.md")
    book.draft = "half"
    assert book.open(tmp_path / "notes.md")
    assert texts(book) == ["old", "three", "one", "two"] and book.draft == "half" and book.unsaved
    book.save(tmp_path / "notes.md")
    write([Note("other")], tmp_path / "other.md")
    book.open(tmp_path / "other.md")
    assert texts(book) == ["other"]


def test_what_cannot_be_opened_changes_nothing(book: Notebook, tmp_path: Path) -> None:
    before = texts(book)
    with pytest.raises(NotesError):
        book.open(tmp_path / "missing.md")
    assert texts(book) == before and book.file is None


def test_another_text_is_taken_in_and_not_written_over(book: Notebook, tmp_path: Path) -> None:
    (tmp_path / "diary.md").write_text("slept badly")
    assert not book.open(tmp_path / "diary.md")
    assert texts(book) == ["slept badly", "one", "two", "three"] and book.unsaved
    with pytest.raises(NotesError, match="there already"):
        book.save(tmp_path / "diary.md")


def test_the_words_around_notes_are_there_or_it_is_told(tmp_path: Path) -> None:
    copy = load_notes_copy()
    assert copy.step.format(step="{x}").endswith("{x}") and copy.done and copy.empty
    (tmp_path / "rehearsal").mkdir()
    for text in ("---\nempty: a\nstep: no place\ndone: [a]\n---\n", "---\nempty: a\nstep: '{step}'\ndone: []\n---\n"):
        (tmp_path / "rehearsal" / "notes.md").write_text(text)
        with pytest.raises(LibraryError, match="notes"):
            load_notes_copy(tmp_path)
