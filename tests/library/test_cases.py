import json
from pathlib import Path

import numpy as np
import pytest

from coach.encoder import Embedder
from coach.errors import LibraryError
from coach.library.base import Case
from coach.library.cases import CaseFinder, Wording, texts_of
from coach.library.check import check
from coach.library.entries import Library, case_pieces, load_library, pieces
from coach.library.index import FITTED, Index, IndexSearcher
from coach.library.shelf import OnDisk

from .conftest import Write

CASES = """cases:
  traffic:
    heard: You were late because of the traffic.
    say: I was late because of the traffic. Could we start a bit later?
    help: Say which days the road is full, and ask for an hour when it isn't.
    bring: The time you left, and the time you came.
  ashamed:
    heard: You feel ashamed when you come late.
    say: I feel ashamed when I come late. Could we talk about that?
    help: Say it as you come in. "I'm late and I wanted to turn round" will do.
    bring: What you said to yourself on the stairs.
bring:"""
ROWS = (
    "faq/late\tthe bus was stuck again\ttraffic\n"
    "faq/late\troadworks, twenty minutes of it\ttraffic\n"
    "faq/late\tmy face goes red at the door\tashamed\n"
    "faq/late\ti could sink into the floor\tashamed\n"
    "faq/late\tten past, as ever\n"
)


@pytest.fixture
def late(write: Write, folder: Path) -> Library:
    """One entry with two cases."""
    write(swap={"bring:": CASES})
    (folder / "questions.tsv").write_text(ROWS)
    return load_library(folder)


def test_questions_are_read_with_the_case_they_are_of(late: Library) -> None:
    (entry,) = late
    assert [case.key for case in entry.cases] == ["traffic", "ashamed"]
    assert entry.cases[0] == Case(
        "traffic",
        "You were late because of the traffic.",
        "I was late because of the traffic. Could we start a bit later?",
        ("the bus was stuck again", "roadworks, twenty minutes of it"),
        help="Say which days the road is full, and ask for an hour when it isn't.",
        bring="The time you left, and the time you came.",
    )
    assert len(entry.also) == 5
    assert {piece.text for piece in case_pieces(entry)} == {
        text for case in entry.cases for text in (case.heard, case.say)
    }
    assert not {piece.text for piece in case_pieces(entry)} & {piece.text for piece in pieces(entry)}


@pytest.mark.parametrize("row", ["faq/late\tfine\tno-such-case\n", "faq/late\tfine\ttraffic\tmore\n"])
def test_a_case_that_is_not_there_is_told(late: Library, folder: Path, row: str) -> None:
    (folder / "questions.tsv").write_text(row)
    with pytest.raises(LibraryError, match=r"Line 1 of questions\.tsv"):
        load_library(folder)


@pytest.mark.parametrize("cases", ["cases:\n  - traffic\nbring:", "cases:\n  traffic: late\nbring:"])
def test_a_case_of_another_form_is_told(write: Write, folder: Path, cases: str) -> None:
    write(swap={"bring:": cases})
    with pytest.raises(LibraryError, match="needs a name for each"):
        load_library(folder)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("heard: You feel ashamed", "heard: I feel ashamed"),
        ("heard: You feel ashamed when you come late.", "heard: Do you feel ashamed?"),
        ("Could we talk about that?", "Could we talk about that"),
        ("I feel ashamed when I come late. Could we talk about that?", "Feeling ashamed is common."),
        ("say: I feel ashamed", "say: I feel " + "very " * 40 + "ashamed"),
        ("say: I feel ashamed", "say: I feel [how] ashamed"),
    ],
)
def test_the_check_finds_a_faulty_case(write: Write, folder: Path, old: str, new: str) -> None:
    assert old in CASES
    write(swap={"bring:": CASES.replace(old, new)})
    (folder / "questions.tsv").write_text(ROWS)
    assert "cases" in {finding.rule for finding in check(load_library(folder), seed=False)}


