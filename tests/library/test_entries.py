from pathlib import Path

import pytest

from coach.errors import LibraryError
from coach.library.entries import Library, load_library, paragraphs, pieces

from .conftest import Write


def test_a_file_added_by_hand_is_an_entry(write: Write, folder: Path) -> None:
    write()
    write("sign/quiet", title="Being quiet")
    library = load_library(folder)
    assert [entry.id for entry in library] == ["sign/quiet", "faq/late"]
    entry = library.get("faq/late")
    assert entry.title == "Coming late"
    assert len(entry.asks) == 12
    assert entry.kind == "faq"
    assert entry.say.hint == "I'd like to ask about something."
    assert entry.reviewed.year == 2026
    assert paragraphs(entry) == ("Being late is common.", "Ana came late once. She said so.")
    assert library.by_kind("sign") == (library.get("sign/quiet"),)


def test_pieces_are_each_ask_the_head_and_each_paragraph(write: Write, folder: Path) -> None:
    write()
    kinds = [piece.kind for piece in pieces(load_library(folder).get("faq/late"))]
    assert kinds == ["ask"] * 12 + ["head"] + ["body"] * 2


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("title: Coming late\n", "", "'title'"),
        ("bring: One sentence about it.", "bring:", "'bring'"),
        ("  hint: I'd like to ask about something.\n", "", "'hint'"),
        ("reviewed: 2026-01-02", "reviewed: last week", "'reviewed'"),
        ("reviewed: 2026-01-02", "reviewed: 2026-13-45", "reviewed"),
        ("  - what about being late for the 0. time", "  - no", "'asks'"),
        ("  - what about being late for the 0. time", "  - she said: stop", "'asks'"),
        ("title: Coming late", "title: Coming: late", "line 3"),
        ("title: Coming late", "title: Coming late\ntitle: Being late", "'title' stands twice"),
        ('sources:\n  - "A made-up source"', "sources: a book", "'sources'"),
        ("say:\n", "say: something\nx:\n", "'say'"),
    ],
)
def test_a_faulty_file_is_named_with_its_field(write: Write, folder: Path, old: str, new: str, named: str) -> None:
    write(swap={old: new})
    with pytest.raises(LibraryError) as caught:
        load_library(folder)
    assert "late.md" in caught.value.title
    assert named in caught.value.msg


def test_text_that_is_not_utf8_is_told(write: Write, folder: Path) -> None:
    write().write_bytes(b"---\nid: \xff\n---\n")
    with pytest.raises(LibraryError, match="UTF-8"):
        load_library(folder)


def test_a_file_without_front_matter_is_told(write: Write, folder: Path) -> None:
    write().write_text("just words")
    with pytest.raises(LibraryError, match="missing"):
        load_library(folder)


def test_one_id_in_two_files_is_told(write: Write, folder: Path) -> None:
    write()
    write("faq/other", swap={"id: faq/other": "id: faq/late"})
    with pytest.raises(LibraryError, match=r"as in late\.md"):
        load_library(folder)


def test_an_empty_library_is_told(folder: Path) -> None:
    with pytest.raises(LibraryError, match="empty"):
        load_library(folder)


def test_an_unknown_id_is_told(library: Library) -> None:
    with pytest.raises(LibraryError, match="coach library list"):
        library.get("faq/nothing")


def test_messages_from_elsewhere_are_read_without_remarks(write: Write, folder: Path) -> None:
    write()
    (folder / "elsewhere.txt").write_text("# a remark\n\nwill it rain\n")
    assert load_library(folder).elsewhere == ("will it rain",)


def test_what_ships_can_be_read(library: Library) -> None:
    assert len(library) >= 14
    assert len(library.elsewhere) > 100


def test_more_ways_to_ask_are_read_beside_the_entries(write: Write, folder: Path) -> None:
    write()
    (folder / "questions.tsv").write_text("faq/late\tthe  bus again\nfaq/late\tten past, as ever\n")
    (entry,) = load_library(folder)
    assert entry.also == ("the bus again", "ten past, as ever")
    assert "the bus again" in {piece.text for piece in pieces(entry) if piece.kind == "ask"}
    (folder / "questions.tsv").write_text("faq/late\tfine\nfaq/early\ttoo early\n")
    with pytest.raises(LibraryError, match=r"Line 2 of questions\.tsv"):
        load_library(folder)
