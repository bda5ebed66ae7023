import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coach.errors import NotesError
from coach.rehearsal import notes as module
from coach.rehearsal.notes import TITLE, Note, cleaned, from_markdown, paragraphs, read, to_markdown, write

DAY = date(2026, 11, 25)
NOTES = (
    Note("she asked about mum\n\nand i went quiet", DAY),
    Note("# no heading <b>", DAY),
    Note("- no item\n  indented", date(2026, 11, 27)),
    Note("no day"),
)
TEXTS = st.text() | st.text(alphabet="ab-#  \n\t\r*_>`<0123\u2028\x0b\x1b\x85\ud800")


@given(st.lists(st.tuples(TEXTS, st.none() | st.dates())))
def test_any_notes_are_read_as_they_were_written(raw: list[tuple[str, date | None]]) -> None:
    notes = tuple(Note(cleaned(text), day) for text, day in raw if cleaned(text))
    text = to_markdown(notes)
    assert from_markdown(text) == notes
    assert from_markdown(text.encode().decode().replace("\n", "\r\n")) == notes


@given(TEXTS)
def test_a_note_holds_nothing_that_a_terminal_obeys_and_no_word_is_lost(text: str) -> None:
    note = cleaned(text)
    assert cleaned(note) == note
    assert not any((ord(letter) < 0x20 and letter not in "\n\t") or 0x7F <= ord(letter) < 0xA0 for letter in note)
    assert [one for one in text if one.isalnum()] == [one for one in note if one.isalnum()]


@given(TEXTS)
@example("\x1f")
def test_any_text_is_read_and_none_of_its_letters_is_lost(text: str) -> None:
    found = from_markdown(text)
    assert all(note.text == cleaned(note.text) != "" for note in found)
    if TITLE not in text and "## " not in text:
        assert "".join("".join(one.text for one in found).split()).replace("-", "") == "".join(
            cleaned(text).split()
        ).replace("-", "").removeprefix("\ufeff")


def test_the_file_can_be_read_by_anybody() -> None:
    assert to_markdown(NOTES) == (
        "# Notes for my therapy\n\n## 2026-11-25\n\n- she asked about mum\n\n  and i went quiet\n\n"
        "- # no heading <b>\n\n## 2026-11-27\n\n- - no item\n    indented\n\n## No day\n\n- no day\n"
    )


def test_other_markdown_is_read_paragraph_by_paragraph() -> None:
    text = (
        "---\ntitle: x\n---\n\n# Week\n\nslept badly\nthree nights\n\n- one\n- two\n  more\n* three\n\n## 2026-13-45\n"
    )
    assert [note.text for note in from_markdown(text)] == [
        "---\ntitle: x\n---",
        "# Week",
        "slept badly\nthree nights",
        "one",
        "two\nmore\n* three",
        "## 2026-13-45",
    ]


def test_each_paragraph_that_is_typed_is_a_note() -> None:
    assert paragraphs(" one\nstill one \n\n\t\n two\r\n\r\nthree\n") == ["one\nstill one", "two", "three"]
    assert paragraphs(" \n\n ") == []


def test_a_file_is_for_its_owner_alone_and_never_written_over_another(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    old = os.umask(0)
    try:
        file = write(NOTES, path)
    finally:
        os.umask(old)
    assert path.stat().st_mode & 0o777 == 0o600 and read(path) == (NOTES, file)
    text = path.read_text("utf-8")
    with pytest.raises(NotesError, match="there already"):
        write(NOTES[:1], path)
    assert path.read_text("utf-8") == text


def test_the_own_file_is_written_over_in_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "notes.md"
    file = write(NOTES, path)
    path.chmod(0o644)
    file = write(NOTES[:1], path, file)
    assert read(path) == (NOTES[:1], file) and path.stat().st_mode & 0o777 == 0o600
    monkeypatch.setattr(module.os, "replace", _full)
    with pytest.raises(NotesError, match="could not be saved"):
        write(NOTES, path, file)
    assert read(path) == (NOTES[:1], file) and list(tmp_path.iterdir()) == [path]


def test_what_another_program_wrote_since_is_not_written_over(tmp_path: Path) -> None:
    file = write(NOTES, tmp_path / "notes.md")
    file.path.write_text(f"{TITLE}\n\n- theirs\n")
    with pytest.raises(NotesError, match="has changed"):
        write(NOTES, file.path, file)
    assert "theirs" in file.path.read_text()


def test_a_file_that_was_deleted_is_made_again_and_a_link_stays_one(tmp_path: Path) -> None:
    file = write(NOTES, tmp_path / "notes.md")
    file.path.unlink()
    file = write(NOTES, file.path, file)
    link = tmp_path / "link.md"
    link.symlink_to(file.path)
    write(NOTES[:1], link, read(link)[1])
    assert link.is_symlink() and read(file.path)[0] == NOTES[:1]


def test_what_fails_half_way_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.os, "fsync", _full)
    with pytest.raises(NotesError, match="no room"):
        write(NOTES, tmp_path / "notes.md")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "name", ["notes", "notes.txt", "nowhere/notes.md", "\0.md", "x" * 300 + ".md", "~nobody-at-all/n.md"]
)
def test_where_notes_cannot_be_saved_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotesError):
        write(NOTES, Path(name) if name.startswith("~") else tmp_path / name)
    with pytest.raises(NotesError):
        read(Path(name) if name.startswith("~") else tmp_path / name)


def test_a_text_that_is_none_of_notes_is_read_and_may_not_be_written_over(tmp_path: Path) -> None:
    path = tmp_path / "diary.md"
    path.write_bytes("\ufeffslept badly\n\nand \x1b[31mred".encode())
    found, file = read(path)
    assert [note.text for note in found] == ["slept badly", "and ␛[31mred"] and file is None


@pytest.mark.parametrize(
    "raw", [b"", b" \n\n", b"\xff\xfe\x00", b"a\0b", b"\x89PNG\r\n", b"- a\n" * 501, b"a" * 1_000_001]
)
def test_what_is_no_notes_is_told(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "file.md"
    path.write_bytes(raw)
    with pytest.raises(NotesError):
        read(path)
    with pytest.raises(NotesError):
        read(tmp_path)


def test_more_than_can_be_read_again_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(NotesError, match="more than one file"):
        write([Note("a" * 1_000_001)], tmp_path / "notes.md")
    assert not list(tmp_path.iterdir())


def _full(*_: object) -> None:
    raise OSError(28, "no room")
