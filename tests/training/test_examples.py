import random
from pathlib import Path

import pytest

from benchmarks.guard import own
from coach.library.entries import load_library
from training.examples import FOLDER, KINDS, TYPED, Example, everything, going_on, read, roughened, split, typed
from training.words import replies

FILES = sorted(FOLDER.glob("*.tsv"))


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_file_is_of_the_form_and_says_nothing_twice(path: Path) -> None:
    texts = [example.text.casefold() for example in read(path)]
    assert len(texts) == len(set(texts)) > 50


def test_the_evaluation_shares_nothing_with_what_is_learnt() -> None:
    learnt = {example.text.casefold() for example in everything()}
    assert not learnt & {row["text"].casefold() for row in own()}


def test_what_readers_marked_is_typed_and_what_they_doubt_is_not_learnt() -> None:
    marked = [line.split("\t") for line in TYPED.read_text("utf-8").splitlines()]
    library = load_library()
    asked = {ask for entry in library for ask in (*entry.asks, *entry.also)}
    messages = {" ".join(row.message.split()) for row in replies()}
    assert all(level in {"crisis", "concern", "doubt"} and kind in KINDS for level, kind, _ in marked)
    assert {text for _, _, text in marked} <= asked | messages
    learnt = {example.text for example in typed(library) if example.level == "clear"}
    assert not learnt & {text for _, _, text in marked}


def test_a_situation_stays_on_one_side() -> None:
    learnt, held = split(everything())
    assert held and not {one.situation for one in learnt} & {one.situation for one in held}


@pytest.mark.parametrize(
    "row", ["a\tclear\tnone", "a\tcalm\tnone\thi", "a\tclear\tabuse\thi", "a\tcrisis\tnone\thi", "a\tclear\tnone\t "]
)
def test_a_bad_row_is_named(tmp_path: Path, row: str) -> None:
    path = tmp_path / "some.tsv"
    path.write_text(f"a\tclear\tnone\tfine\n{row}\n")
    with pytest.raises(ValueError, match="line 2"):
        read(path)


def test_roughened_text_is_never_empty() -> None:
    chance = random.Random(1)
    assert all(roughened(text, chance) for text in ("i", "hi", "I can't.", "x" * 500) for _ in range(50))


def test_going_on_has_theirs_so_many_times_and_a_share_of_the_rest() -> None:
    some = [Example(f"{name}/{n}", "clear", "none", f"{name} {n}") for name in ("new", "old") for n in range(100)]
    epoch = going_on(some, ["new"], random.Random(1), others=0.2, times=3)
    assert sum(one.situation.startswith("new") for one in epoch) == 300
    assert 10 <= sum(one.situation.startswith("old") for one in epoch) <= 30
