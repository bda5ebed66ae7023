import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from coach.cli import main
from coach.guard.base import PARTS

GARBLED = "homework agen pointles, she so nice tho.. and i dont wanna hurt her feelins"
"""Neither in the person's own words nor surely of a case: a model is asked."""
HOMEWORK = "The homework is pointless but she's so nice, I don't want to hurt her!"
TIMINGS = {
    "screen_ms", "search_ms", "prompt_tokens", "cached_tokens", "first_token_ms", "first_shown_ms",
    "decode_tokens_per_s", "total_ms",
}  # fmt: skip


@pytest.fixture
def home(shared_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COACH_HOME", str(shared_home))
    return shared_home


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    try:
        status = main(args)
    except SystemExit as exit:
        status = int(exit.code or 0)
    out, err = capsys.readouterr()
    return status, out, err


def feed(monkeypatch: pytest.MonkeyPatch, *lines: bytes) -> None:
    class Input:
        buffer = io.BytesIO(b"\n".join(lines) + b"\n")

    monkeypatch.setattr(sys, "stdin", Input())


def objects(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_screen(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "screen", "--json", "i want to kill myself")
    (told,) = objects(out)
    assert status == 0 and set(told) == {"id", "level", "kind", "evidence"}
    assert (told["level"], told["kind"]) == ("crisis", "self-harm") and told["evidence"]
    assert run(capsys, "screen", "this homework is killing me")[1].strip() == "clear"


def test_a_stream_keeps_its_order_and_bad_rows_are_errors(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(
        monkeypatch,
        b'{"id": 1, "text": "hello"}',
        b"not json",
        b'{"id": "b"}',
        b'{"id": 3, "text": 5}',
        b"[1]",
        b'{"id": 4, "text": "  "}',
        b'{"id": 5, "text": "\\ud800 \\u001b[2J he was late"}',
        b'\xff\xfe{"id": 6}',
        b'{"id": {"x": 1}, "text": "i want to die"}',
    )
    status, out, _ = run(capsys, "screen", "--jsonl")
    rows = objects(out)
    assert status == 0 and [row["id"] for row in rows] == [1, None, "b", 3, None, 4, 5, None, {"x": 1}]
    assert [("error" in row) for row in rows] == [False, True, True, True, True, True, False, True, False]


@pytest.mark.embedder
def test_search(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    status, out, _ = run(capsys, "search", "--json", HOMEWORK)
    (told,) = objects(out)
    assert status == 0 and set(told) == {"id", "answerable", "passages"}
    assert told["answerable"] and told["passages"][0]["id"] == "tip/give-feedback"
    assert all(set(passage) == {"id", "title", "score"} for passage in told["passages"])


@pytest.mark.embedder
def test_ask_without_a_model_is_the_librarys_own_words(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    status, out, _ = run(capsys, "ask", "--json", "--model", "none", HOMEWORK)
    (told,) = objects(out)
    assert status == 0 and told["kind"] == "coaching" and told["model"] is None
    assert told["passages"][0]["id"] == "tip/give-feedback"
    assert told["origin"] == dict.fromkeys(PARTS, "authored") and all(told["reply"][part] for part in PARTS)
    assert set(told["timings"]) == TIMINGS and told["resources"] == []
    assert set(told) == {
        "id", "kind", "screen", "passages", "reply", "origin", "resources", "papers", "text", "model", "timings",
    }  # fmt: skip


@pytest.mark.embedder
@pytest.mark.model
def test_ask_with_the_real_small_model(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    status, out, _ = run(capsys, "ask", "--json", "--model", "smollm2-135m", GARBLED)
    (told,) = objects(out)
    assert status == 0 and told["kind"] == "coaching" and told["model"] == "smollm2-135m"
    assert all(told["reply"][part] for part in PARTS) and set(told["origin"]) == set(PARTS)
    assert all(told["timings"][key] is not None for key in TIMINGS)


@pytest.mark.embedder
def test_a_hundred_rows_come_back_in_order(
    capsys: pytest.CaptureFixture[str], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [HOMEWORK, "what dose of prozac is right for me", "i want to kill myself", "how do i boil an egg"]
    rows = [json.dumps({"id": n, "text": texts[n % 4]}).encode() for n in range(100)]
    rows[50] = b"{broken"
    feed(monkeypatch, *rows)
    status, out, _ = run(capsys, "ask", "--jsonl", "--model", "none")
    told = objects(out)
    assert status == 0 and len(told) == 100 and "error" in told[50]
    assert [row["id"] for n, row in enumerate(told) if n != 50] == [n for n in range(100) if n != 50]
    kinds = [row["kind"] for n, row in enumerate(told) if n != 50]
    assert kinds[:4] == ["coaching", "limits", "crisis", "out-of-scope"]


@pytest.mark.parametrize(
    "args",
    [
        ("ask",), ("ask", "--json"), ("ask", "--jsonl", "text"), ("ask", "--json", "--jsonl"), ("ask", " "),
        ("ask", "--model", "none", "--country", "xx", "hi"), ("nonsense",), ("--nonsense",), ("library",),
        ("search", "--limit", "0", "hi"),
    ],
)  # fmt: skip
def test_bad_usage_is_2_and_says_what_to_do(capsys: pytest.CaptureFixture[str], args: tuple[str, ...]) -> None:
    status, out, err = run(capsys, *args)
    assert status == 2 and not out and "usage" in err


@pytest.mark.parametrize(
    "args",
    [
        ("ask", "--model", "nothing-like-it", "hi"),
        ("ask", "--model", "/no/such.gguf", "hi"),
        ("library", "show", "x/y"),
    ],
)
def test_anything_else_is_1_with_one_line(capsys: pytest.CaptureFixture[str], args: tuple[str, ...]) -> None:
    status, out, err = run(capsys, *args)
    assert status == 1 and not out and len(err.strip().splitlines()) == 1 and err.startswith("coach: ")


def test_without_a_terminal_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys)[0] == 1


def test_the_library_by_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(run(capsys, "library", "list")[1].splitlines()) == 104
    assert run(capsys, "library", "check")[0] == 0
    shown = run(capsys, "library", "show", "sign/concealment")[1]
    assert "You could say" in shown and "To bring" in shown


def test_readable_output_without_json(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "ask", "--model", "none", "--country", "ie", "i want to kill myself")
    assert status == 0 and "112 or 999" in out and "Samaritans" in out
    assert max(map(len, out.splitlines())) <= 78


def test_who_reads_the_output_may_leave(shared_home: Path) -> None:
    rows = "".join(json.dumps({"id": n, "text": "hello " * 50}) + "\n" for n in range(2000))
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m coach screen --jsonl | head -1"],
        input=rows, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert len(done.stdout.splitlines()) == 1 and "Traceback" not in done.stderr
