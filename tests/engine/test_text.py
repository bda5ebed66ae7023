import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.engine.text import TextOut


def run(raw: bytes, stop: tuple[str, ...], sizes: list[int]) -> tuple[list[str], bool]:
    out, shown, at = TextOut(stop), [], 0
    for size in [*sizes, len(raw)]:
        shown.append(out.feed(raw[at : at + size]))
        at += size
    return [*shown, out.end()], out.stopped


@given(st.text(), st.lists(st.integers(1, 4), max_size=60))
def test_any_cut_gives_the_same_text(text: str, sizes: list[int]) -> None:
    assert "".join(run(text.encode(), (), sizes)[0]) == text


@given(st.text("ab\n"), st.lists(st.text("ab\n", min_size=1, max_size=3), max_size=3), st.lists(st.integers(1, 3)))
def test_stop_strings_end_the_text_wherever_it_is_cut(text: str, stop: list[str], sizes: list[int]) -> None:
    # Cut anywhere, the text must end at a stop string, before which no other stop string is complete.
    shown, stopped = run(text.encode(), tuple(stop), sizes)
    whole = "".join(shown)
    assert text.startswith(whole)
    assert stopped == any(s in text for s in stop)
    assert not any(s in whole for s in stop)
    assert stopped or whole == text


def test_the_first_stop_string_in_the_text_counts() -> None:
    shown, stopped = run(b"one END two \n", ("\n", "END"), [])
    assert ("".join(shown), stopped) == ("one ", True)


@pytest.mark.parametrize("letter", ["é", "€", "🐕"])
def test_a_letter_is_shown_only_when_whole(letter: str) -> None:
    out = TextOut()
    *first, last = letter.encode()
    assert [out.feed(bytes([byte])) for byte in first] == [""] * len(first)
    assert out.feed(bytes([last])) == letter


def test_half_a_letter_at_the_end_is_dropped() -> None:
    out = TextOut()
    assert out.feed("ab🐕".encode()[:-1]) + out.end() == "ab"
