import json
from pathlib import Path

import pytest

from coach import paths
from coach.cli import main


def test_papers_are_added_listed_and_removed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.md").write_text("# Fees\n\nAn hour is due on the day.\n")
    assert main(["library", "add", str(tmp_path / "letter.md")]) == 0
    capsys.readouterr()
    assert main(["library", "papers", "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert row["name"] == "letter.md" and row["excerpts"] == 1
    assert main(["library", "remove", row["id"]]) == 0
    assert not paths.papers_dir().exists()


def test_one_bad_file_does_not_keep_the_others_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "good.txt").write_text("Sessions are on Tuesdays.")
    (tmp_path / "bad.pdf").write_bytes(b"nothing")
    assert main(["library", "add", str(tmp_path / "bad.pdf"), str(tmp_path / "good.txt")]) == 1
    told = capsys.readouterr()
    assert "bad.pdf is broken" in told.err and "good.txt: added" in told.out


def test_removing_what_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["library", "remove", "nothing.txt"]) == 1
    assert "coach library papers" in capsys.readouterr().err
