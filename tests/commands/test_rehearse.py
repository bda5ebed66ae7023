import io
import json
from pathlib import Path

import pytest

from coach.cli import main

pytestmark = pytest.mark.embedder
GOOD = {"goal": "say the homework isn't helping", "style": "rushed", "lines": ["the homework isnt helping", "at all"]}


@pytest.fixture(autouse=True)
def one_index(shared_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_HOME", str(shared_home))


def rehearse(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str, form: str
) -> tuple[int, list[dict[str, object]]]:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    status = main(["rehearse", "--model", "none", form])
    return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_one_object_gives_turns_feedback_and_a_card(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, (told,) = rehearse(monkeypatch, capsys, json.dumps(GOOD), "--json")
    assert status == 0 and set(told) == {"turns", "stopped", "feedback", "card"} and told["stopped"] is False
    assert [turn["you"] for turn in told["turns"]] == GOOD["lines"]  # type: ignore[attr-defined]
    assert all(turn["therapist"] and turn["role_play"] for turn in told["turns"])  # type: ignore[attr-defined]
    assert set(told["feedback"]) == {"strength", "try_next", "rewrite", "checks"}  # type: ignore[call-overload]
    assert set(told["card"]) == {"say_first", "detail", "ask"}  # type: ignore[call-overload]


def test_a_bad_row_is_answered_and_danger_stops_the_play(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    risk = GOOD | {"id": "risk", "lines": ["the homework isnt helping", "i want to kill myself", "sorry"]}
    goal = GOOD | {"id": "goal", "goal": "tell her i want to die"}
    bad = [
        {"id": "no style", "goal": "x", "style": "kind", "lines": ["x"]},
        {"id": "no lines", "goal": "x", "lines": []},
    ]
    rows = [json.dumps(row) for row in (risk, *bad, goal)]
    status, told = rehearse(monkeypatch, capsys, "\n".join([*rows, "{", json.dumps(GOOD | {"id": "good"})]), "--jsonl")
    assert status == 0 and [row.get("id") for row in told] == ["risk", "no style", "no lines", "goal", None, "good"]
    assert ["error" in row for row in told] == [False, True, True, False, True, False]
    assert len(told[0]["turns"]) == 2 and told[0]["turns"][1]["therapist"] == ""  # type: ignore[arg-type,index]
    for stopped in (told[0], told[3]):
        assert stopped["stopped"] and stopped["feedback"] is None and stopped["resources"]
