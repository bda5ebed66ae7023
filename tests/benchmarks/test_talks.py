import pytest

from benchmarks.talks import DATA, MARKS, alarms, beginnings, behind, right, rows, shares

FILES = sorted(DATA.glob("*.jsonl"))


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_reply_is_marked_and_has_its_message(path: object) -> None:
    some = rows(path)  # type: ignore[arg-type]
    assert all(row["mark"] in MARKS and row["message"] and row["why"] for row in some)
    assert len({(row["conv"], row["turn"]) for row in some}) == len(some)
    assert sum(shares(some).values()) == pytest.approx(1)


def test_a_message_stands_behind_those_of_its_own_conversation() -> None:
    some = [{"conv": conv, "turn": turn, "message": f"{conv}{turn}"} for turn in (2, 1) for conv in ("a", "b")]
    assert behind(some) == [("a1", []), ("a2", ["a1"]), ("b1", []), ("b2", ["b1"])]


def test_alarms_are_counted() -> None:
    some = [{"conv": "a", "turn": 1, "message": "I want to kill myself"}, {"conv": "b", "turn": 1, "message": "hello"}]
    assert alarms(some, None) == {"crisis": 0.5, "danger": 0.5}


def test_beginnings_and_entries_are_counted() -> None:
    some = [
        {
            "reply": {"say": "I lied. There's more to it than that."},
            "kind": "coaching",
            "entry": "a",
            "right": ["a", "b"],
        },
        {"reply": {"say": "I lied."}, "kind": "coaching", "entry": "c", "right": ["a"]},
        {"reply": {}, "kind": "out-of-scope", "entry": "a", "right": ["a"]},
        {"reply": {}, "kind": "coaching", "entry": "a", "right": []},
    ]
    assert beginnings(some) == some[:1]
    assert right(some) == pytest.approx(1 / 3) and right([]) == 0.0
