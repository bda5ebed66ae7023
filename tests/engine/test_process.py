import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from coach.engine.base import Delta, Engine, Message, Request, Stats
from coach.engine.process import ProcessEngine
from coach.errors import EngineDied, EngineError, ModelMissing, ModelUnverified

from .conftest import SYSTEM, ask, wait_until, written

pytestmark = pytest.mark.model

STORY = ask("Tell me a long story.", max_tokens=600, grammar='root ::= ("la" " "?)+')
LONG = ask("We talked about the garden, the rain and what to cook. " * 110)


def in_thread(do: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=do)
    thread.start()
    return thread


def pid_of(engine: ProcessEngine) -> int:
    assert engine.pid is not None
    return engine.pid


def test_it_is_an_engine(engine: ProcessEngine) -> None:
    same: Engine = engine
    assert (engine.name, engine.state, engine.pid) == ("smollm2-135m", "cold", None)
    same.load()
    assert engine.state == "ready"
    pid = engine.pid
    same.load()
    assert engine.pid == pid
    text, stats = written(same, ask("Tell me about rain."))
    assert text
    assert stats.stopped == "length"
    assert engine.count("Tell me about rain.") == 5
    same.close()
    same.close()
    assert engine.state == "cold"
    with pytest.raises(EngineError):
        engine.load()


def test_loading_from_many_threads_starts_one_child(engine: ProcessEngine) -> None:
    pids: list[int | None] = []

    def load() -> None:
        engine.load()
        pids.append(engine.pid)

    threads = [in_thread(load) for _ in range(4)]
    for thread in threads:
        thread.join()
    assert len(pids) == 4
    assert len(set(pids)) == 1


def test_warm_makes_the_first_reply_quick(engine: ProcessEngine, tmp_path: Path) -> None:
    engine.warm([SYSTEM])
    _, stats = written(engine, ask("Hi."))
    assert stats.cached_tokens > 100
    assert list((tmp_path / "states").glob("*.state"))


# What cannot be loaded


def test_no_file(tmp_path: Path) -> None:
    engine = ProcessEngine("none", tmp_path / "none.gguf")
    with pytest.raises(ModelMissing):
        engine.load()
    assert engine.pid is None


def test_a_file_that_is_no_model(tmp_path: Path) -> None:
    path = tmp_path / "x.gguf"
    path.write_bytes(b"GGUF and no more")
    engine = ProcessEngine("broken", path)
    for _ in range(2):
        with pytest.raises(ModelUnverified, match="Nothing is lost"):
            list(engine.stream(ask("Hi.")))
        assert engine.state == "dead"
    engine.close()


# Death


def test_killed_while_it_writes(engine: ProcessEngine) -> None:
    engine.warm([SYSTEM])
    pid = pid_of(engine)
    got = []
    with pytest.raises(EngineDied) as died:
        for item in engine.stream(STORY):
            got.append(item)
            if len(got) == 3:
                os.kill(pid, signal.SIGKILL)
    assert died.value.title == "The model stopped"
    assert "still here" in died.value.msg
    assert engine.state == "dead"
    text, stats = written(engine, ask("Tell me about rain."))
    assert text
    assert engine.pid != pid
    assert stats.cached_tokens > 100  # what was warm is warm again


def test_killed_while_idle_is_not_even_noticed(engine: ProcessEngine) -> None:
    engine.load()
    os.kill(pid_of(engine), signal.SIGKILL)
    wait_until(lambda: engine.state == "dead")
    assert written(engine, ask("Hi."))[0]


def test_the_child_ends_with_its_parent(model_path: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from coach.engine.process import ProcessEngine\n"
        "from tests.engine.test_process import STORY\n"
        "engine = ProcessEngine('x', Path(sys.argv[1]), 2048, states=Path(sys.argv[2]))\n"
        "stream = engine.stream(STORY); next(stream); print(engine.pid, flush=True); sys.stdin.read()\n"
    )
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", code, str(model_path), str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=root,
        text=True,
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    wait_until(lambda: not _runs(child), 3)


