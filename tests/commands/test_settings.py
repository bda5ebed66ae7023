import json
from pathlib import Path

import pytest

from coach import settings
from coach.cli import main


def test_settings_are_shown_and_changed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["settings", "country", "UK"]) == 0
    assert settings.load().country == "uk"
    capsys.readouterr()
    assert main(["settings", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"country": "uk", "model": "", "theme": "", "server": ""}
    assert main(["settings", "country", ""]) == 0
    assert settings.load().country == ""


@pytest.mark.parametrize("address", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000"])
def test_a_server_on_this_machine_is_taken(address: str) -> None:
    assert main(["settings", "server", address]) == 0
    assert settings.load().server == address


def test_a_server_elsewhere_must_be_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["settings", "server", "10.1.2.3:8000"]) == 1
    assert "--elsewhere" in capsys.readouterr().err and settings.load().server == ""
    assert main(["settings", "server", "10.1.2.3:8000", "--elsewhere"]) == 0
    assert settings.load().server == "10.1.2.3:8000"


@pytest.mark.parametrize(
    ("name", "value"),
    [("country", "atlantis"), ("server", "here"), ("server", "h:0"), ("server", ":80"), ("model", "gpt-99")],
)
def test_what_cannot_be_is_refused(name: str, value: str) -> None:
    before = settings.load()
    assert main(["settings", name, value]) == 1
    assert settings.load() == before


def test_a_model_is_kept_by_its_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own.gguf").write_bytes(b"GGUF\x03\x00\x00\x00")
    monkeypatch.chdir(tmp_path)
    assert main(["settings", "model", "own.gguf"]) == 0
    assert settings.load().model == str(tmp_path / "own.gguf")
    assert main(["settings", "model", "default"]) == 0
    assert settings.load().model == ""
