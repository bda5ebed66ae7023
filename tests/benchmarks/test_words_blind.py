"""The blind comparison: what goes on the sheet, and how judgements are counted."""

import json
from pathlib import Path

import pytest

from benchmarks.words import rows
from benchmarks.words_blind import by_name, marks, preferred, read, score, sheet


def _kept(path: Path, name: str, ids: list[str]) -> Path:
    lines = []
    for one in ids:
        for part in ("heard", "say"):
            shown = "" if (name, one, part) == ("tuned", ids[0], "say") else f"{name} {part} {one}"
            lines.append(json.dumps({"id": one, "part": part, "shown": shown, "first": "x", "floor": "the library's"}))
    path.write_text("\n".join(lines))
    return path


def test_the_sheet_tells_nothing_of_who_wrote_what(tmp_path: Path) -> None:
    ids = [row.id for row in rows()[:5]]
    tuned, plain = _kept(tmp_path / "t", "tuned", ids), _kept(tmp_path / "p", "plain", ids[:4])
    page, key = tmp_path / "sheet", tmp_path / "key"
    sheet(tuned, plain, page, key)
    which = read(key)
    assert [row["id"] for row in which] == ids[:4]
    assert all(sorted(row[letter] for letter in "ABC") == ["first", "hand", "second"] for row in which)
    assert len({json.dumps([row[letter] for letter in "ABC"]) for row in which}) > 1
    assert "the library's" in page.read_text() and rows()[0].say in page.read_text()


def test_judgements_are_counted_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    key = [{"id": "1", "A": "hand", "B": "first", "C": "second"}, {"id": "2", "A": "second", "B": "hand", "C": "first"}]
    judged = [
        {"id": "1", "scores": {"A": 5, "B": 4, "C": 1}, "wrong": {"C": ["facts", "person"]}},
        {"id": "2", "scores": {"A": 2, "B": 4, "C": 4}, "wrong": {}},
    ]
    score(by_name(key, judged))
    told = capsys.readouterr().out
    assert "against second: better in 1.000, at least as good in 1.000" in told
    assert "against hand: better in 0.000, at least as good in 0.500" in told
    assert "first     4.00   1.000" in told


def test_what_was_liked_better_is_counted_by_whose_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    key = [{"id": "a", "own": "A"}, {"id": "b", "own": "B"}]
    judged = [
        {"id": "a", "better": "A", "marks": {"A": "ok", "B": "wrong"}},
        {"id": "b", "better": "A", "marks": {"A": "ok", "B": "stiff"}},
        {"id": "b", "better": "same", "marks": {"A": "wrong", "B": "ok"}},
    ]
    preferred(key, judged)
    told = capsys.readouterr().out.splitlines()
    assert "the person's own words 1, the model's 1, the same 1" in told[0]
    assert told[2].split() == "own words 3 0.667 0.333 0.000 0.000 0.000".split()
    assert told[3].split() == "model 3 0.333 0.000 0.000 0.667 0.000".split()


def test_what_was_shown_is_counted_by_where_it_came_from(capsys: pytest.CaptureFixture[str]) -> None:
    shown = [{"id": "a", "source": {"heard": "own words", "say": "model"}}]
    marks(shown, [{"id": "a", "heard": "ok", "say": "wrong"}, {"id": "a", "heard": "stiff", "say": "-"}])
    told = capsys.readouterr().out.splitlines()
    assert told[2].split() == "heard, own words 2 0.500 0.500 0.000 0.000 0.000".split()
    assert told[3].split() == "say, model 1 0.000 0.000 0.000 1.000 0.000".split() and len(told) == 4
