from pathlib import Path

import pytest

from coach import paths
from coach.errors import LibraryError
from coach.library.entries import Library
from coach.rehearsal.signs import load_signs

COPY = paths.shipped("knowledge") / "rehearsal" / "signs.md"


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = COPY.read_text("utf-8")
    assert old in text
    path = tmp_path / "rehearsal" / "signs.md"
    path.parent.mkdir()
    path.write_text(text.replace(old, new, 1), "utf-8")
    return tmp_path


def test_all_eight_have_a_line_that_speaks_of_oneself(library: Library) -> None:
    signs = load_signs(library).all
    assert {sign.entry for sign in signs} == set(library.by_kind("sign")) and len(signs) == 8
    for sign in signs:
        assert sign.line.endswith(".") and "I " not in sign.line and len(sign.line) <= 76


def test_where_the_copy_has_no_line_it_is_what_the_entry_heard(library: Library) -> None:
    sign = next(one for one in load_signs(library).all if one.entry.id == "sign/concealment")
    assert sign.line == sign.entry.heard


def test_it_begins_with_what_is_easiest_to_look_at(library: Library) -> None:
    ids = [sign.entry.id for sign in load_signs(library).all]
    assert ids[0] == "sign/minimal-engagement" and ids[-1] == "sign/avoiding-past-trauma"


def test_it_says_that_nobody_is_scored_and_nothing_kept(library: Library) -> None:
    top = load_signs(library).top
    assert "Nobody is scored" in top and "nothing is kept" in top


def test_a_sign_that_the_copy_does_not_know_comes_last(library: Library, tmp_path: Path) -> None:
    folder = changed(tmp_path, '  sign/concealment: ""\n', "")
    last = load_signs(library, folder).all[-1]
    assert last.entry.id == "sign/concealment" and last.line == last.entry.heard


@pytest.mark.parametrize(
    ("old", "new"),
    [("sign/concealment", "sign/nothing"), ("\nsigns:", "\nsings:"), ('concealment: ""', "concealment: 3")],
)
def test_copy_that_is_not_of_its_form_is_told(library: Library, tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(LibraryError):
        load_signs(library, changed(tmp_path, old, new))