def _runs(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


# Stopping


@pytest.mark.parametrize("request_", [LONG, STORY], ids=["reading", "writing"])
def test_cancel_from_another_thread(engine: ProcessEngine, request_: Request) -> None:
    engine.load()
    got: list[Delta | Stats] = []
    thread = in_thread(lambda: got.extend(engine.stream(request_)))
    if request_ is STORY:
        wait_until(lambda: len(got) > 2)
    else:
        wait_until(lambda: engine._writing is not None)
        time.sleep(0.3)  # well into reading, which takes seconds
    begun = time.monotonic()
    engine.cancel()
    thread.join(5)
    assert time.monotonic() - begun < 0.5
    assert isinstance(got[-1], Stats)
    assert got[-1].stopped == "cancelled"
    assert bool(got[-1].written_tokens) is (request_ is STORY)
    assert written(engine, ask("Hi."))[1].stopped != "cancelled"


def test_cancel_without_a_stream_does_nothing(engine: ProcessEngine) -> None:
    engine.cancel()
    engine.load()
    engine.cancel()
    assert written(engine, ask("Hi."))[1].stopped != "cancelled"


def test_cancel_while_it_waits_for_the_warming(engine: ProcessEngine) -> None:
    engine.load()
    warming = in_thread(lambda: engine.warm([Message("system", LONG.messages[1].content)]))
    wait_until(engine._talking.locked)
    got: list[Delta | Stats] = []
    waiting = in_thread(lambda: got.extend(engine.stream(ask("Hi."))))
    wait_until(lambda: len(engine._tickets) == 1)
    engine.cancel()
    waiting.join(0.5)
    assert warming.is_alive()
    assert [item.stopped for item in got if isinstance(item, Stats)] == ["cancelled"]
    warming.join()


def test_closing_the_iterator_cancels(engine: ProcessEngine) -> None:
    stream = engine.stream(STORY)
    next(stream)
    begun = time.monotonic()
    for _ in range(20):
        next(stream)
    a_few = time.monotonic() - begun
    begun = time.monotonic()
    stream.close()  # type: ignore[attr-defined]
    assert time.monotonic() - begun < max(0.5, 10 * a_few)  # on a busy machine too, less than a half of what is left
    assert written(engine, ask("Tell me about rain."))[0]


def test_the_iterator_may_be_closed_by_another_thread(engine: ProcessEngine) -> None:
    stream = engine.stream(STORY)
    next(stream)
    in_thread(stream.close).join(5)  # type: ignore[attr-defined]
    assert written(engine, ask("Tell me about rain."))[0]


def test_close_while_it_writes(engine: ProcessEngine) -> None:
    got: list[Delta | Stats] = []
    thread = in_thread(lambda: got.extend(engine.stream(STORY)))
    wait_until(lambda: len(got) > 2)
    pid = pid_of(engine)
    begun = time.monotonic()
    engine.close()
    thread.join(5)
    assert time.monotonic() - begun < 1.0
    assert not _runs(pid)
    assert isinstance(got[-1], Stats)
    assert got[-1].stopped == "cancelled"


def test_one_stream_at_a_time(engine: ProcessEngine) -> None:
    texts: list[str] = []
    rain = ask("Tell me about rain.")
    threads = [in_thread(lambda: texts.append(written(engine, rain)[0])) for _ in range(3)]
    for thread in threads:
        thread.join()
    assert len(texts) == 3
    assert len(set(texts)) == 1


def test_an_error_in_a_request_leaves_the_child_alive(engine: ProcessEngine) -> None:
    engine.load()
    pid = engine.pid
    with pytest.raises(EngineError, match="form of the reply"):
        list(engine.stream(ask("Hi.", grammar="root ::= (")))
    with pytest.raises(EngineError, match="too long"):
        list(engine.stream(ask("word " * 3000)))
    assert written(engine, ask("Hi."))[0]
    assert engine.pid == pid


def test_answers_are_weighed_in_the_child(engine: ProcessEngine) -> None:
    shares = engine.weigh([Message("user", "Is ice cold? Answer Yes or No.")], ("Yes", "No"))
    assert len(shares) == 2
    assert sum(shares) == pytest.approx(1)


def test_weighing_is_given_up_where_it_takes_too_long_and_the_next_request_works(engine: ProcessEngine) -> None:
    engine.load()
    long = [Message("user", "We talked about the garden, the rain and what to cook. " * 130)]
    begun = time.monotonic()
    assert engine.weigh(long, ("Yes", "No"), 0.1) == ()
    assert time.monotonic() - begun < 3
    assert sum(engine.weigh([Message("user", "Is ice cold?")], ("Yes", "No"), 60)) == pytest.approx(1)


def test_weighing_can_be_cancelled(engine: ProcessEngine) -> None:
    engine.load()
    long = [Message("user", "We talked about the garden, the rain and what to cook. " * 130)]
    threading.Timer(0.2, engine.cancel).start()
    assert engine.weigh(long, ("Yes", "No")) == ()


def test_it_is_ready_once_it_has_loaded_and_not_after_it_was_closed(engine: ProcessEngine) -> None:
    assert not engine.ready
    engine.load()
    assert engine.ready
    engine.close()
    assert not engine.ready