@pytest.mark.parametrize(
    ("close", "found"), [("Could we look at that?", set()), ("Being late is common", {"close"}), ("I", {"close"})]
)
def test_a_case_may_have_a_closing_sentence(write: Write, folder: Path, close: str, found: set[str]) -> None:
    say = "say: I feel ashamed when I come late. Could we talk about that?"
    write(swap={"bring:": CASES.replace(say, f"{say}\n    close: {close}")})
    (folder / "questions.tsv").write_text(ROWS)
    library = load_library(folder)
    assert close in {case.close for entry in library for case in entry.cases}
    assert {finding.rule for finding in check(library, seed=False)} == found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    help: Say which days the road is full, and ask for an hour when it isn't.\n", ""),
        ("bring: The time you left, and the time you came.", "bring: The time you left"),
        ("Say which days the road is full", "I know which days the road is full"),
        ("Say which days the road is full", "Say which days " + "the road is full " * 20),
    ],
)
def test_the_check_finds_a_case_that_helps_in_no_way_of_its_own(write: Write, folder: Path, old: str, new: str) -> None:
    assert old in CASES
    write(swap={"bring:": CASES.replace(old, new)})
    (folder / "questions.tsv").write_text(ROWS)
    assert {finding.rule for finding in check(load_library(folder), seed=False)} == {"cases"}


def test_the_check_finds_a_case_that_nobody_is_in(late: Library, folder: Path) -> None:
    assert check(late, seed=False) == []
    (folder / "questions.tsv").write_text("faq/late\tthe bus was stuck again\ttraffic\n")
    assert "cases" in {finding.rule for finding in check(load_library(folder), seed=False)}


def test_wording_counts_pairs_of_words() -> None:
    wording = Wording(["she told me", "i told her", "the bus"])
    near, far, other = wording.cosines(["i told her", "she told me", "the bus"], "i told her about it")
    assert near > far >= other


def test_without_the_fitted_file_or_cases_nothing_is_found(late: Library, write: Write, folder: Path) -> None:
    (entry,) = late
    vector = np.zeros(4, dtype=np.float32)

    def vectors(_: object) -> np.ndarray:
        return np.zeros((len(texts_of(entry)), 4), dtype=np.float32)

    assert CaseFinder(late, vectors, folder / "none.json").find(entry, "the bus", vector) == ((), 0.0)
    write()
    (folder / "questions.tsv").unlink()
    (bare,) = load_library(folder)
    assert CaseFinder(load_library(folder), vectors).find(bare, "the bus", vector) == ((), 0.0)


def test_the_marks_of_each_case_weigh_as_they_are_fitted(late: Library, folder: Path) -> None:
    (entry,) = late
    fitted = folder / "fitted.json"
    at = np.eye(len(texts_of(entry)), dtype=np.float32)
    finder = CaseFinder(late, lambda _: at, fitted)
    count = finder.marks(entry, "the bus", at[0]).shape[1]
    fitted.write_text(json.dumps({"weights": [0.0, 4.0] + [0.0] * (count - 2), "bias": -1.0}))
    cases, sure = CaseFinder(late, lambda _: at, fitted).find(entry, "the bus", at[0])
    assert [case.key for case in cases] == ["traffic", "ashamed"]
    assert sure == pytest.approx(1 / (1 + np.exp(1.0 - 4.0 / 2)))


@pytest.mark.embedder
def test_the_case_of_a_plain_message_is_found_with_its_entry(
    library: Library, embedder_path: Path, index_folder: Path
) -> None:
    embedder = Embedder(embedder_path, FITTED)
    searcher = IndexSearcher(library, Index(OnDisk(index_folder), library, embedder), embedder)
    found = searcher.search("i got charged for a session i couldnt come to because my train was cancelled").passages[0]
    assert found.entry.id == "guide/fees-and-missed-sessions"
    assert found.cases[0].key == "charged-for-missed" and 0 < found.sure <= 1
    assert set(found.cases) <= set(found.entry.cases)
