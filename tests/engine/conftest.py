import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coach.engine.base import Delta, Engine, Message, Request, Stats
from coach.engine.process import ProcessEngine
from coach.errors import ModelError
from coach.models.store import Store

SYSTEM = Message("system", "You help a person get ready for therapy. " + "Be plain, warm and brief. " * 20)


@pytest.fixture(scope="session")
def model_path() -> Path:
    """The real 135M model; its absence is a failure and no reason to skip."""
    given = os.environ.get("COACH_TEST_MODEL")
    if given:
        return Path(given)
    try:
        return Store().resolve("smollm2-135m").path
    except ModelError:
        pytest.fail("the 135M model is not here: run `coach models fetch smollm2-135m`, or set COACH_TEST_MODEL")


@pytest.fixture
def engine(model_path: Path, tmp_path: Path) -> Iterator[ProcessEngine]:
    engine = ProcessEngine("smollm2-135m", model_path, 2048, states=tmp_path / "states")
    yield engine
    engine.close()


def ask(text: str, **fields: object) -> Request:
    settings = {"temperature": 0.0, "max_tokens": 16} | fields
    return Request((SYSTEM, Message("user", text)), **settings)  # type: ignore[arg-type]


def written(engine: Engine, request: Request) -> tuple[str, Stats]:
    """The whole text of a stream, and what it took; the shape of the stream is checked on the way."""
    *deltas, stats = list(engine.stream(request))
    assert isinstance(stats, Stats)
    assert all(isinstance(delta, Delta) and delta.text for delta in deltas)
    return "".join(delta.text for delta in deltas if isinstance(delta, Delta)), stats


def wait_until(condition: Callable[[], bool], seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)
