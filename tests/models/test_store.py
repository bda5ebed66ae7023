import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from coach import paths
from coach.errors import ModelMissing, ModelUnverified, UnknownModel
from coach.models import catalog
from coach.models.catalog import Adapter, Catalog, Packages, Url
from coach.models.choose import default_card, pick
from coach.models.fetch import fetch
from coach.models.store import Store, sha256
from tests.models.conftest import Made, wheels


def fetched(store: Made) -> tuple[Store, Path]:
    packages, download = wheels()
    models, card = store(packages)
    return models, fetch(card, models, download=download)


def test_a_file_that_was_changed_is_not_loaded(store: Made) -> None:
    models, path = fetched(store)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(ModelUnverified):
        models.resolve("tiny")
    with pytest.raises(ModelUnverified):
        models.verify(models.catalog.get("tiny"))


def test_a_file_that_was_taken_away_is_missing(store: Made) -> None:
    models, path = fetched(store)
    path.unlink()
    with pytest.raises(ModelMissing, match="fetch tiny"):
        models.resolve("tiny")


def test_remove_frees_the_room(store: Made) -> None:
    models, path = fetched(store)
    assert models.remove(models.catalog.get("tiny")) >= 2_000_000
    assert not path.exists() and models.state(models.catalog.get("tiny")) == "absent"


def test_a_gguf_of_ones_own_works_by_path(store: Made, tmp_path: Path) -> None:
    models, _ = store()
    own = tmp_path / "mine.gguf"
    own.write_bytes(b"GGUF and more")
    ref = models.resolve(str(own))
    assert ref.id is None and ref.label == "mine" and ref.path == own


@pytest.mark.parametrize(("name", "error"), [("no-such", UnknownModel), ("gone.gguf", UnknownModel)])
def test_unknown_names_are_told(store: Made, name: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        store()[0].resolve(name)


def test_another_kind_of_file_is_refused(store: Made, tmp_path: Path) -> None:
    (tmp_path / "x.gguf").write_bytes(b"PK\x03\x04")
    with pytest.raises(ModelUnverified, match="not a GGUF"):
        store()[0].resolve(str(tmp_path / "x.gguf"))


def test_the_catalogue_that_ships_is_whole() -> None:
    cards = catalog.load().all()
    assert [card.id for card in cards] == [
        "qwen2.5-coder-1.5b",
        "smollm2-135m",
        "all-mpnet-base-v2",
        "all-minilm-l6-v2",
    ]
    for card in cards:
        assert card.licence and card.context and card.memory and all(len(file.sha256) == 64 for file in card.files)
        assert isinstance(card.sources[-1], Packages)
    assert isinstance(cards[0].sources[0], Url) and isinstance(cards[2].sources[0], Url)
    assert cards[0].files[0].sha256 == "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"


@pytest.mark.parametrize(("memory", "id"), [(16e9, "qwen2.5-coder-1.5b"), (2e9, "smollm2-135m"), (1e8, "smollm2-135m")])
def test_the_default_fits_the_memory(tmp_path: Path, memory: float, id: str) -> None:
    assert default_card(Store(tmp_path), int(memory)).id == id


def test_none_is_no_model(tmp_path: Path) -> None:
    assert pick("none", Store(tmp_path)) is None


def test_a_smaller_model_that_is_here_serves_for_the_default_that_is_not(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with pytest.raises(ModelMissing):
        pick("", store, int(16e9))


def with_adapter(
    store: Made, raw: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, lines: bool = False
) -> Store:
    """A fetched model whose catalogue names an adapter; `raw` is what lies there."""
    models, _ = fetched(store)
    (tmp_path / "small.gguf").write_bytes(raw)
    monkeypatch.setattr("coach.paths.shipped", lambda _: tmp_path)
    named = Adapter("small.gguf", 10, hashlib.sha256(b"GGUF right").hexdigest(), lines)
    models.catalog = Catalog(tuple(replace(card, adapter=named) for card in models.catalog.all()))
    return models


def test_an_adapter_goes_with_its_model(store: Made, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = with_adapter(store, b"GGUF right", monkeypatch, tmp_path).resolve("tiny")
    assert found.adapter == tmp_path / "small.gguf" and found.problem is None and not found.fits_lines


def test_only_an_adapter_that_is_good_for_it_fits_the_stand_ins_lines(
    store: Made, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    models = with_adapter(store, b"GGUF right", monkeypatch, tmp_path, lines=True)
    assert models.resolve("tiny").fits_lines
    (tmp_path / "small.gguf").write_bytes(b"GGUF wrong")
    assert not models.resolve("tiny").fits_lines


def test_a_changed_adapter_is_told_and_gone_without(
    store: Made, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = with_adapter(store, b"GGUF wrong", monkeypatch, tmp_path).resolve("tiny")
    assert found.adapter is None and isinstance(found.problem, ModelUnverified) and found.path.is_file()


def test_the_adapter_that_ships_is_whole_and_of_the_model_that_it_ships_with() -> None:
    shipped = [card for card in Store().catalog.all() if card.adapter]
    assert shipped
    for card in shipped:
        assert card.adapter
        path = paths.shipped("models") / card.adapter.path
        assert (path.stat().st_size, sha256(path)) == (card.adapter.size, card.adapter.sha256)
        assert card.files[0].sha256.encode() in path.read_bytes()[:4096]
