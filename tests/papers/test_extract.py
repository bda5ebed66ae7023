import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from coach.errors import PaperError
from coach.papers.base import Quote
from coach.papers.extract import extract

from .conftest import Pdf

LONG = "The clinic sends a reminder two days before and asks you to ring if you cannot come, because others wait. " * 3


def test_markdown_and_text_keep_their_headings(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text(f"# Fees\n\n{LONG}\n\nNotes\n=====\n\nShe writes a page\nafter each hour. {LONG}\n")
    first, second = extract(path)
    assert first.heading == "Fees" and first.text.startswith("The clinic") and first.page is None
    assert second.heading == "Notes" and second.text.startswith("She writes a page after each hour.")


def test_short_paragraphs_are_joined_and_long_ones_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one two\n\nthree four\n\n" + "word " * 300)
    sizes = [len(one.text.split()) for one in extract(path)]
    assert sizes == [120, 120, 64]


def test_a_pdf_cites_its_pages(pdf: Pdf) -> None:
    first, second = extract(pdf("Dear Sam, sessions last fifty minutes.", "You can see your notes if you ask."))
    assert (first.page, second.page) == (1, 2)
    assert second.text == "You can see your notes if you ask."
    assert Quote("x", "letter.pdf", second, 0.5).place == "letter.pdf, page 2"


def test_a_docx_keeps_headings_and_tables(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Goals", 1)
    document.add_paragraph(LONG)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Monday", "walk"
    document.save(str(tmp_path / "workbook.docx"))
    first, second = extract(tmp_path / "workbook.docx")
    assert first.heading == second.heading == "Goals" and second.text == "Monday; walk"


def test_other_encodings_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Gebühr für die Stunde".encode("cp1252"))
    (tmp_path / "b.txt").write_bytes("Gebühr für die Stunde".encode("utf-16"))
    assert extract(tmp_path / "a.txt") == extract(tmp_path / "b.txt")


def test_what_cannot_be_printed_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("# \x1b[31mred\n\nhello\x1b]0;title\x07 there\u202e")
    (excerpt,) = extract(tmp_path / "a.txt")
    assert (excerpt.heading + excerpt.text).isprintable()


def bad_files(folder: Path, pdf: Pdf) -> dict[str, Path]:
    (folder / "empty.txt").write_text(" \n\n")
    (folder / "image.png").write_bytes(b"\x89PNG")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing follows")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 nothing follows")
    (folder / "nul.pdf").write_bytes(b"")
    with zipfile.ZipFile(folder / "other.docx", "w") as packed:
        packed.writestr("hello.txt", "hello")
    writer = PdfWriter(clone_from=pdf("a secret"))
    writer.encrypt("password", algorithm="RC4-128")
    writer.write(folder / "locked.pdf")
    names = ["empty.txt", "image.png", "broken.pdf", "broken.docx", "nul.pdf", "other.docx", "locked.pdf", "none.txt"]
    return {name: folder / name for name in names} | {"scan.pdf": pdf("", name="scan.pdf"), "folder": folder}


def test_bad_files_are_told_plainly(tmp_path: Path, pdf: Pdf) -> None:
    for name, path in bad_files(tmp_path, pdf).items():
        with pytest.raises(PaperError) as raised:
            extract(path)
        assert raised.value.title and raised.value.msg, name


@pytest.mark.parametrize("what", ["bytes", "words"])
def test_what_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    monkeypatch.setattr(f"coach.papers.extract.MOST_{what.upper()}", 10)
    (tmp_path / "a.txt").write_text("word " * 20)
    with pytest.raises(PaperError, match="too l"):
        extract(tmp_path / "a.txt")


@given(st.binary(max_size=300), st.sampled_from([".pdf", ".docx", ".txt", ".md"]))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, raw: bytes, suffix: str) -> None:
    path = tmp_path_factory.mktemp("any") / f"file{suffix}"
    path.write_bytes(raw)
    try:
        assert all(one.text.isprintable() and one.text for one in extract(path))
    except PaperError as error:
        assert error.title
