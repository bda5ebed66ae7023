import threading

import pytest

from coach.engine.base import Delta, Engine, Message, Stats
from coach.engine.scripted import ScriptedEngine
from coach.errors import EngineDied, EngineError

from .conftest import ask, wait_until, written


def test_it_is_an_engine() -> None:
    engine: Engine = ScriptedEngine(["one two"])
    engine.load()
    engine.warm([Message("system", "x")])
    assert written(engine, ask("hi"))[0] == "one two"
    engine.cancel()
    engine.close()
    engine.close()


def test_texts_come_in_turn_and_the_last_again() -> None:
    engine = ScriptedEngine(["one", "two"])
    assert [written(engine, ask("hi"))[0] for _ in range(3)] == ["one", "two", "two"]
    assert len(engine.requests) == 3
    assert engine.loads == 1


def test_a_function_of_the_request() -> None:
    engine = ScriptedEngine(lambda request: request.messages[-1].content.upper())
    assert written(engine, ask("hello"))[0] == "HELLO"


def test_stop_strings_and_length() -> None:
    engine = ScriptedEngine(["one two three. four"])
    text, stats = written(engine, ask("hi", stop=("ee.",)))
    assert (text, stats.stopped) == ("one two thr", "done")
    text, stats = written(engine, ask("hi", max_tokens=2))
    assert (text, stats.stopped, stats.written_tokens) == ("one two", "length", 2)


def test_it_dies_once() -> None:
    engine = ScriptedEngine(["one two three"], die_after=2)
    got = []
    with pytest.raises(EngineDied):
        got.extend(engine.stream(ask("hi")))
    assert written(engine, ask("hi"))[0] == "one two three"
    assert engine.loads == 2


@pytest.mark.parametrize("waits", [{"delay": 60.0}, {"reading": 60.0}])
def test_cancel_does_not_wait(waits: dict[str, float]) -> None:
    engine = ScriptedEngine(["one two"], **waits)
    got: list[Delta | Stats] = []
    thread = threading.Thread(target=lambda: got.extend(engine.stream(ask("hi"))))
    thread.start()
    wait_until(lambda: len(engine.requests) == 1)
    engine.cancel()
    thread.join(5)
    assert [type(item) for item in got] == [Stats]
    assert isinstance(got[0], Stats)
    assert got[0].stopped == "cancelled"


def test_closed_is_closed() -> None:
    engine = ScriptedEngine(["one"])
    engine.close()
    with pytest.raises(EngineError):
        list(engine.stream(ask("hi")))


def test_it_weighs_answers_as_it_was_told_to() -> None:
    engine = ScriptedEngine(["x"], first=lambda messages: 0.25 if messages[-1].content == "hi" else 1.0)
    assert engine.weigh([Message("user", "hi")], ("Yes", "No", "Maybe")) == (0.25, 0.375, 0.375)
    assert engine.weigh([Message("user", "ho")], ("Yes", "No")) == (1.0, 0.0)
    assert [messages[-1].content for messages in engine.weighed] == ["hi", "ho"]
