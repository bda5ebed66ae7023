from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from coach.papers.search import NEAR, PaperSearch
from coach.papers.store import Papers

WORDS = ["notes", "fees", "sea"]


class ByWord:
    """Texts that share one of three words lie in one direction."""

    identity = "by-word"

    def __init__(self) -> None:
        self.asked = 0

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += len(texts)
        return np.array([[float(word in text.lower()) for word in WORDS] for text in texts], dtype=np.float32)


@pytest.fixture
def papers(tmp_path: Path) -> Papers:
    path = tmp_path / "letter.md"
    path.write_text(f"# Notes\n\n{'She keeps notes. ' * 20}\n\n# Fees\n\n{'The fees are due. ' * 20}\n")
    papers = Papers(tmp_path / "papers")
    papers.add(path)
    return papers


def test_what_is_near_is_quoted_with_its_place(papers: Papers) -> None:
    (quote,) = PaperSearch(ByWord(), papers).search("who reads the notes")
    assert quote.place == "letter.md, Notes" and quote.score >= NEAR
    assert PaperSearch(ByWord(), papers).search("by the sea") == []
    assert PaperSearch(ByWord(), papers).search(" ") == []


def test_a_paper_is_embedded_once(papers: Papers) -> None:
    PaperSearch(ByWord(), papers).search("notes")
    again = ByWord()
    PaperSearch(again, papers).search("notes")
    assert again.asked == 1


def test_papers_come_and_go_while_it_runs(papers: Papers, tmp_path: Path) -> None:
    search = PaperSearch(ByWord(), papers)
    assert search.search("notes")
    papers.remove("letter.md")
    assert search.search("notes") == []
    (tmp_path / "other.txt").write_text("Walking by the sea.")
    papers.add(tmp_path / "other.txt")
    assert [quote.name for quote in search.search("the sea")] == ["other.txt"]
    papers.remove("other.txt")
    assert not papers.folder.exists()
