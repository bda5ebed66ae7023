from pathlib import Path

import numpy as np
import pytest
from chromadb.api.client import SharedSystemClient

from coach.encoder import Embedder
from coach.errors import LibraryError
from coach.library.entries import Library, load_library, pieces
from coach.library.index import _OF_LIFE, FITTED, Index, IndexSearcher
from coach.library.shelf import OnDisk

from .conftest import Write

pytestmark = pytest.mark.embedder


@pytest.fixture(scope="module")
def embedder(embedder_path: Path) -> Embedder:
    return Embedder(embedder_path, FITTED)


@pytest.fixture(scope="module")
def searcher(library: Library, embedder: Embedder, index_folder: Path) -> IndexSearcher:
    return IndexSearcher(library, Index(OnDisk(index_folder), library, embedder), embedder)


@pytest.fixture
def small(write: Write, folder: Path) -> Library:
    write()
    write("sign/quiet", title="Being quiet", word="quiet")
    return load_library(folder)


def size(library: Library) -> int:
    return sum(len(pieces(entry)) for entry in library)


def test_it_is_embedded_once_and_then_only_what_changed(
    small: Library, embedder: Embedder, tmp_path: Path, write: Write, folder: Path
) -> None:
    at = tmp_path / "index"
    assert Index(OnDisk(at), small, embedder).embedded == size(small)
    assert Index(OnDisk(at), small, embedder).embedded == 0
    write(swap={"for the 3. time": "again and again", "Ana came late once.": "Ana missed one."})
    changed = Index(OnDisk(at), load_library(folder), embedder)
    assert changed.embedded == 2
    assert "what about being late again and again" in {piece.text for piece in changed.pieces}
    (folder / "signs" / "quiet.md").unlink()
    fewer = Index(OnDisk(at), load_library(folder), embedder)
    assert fewer.embedded == 0
    assert {piece.entry for piece in fewer.pieces} == {"faq/late"}
    assert set(fewer.nearest(embedder.encode(["being quiet"]))[0].entries) == {"faq/late"}


def test_a_build_that_broke_off_is_finished(small: Library, embedder: Embedder, tmp_path: Path) -> None:
    class Breaking(Embedder):
        def __init__(self) -> None:
            self.identity = embedder.identity

        def encode(self, texts):  # type: ignore[no-untyped-def]
            raise KeyboardInterrupt

    at = tmp_path / "index"
    with pytest.raises(KeyboardInterrupt):
        Index(OnDisk(at), small, Breaking())
    healed = Index(OnDisk(at), small, embedder)
    assert healed.embedded == size(small)
    assert len(healed.vectors) == size(small)


def test_another_embedder_means_another_index(small: Library, embedder: Embedder, tmp_path: Path) -> None:
    class Other(Embedder):
        def __init__(self) -> None:
            self.identity = "0" * 32
            self.encode = embedder.encode  # type: ignore[method-assign]

    at = tmp_path / "index"
    Index(OnDisk(at), small, embedder)
    assert Index(OnDisk(at), small, Other()).embedded == size(small)
    assert Index(OnDisk(at), small, Other()).embedded == 0


@pytest.mark.parametrize("damage", ["database", "truncated", "vectors", "gone", "file", "stamp"])
def test_a_damaged_index_heals(small: Library, embedder: Embedder, tmp_path: Path, damage: str) -> None:
    at = tmp_path / "index"
    Index(OnDisk(at), small, embedder)
    ruin(at, damage)
    healed = Index(OnDisk(at), small, embedder)
    assert len(healed.vectors) == size(small)
    assert (
        max(healed.nearest(embedder.encode(["Coming late"]))[0].entries.items(), key=lambda hit: hit[1])[0]
        == "faq/late"
    )


def ruin(at: Path, damage: str) -> None:
    SharedSystemClient.clear_system_cache()  # the damage is done between two starts
    database = at / "chroma.sqlite3"
    if damage == "database":
        database.write_bytes(b"this is no database" * 500)
    elif damage == "truncated":
        database.write_bytes(database.read_bytes()[:20000])
    elif damage == "vectors":
        for path in at.glob("*/*.bin"):
            path.write_bytes(b"\x00" * path.stat().st_size)
    elif damage == "gone":
        database.unlink()
    elif damage == "file":
        import shutil

        shutil.rmtree(at)
        at.write_text("a file where the folder should be")
    else:
        (at / "fingerprint").write_text("something else")


