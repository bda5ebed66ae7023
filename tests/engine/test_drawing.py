"""Several answers to one prompt, side by side, with the real small model."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import ANY

import pytest

from coach.engine.base import MOST_DRAWN, Request, Stats
from coach.engine.llama import LlamaModel
from coach.engine.process import ProcessEngine
from coach.engine.scripted import ScriptedEngine
from coach.errors import EngineError

from .conftest import SYSTEM, ask, wait_until, written

pytestmark = pytest.mark.model
STORY = ask("Tell me a story.", temperature=0.8)


@pytest.fixture(scope="module")
def model(model_path: Path) -> Iterator[LlamaModel]:
    model = LlamaModel(model_path, 2048)
    yield model
    model.close()


def seeded(request: Request, *seeds: int) -> list[Request]:
    return [replace(request, seed=seed) for seed in seeds]


def alone(model: LlamaModel, request: Request) -> str:
    *deltas, _ = model.stream(request)
    return "".join(delta.text for delta in deltas if not isinstance(delta, Stats)).strip()


def test_the_likeliest_is_the_one_that_is_written_alone(model: LlamaModel) -> None:
    rain = ask("Tell me about rain.")
    whole = alone(model, rain)
    (text,), stats = model.draw([rain])
    assert text == whole
    assert stats.cached_tokens == stats.prompt_tokens - 1
    assert stats.written_tokens == 16


def test_seeds_differ_and_repeat(model: LlamaModel) -> None:
    model.draw([STORY])  # a first reading rounds otherwise than one from the cache
    texts, stats = model.draw(seeded(STORY, 1, 2, 3, 4))
    assert len(set(texts)) > 1
    assert all(texts)
    assert texts == model.draw(seeded(STORY, 1, 2, 3, 4))[0]
    assert stats.written_tokens == sum(16 for _ in texts)


def test_each_ends_where_it_is_told_to(model: LlamaModel) -> None:
    (whole,), stats = model.draw([ask("Tell me about rain.")])
    assert stats.stopped == "length"
    stop = whole.split()[3]
    (text,), stats = model.draw([replace(ask("Tell me about rain."), stop=(stop,))])
    assert text == whole.partition(stop)[0].strip() != ""
    assert stats.stopped == "done"


def test_each_keeps_to_the_grammar_and_ends_by_itself(model: LlamaModel) -> None:
    short = replace(STORY, grammar='root ::= "Yes." | "Well, no."', max_tokens=40)
    texts, stats = model.draw(seeded(short, 1, 2, 3, 4))
    assert set(texts) <= {"Yes.", "Well, no."}
    assert stats.stopped == "done"


def test_what_is_drawn_leaves_nothing_behind(model: LlamaModel) -> None:
    rain = ask("Tell me about rain.")
    whole = alone(model, rain)
    model.draw(seeded(STORY, *range(MOST_DRAWN)))
    assert alone(model, rain) == whole


def test_no_more_are_drawn_than_there_is_room_for(model: LlamaModel) -> None:
    assert len(model.draw(seeded(STORY, *range(MOST_DRAWN + 3)))[0]) == MOST_DRAWN


def test_the_whole_context_may_be_taken_up(model_path: Path) -> None:
    small = LlamaModel(model_path, 512)
    try:
        full = ask("rain " * (512 - 100 - small.count(SYSTEM.content)), temperature=0.8, max_tokens=60)
        texts, stats = small.draw(seeded(full, 1, 2, 3, 4))
    finally:
        small.close()
    assert stats.prompt_tokens > 350
    assert len(texts) == MOST_DRAWN


def test_a_form_that_cannot_be_read_is_told(model: LlamaModel) -> None:
    with pytest.raises(EngineError):
        model.draw([replace(STORY, grammar="root ::= (")])
    assert model.draw([STORY])[0]


def test_stopped_it_gives_what_there_was(model: LlamaModel, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[int] = []
    step = model._drawing._step
    monkeypatch.setattr(model._drawing, "_step", lambda lines, at: steps.append(at) or step(lines, at))
    long = seeded(replace(STORY, max_tokens=100), 1, 2)
    texts, stats = model.draw(long, lambda: len(steps) >= 5)
    assert stats.stopped == "cancelled"
    assert stats.written_tokens == 2 * 6
    assert all(texts)
    assert model.draw(long, lambda: True) == (
        (),
        Stats(stats.prompt_tokens, stats.prompt_tokens - 1, ANY, 0, ANY, "cancelled"),
    )


def test_through_the_process_and_cancelled_from_another_thread(model_path: Path, tmp_path: Path) -> None:
    engine = ProcessEngine("smollm2-135m", model_path, 2048, states=tmp_path)
    try:
        texts, stats = engine.draw(seeded(STORY, 1, 2))
        assert (len(texts), stats.stopped) == (2, "length")
        got: list[Stats] = []
        long = seeded(replace(STORY, max_tokens=120), 1, 2, 3, 4)
        thread = threading.Thread(target=lambda: got.append(engine.draw(long)[1]))
        thread.start()
        wait_until(lambda: engine._writing is not None)
        engine.cancel()
        thread.join(5)
        assert [one.stopped for one in got] == ["cancelled"]
        assert written(engine, ask("Hi."))[0]
    finally:
        engine.close()


def test_where_nothing_is_written_side_by_side_one_comes_after_the_other() -> None:
    engine = ScriptedEngine(["one two", "three"])
    texts, stats = engine.draw(seeded(STORY, 1, 2))
    assert texts == ("one two", "three")
    assert (stats.written_tokens, stats.stopped) == (3, "done")
    assert [one.seed for one in engine.requests] == [1, 2]
