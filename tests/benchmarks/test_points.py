import json
from pathlib import Path

from benchmarks.points import DATA, agreement, right, rows


def test_every_point_is_a_sentence_of_its_message() -> None:
    some = rows()
    assert len(some) > 900 and all(max(point) < len(sentences) for sentences, point in some)
    assert len(list(DATA.glob("*.jsonl"))) == 12


def test_what_is_right_is_counted() -> None:
    some = [(["a", "b"], {1}), (["a", "b", "c"], {0, 2})]
    assert right(some, lambda _: 0) == 0.5 and right(some, len) == 0.0 and right([], len) == 0.0


def test_agreement_is_counted(tmp_path: Path) -> None:
    read = [{"point": [1], "again": [1]}, {"point": [1], "again": [2]}, {"point": [1, 2], "again": [2]}, {"point": [1]}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, read)), encoding="utf-8")
    assert agreement(tmp_path) == (3, 1 / 3, 1 / 3)
