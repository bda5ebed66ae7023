import json
import stat
from pathlib import Path

import pytest

from coach.errors import PaperError
from coach.papers.store import Papers


@pytest.fixture
def papers(tmp_path: Path) -> Papers:
    return Papers(tmp_path / "papers")


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text("Sessions last fifty minutes.")
    return path


def test_nothing_is_made_before_something_is_added(papers: Papers) -> None:
    assert list(papers) == [] and not papers.folder.exists()


def test_a_paper_is_kept_for_its_owner_alone(papers: Papers, letter: Path) -> None:
    added = papers.add(letter)
    assert list(Papers(papers.folder)) == [added]
    where = papers.folder_of(added.id)
    assert stat.S_IMODE(where.stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in where.iterdir()] == [0o600]


def test_the_same_content_again_takes_the_new_name(papers: Papers, letter: Path) -> None:
    papers.add(letter)
    papers.add(letter.rename(letter.with_name("again.txt")))
    assert [paper.name for paper in papers] == ["again.txt"]


@pytest.mark.parametrize("by", ["id", "name"])
def test_removing_leaves_no_trace(papers: Papers, letter: Path, by: str) -> None:
    added = papers.add(letter)
    (papers.folder_of(added.id) / "vectors.npy").write_bytes(b"made of it")
    papers.remove(getattr(added, by))
    assert not papers.folder.exists()
    assert letter.exists()


def test_the_wrong_name_removes_nothing(papers: Papers, letter: Path, tmp_path: Path) -> None:
    papers.add(letter)
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("Another letter of the same name.")
    papers.add(other / "letter.txt")
    for name in ("nothing", "letter.txt", "..", ""):
        with pytest.raises(PaperError):
            papers.remove(name)
    assert len(list(papers)) == 2


def test_a_damaged_paper_is_told(papers: Papers, letter: Path) -> None:
    path = papers.folder_of(papers.add(letter).id) / "paper.json"
    path.write_text(json.dumps({"id": "x"}))
    with pytest.raises(PaperError, match="cannot be read"):
        list(papers)


def test_a_name_is_shown_and_never_obeyed(papers: Papers, letter: Path) -> None:
    assert papers.add(letter.rename(letter.with_name("a\x1b[2Jb.txt"))).name.isprintable()