def test_a_folder_without_an_embedder_is_told(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(LibraryError, match="embedder"):
        Embedder(tmp_path)


GOLD = [
    ("idk. i just say fine to everything", "sign/minimal-engagement"),
    ("i drink every night and told her i stopped. she'll think im a liar", "sign/concealment"),
    ("3 months with him and I still don't trust him. Is it rude to say?", "faq/telling-my-therapist-i-dont-trust-them"),
    ("The homework is pointless but she's so nice, I don't want to hurt her", "tip/give-feedback"),
    ("She keeps asking about my dad and I'm not ready.", "tip/establish-boundaries"),
    ("I told her one true thing last week!! it felt huge", "tip/celebrate-progress"),
]


@pytest.mark.parametrize(("message", "id"), GOLD)
def test_gold_messages_find_their_entry(searcher: IndexSearcher, message: str, id: str) -> None:
    found = searcher.search(message)
    assert found.answerable
    assert found.passages[0].entry.id == id


@pytest.mark.parametrize(
    "message",
    [
        "will it rain in lisbon on friday",
        "write me a bash script that renames files",
        "how many eggs go into a carbonara",
        "tell me who won the cup final",
        "how do i get my neighbour to cut his hedge",
        "ok thanks bye",
        "",
        "?!?",
    ],
)
def test_what_is_not_here_is_left_alone(searcher: IndexSearcher, message: str) -> None:
    assert not searcher.search(message).answerable


def test_an_ask_finds_its_entry_whatever_its_case(searcher: IndexSearcher, library: Library) -> None:
    asked = [(entry.asks[0].upper(), entry.id) for entry in library]
    hits = sum(searcher.search(ask).passages[0].entry.id == id for ask, id in asked)
    assert hits >= 0.9 * len(asked)


FILLER = "We had soup on Sunday and the train to the sea was twenty minutes long. My cousin has a blue boat. "


def test_one_sentence_of_a_long_paste_finds_its_entry(searcher: IndexSearcher) -> None:
    assert not searcher.search(FILLER * 30).answerable
    found = searcher.search(f"{FILLER * 15}Is what I say to my therapist really confidential? {FILLER * 15}")
    assert found.answerable
    assert found.passages[0].entry.id == "faq/confidentiality"


def test_a_follow_up_is_understood_by_what_it_follows(searcher: IndexSearcher) -> None:
    before = "is what i tell my therapist confidential"
    ids = [passage.entry.id for passage in searcher.search("and at school?", [before]).passages]
    assert "faq/confidentiality" in ids
    assert not searcher.search("how long do i boil an egg", [before]).answerable


def test_passages_come_best_first_and_no_more_than_asked(searcher: IndexSearcher) -> None:
    passages = searcher.search("how do i learn to trust my therapist", limit=5).passages
    scores = [passage.score for passage in passages]
    assert len(scores) == 5
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


@pytest.mark.parametrize(
    ("message", "id"),
    [
        ("i wake up at four every night", "guide/nights-and-sleep"),
        ("she broke up with me by text", "guide/breakups"),
        ("my boss again", "guide/work"),
    ],
)
def test_what_goes_on_in_a_life_finds_its_entry(searcher: IndexSearcher, message: str, id: str) -> None:
    found = searcher.search(message)
    assert found.answerable and found.passages[0].entry.id == id


def test_an_entry_on_life_is_nearer_only_where_no_word_of_therapy_is_said(
    searcher: IndexSearcher, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scores(message: str) -> dict[str, float]:
        return {one.entry.id: one.score for one in searcher.search(message, limit=len(library)).passages}

    messages = ("my boss again", "my boss again, says my counsellor")
    nearer = [scores(one) for one in messages]
    monkeypatch.setattr(searcher, "_life", np.zeros(len(library)))
    plain = [scores(one) for one in messages]
    on_life = {entry.id for entry in library if entry.of_life}
    assert {id for id in plain[0] if nearer[0][id] > plain[0][id]} <= on_life
    assert nearer[0]["guide/lonely"] == pytest.approx(plain[0]["guide/lonely"] + _OF_LIFE)
    assert nearer[1] == plain[1] and len(on_life) == 19
