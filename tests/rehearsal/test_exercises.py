import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach import paths
from coach.errors import LibraryError
from coach.rehearsal.exercises import Exercise, Pace, breath_at, load_exercises, step_at

PACE = Pace(4, 6, 12)
PACES = st.builds(Pace, st.integers(1, 20), st.integers(1, 20), st.integers(1, 30))


def named(name: str) -> Exercise:
    return next(one for one in load_exercises().all if one.name == name)


@pytest.mark.parametrize(
    ("seconds", "phase", "full", "second"),
    [(0, "in", 0, 1), (2, "in", 0.5, 3), (4, "out", 1, 1), (7, "out", 0.5, 4), (10, "in", 0, 1), (119.9, "out", 0, 6)],
)
def test_a_breath_grows_for_four_seconds_and_shrinks_for_six(
    seconds: float, phase: str, full: float, second: int
) -> None:
    breath = breath_at(seconds, PACE)
    assert breath and (breath.phase, breath.second) == (phase, second)
    assert breath.full == pytest.approx(full, abs=0.01)


def test_it_ends_after_the_last_breath_out() -> None:
    assert breath_at(120, PACE) is None and breath_at(1e9, PACE) is None


def test_a_clock_that_went_back_is_the_beginning() -> None:
    breath = breath_at(-3, PACE)
    assert breath and (breath.phase, breath.full, breath.second) == ("in", 0, 1)


@given(PACES, st.floats(0, 1))
def test_it_moves_in_one_direction_and_never_jumps(pace: Pace, part: float) -> None:
    at, step = part * pace.breaths * (pace.seconds_in + pace.seconds_out), 0.01
    now, then = breath_at(at, pace), breath_at(at + step, pace)
    if now and then:
        assert 0 <= now.full <= 1 and abs(then.full - now.full) < 0.05
        if now.phase == then.phase:
            assert then.full >= now.full if now.phase == "in" else then.full <= now.full


@given(PACES)
def test_once_a_second_the_count_tells_each_second_of_each_phase(pace: Pace) -> None:
    whole = [*range(1, pace.seconds_in + 1), *range(1, pace.seconds_out + 1)]
    lasts = pace.breaths * len(whole)
    told = [breath.second for at in range(lasts) if (breath := breath_at(at, pace))]
    assert told == whole * pace.breaths and breath_at(lasts, pace) is None


def test_what_ships_is_about_two_minutes_and_five_to_one() -> None:
    pace, steps = named("breathing").pace, named("grounding").steps
    assert pace and 90 <= pace.breaths * (pace.seconds_in + pace.seconds_out) <= 150
    assert pace.seconds_in < pace.seconds_out
    assert [step.count for step in steps] == [5, 4, 3, 2, 1]
    assert [one.name for one in load_exercises().all] == ["breathing", "grounding", "role-play"]


@pytest.mark.parametrize("name", ["breathing", "grounding"])
def test_each_says_when_not_to_do_it(name: str) -> None:
    one = named(name)
    assert one.how and one.end and "stop" in one.care


def test_the_words_keep_to_the_voice() -> None:
    for one in load_exercises().all:
        text = " ".join([one.title, one.about, *one.how, one.care, one.end, one.moving, one.still])
        assert "!" not in text and "should" not in text


def test_each_thing_is_found_in_its_turn_and_then_it_is_over() -> None:
    steps = named("grounding").steps
    told = [step_at(steps, done) for done in range(16)]
    assert told[:6] == [(0, 0), (0, 1), (0, 2), (0, 3), (0, 4), (1, 0)]
    assert told[14] == (4, 0) and told[15] is None and step_at(steps, 99) is None


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("breathing", "in: 4", "in: 4.5"),
        ("breathing", "in: 4", "in: 0"),
        ("breathing", "  out: 6\n", ""),
        ("breathing", "title: ", "title: 7 #"),
        ("breathing", "title:", "title: [\n"),
        ("grounding", "count: 5", "count: five"),
        ("start", "order:", "ordered:"),
        ("start", "grounding", "yoga"),
    ],
)
def test_a_file_that_is_not_of_its_form_is_told_by_name(tmp_path: Path, name: str, old: str, new: str) -> None:
    folder = tmp_path / "exercises"
    shutil.copytree(paths.shipped("knowledge") / "exercises", folder)
    path = folder / f"{name}.md"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(LibraryError, match="yoga" if new == "yoga" else name):
        load_exercises(tmp_path)
