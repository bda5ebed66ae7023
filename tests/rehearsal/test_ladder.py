from dataclasses import replace
from pathlib import Path

import pytest

from coach.errors import LibraryError
from coach.library.search import LexicalSearcher
from coach.rehearsal.base import RUNGS, Card, Sizes
from coach.rehearsal.copy import Copy
from coach.rehearsal.ladder import GAP, Ladder, LadderCopy, build, gap_in, load_ladder
from coach.rehearsal.prepare import sizes
from tests.rehearsal.conftest import GOALS

GOAL = "tell her I've been drinking again"
SIZES = Sizes(
    "There's something I haven't told you.",
    "I've been drinking again.",
    "I've been drinking again. I'd like that to change.",
)


@pytest.fixture(scope="module")
def words() -> LadderCopy:
    return load_ladder()


@pytest.fixture
def ladder(words: LadderCopy) -> Ladder:
    return build(GOAL, SIZES, words)


@pytest.mark.parametrize("goal", [*GOALS, "????", "that hes late every week", "x" * 3000])
def test_every_goal_has_a_ladder_of_four_or_five_rungs(
    goal: str, words: LadderCopy, by_words: LexicalSearcher, copy: Copy
) -> None:
    found = by_words.search(goal)
    made = sizes(goal, found, copy)
    rungs = build(goal, made, words).rungs
    assert [rung.name for rung in rungs] == list(RUNGS[: len(rungs)]) and len(rungs) in {4, 5}
    assert rungs[0].text == made.hint and rungs[2].text == made.headline
    assert all(rung.text.strip() and not rung.said and len(set(rung.ways)) == len(rung.ways) for rung in rungs)


def test_what_makes_it_hard_comes_before_the_thing_without_it_and_has_gaps_of_several_kinds(ladder: Ladder) -> None:
    hard = ladder.rungs[1]
    assert len(hard.ways) >= 3 and all(GAP in way and "drinking" not in way for way in hard.ways)
    assert not hard.whole and ladder.rungs[2].whole


def test_a_thing_that_is_a_wish_needs_no_other_wish(words: LadderCopy) -> None:
    asked = replace(SIZES, headline="I'd like you to talk less.", detail="I'd like you to talk less.")
    assert [rung.name for rung in build("ask her to talk less", asked, words).rungs] == list(RUNGS[:4])


def test_the_wish_of_the_sizes_is_one_of_the_ways(ladder: Ladder) -> None:
    assert "I'd like that to change." in ladder.rungs[-1].ways


def test_another_way_keeps_what_was_made_of_the_last_one(ladder: Ladder) -> None:
    made = ladder.reworded(1, "I've held it back because I was ashamed.")
    turned = made.turned(1)
    assert turned.rungs[1].text != made.rungs[1].text
    for _ in turned.rungs[1].ways[1:]:
        turned = turned.turned(1)
    assert turned == made


def test_one_rung_at_a_time_is_far_enough_and_the_mark_can_be_taken_away(ladder: Ladder) -> None:
    assert ladder.here is None and ladder.next is None
    marked = ladder.marked(0).marked(2)
    assert marked.here == ladder.rungs[2] and marked.next == ladder.rungs[3]
    assert marked.marked(2).here is None and ladder.marked(4).next is None


def test_what_was_said_can_be_unsaid(ladder: Ladder) -> None:
    said = ladder.told(0)
    assert said.rungs[0].said and not said.rungs[1].said and said.told(0) == ladder


def test_the_marked_rung_and_the_next_go_on_the_card(ladder: Ladder) -> None:
    card, lost = ladder.marked(2).reworded(3, "On Sunday, after the call.").on_card(Card("", "", "Could we?"))
    assert card == Card(SIZES.headline, "On Sunday, after the call.", "Could we?") and not lost


def test_a_rung_with_a_gap_is_left_off_the_card(ladder: Ladder) -> None:
    card, lost = ladder.marked(2).on_card(Card("", "mine", ""))
    assert card == Card(SIZES.headline, "mine", "") and not lost


def test_lines_of_the_persons_that_would_go_are_named(ladder: Ladder) -> None:
    before = Card("mine", "of a rehearsal", "asks")
    card, lost = ladder.marked(0).reworded(1, "I was ashamed.").on_card(before, {"of a rehearsal"})
    assert lost == ("mine",) and card.ask == "asks"
    assert ladder.marked(1).reworded(1, "I was ashamed.").on_card(card)[1] == ()


def test_without_a_mark_the_card_stays(ladder: Ladder) -> None:
    card = Card("a", "b", "c")
    assert ladder.on_card(card) == (card, ())


def test_a_line_without_words_or_with_a_gap_cannot_be_said(ladder: Ladder) -> None:
    for text in ("", "  ", "…?", f"I was {GAP}.", "I was __"):
        assert not ladder.reworded(0, text).rungs[0].whole
    assert ladder.reworded(0, "snake_case is odd").rungs[0].whole
    assert gap_in("a ____ b") == (2, 6) and gap_in("a _ b") is None


def test_a_control_character_of_the_goals_is_never_obeyed(words: LadderCopy) -> None:
    made = build("say \x1b[31mno", replace(SIZES, headline="\x1b[31mNo."), words)
    assert all("\x1b" not in way for rung in made.rungs for way in rung.ways)


@pytest.mark.parametrize(
    "text", ["", "---\nsteps: 3\n---\n", "---\nabout: a\nsteps:\n  hint: {title: a}\n---\n", "\xff"]
)
def test_copy_that_is_not_of_its_form_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "rehearsal").mkdir()
    (tmp_path / "rehearsal" / "ladder.md").write_text(text, "latin-1")
    with pytest.raises(LibraryError, match="small steps"):
        load_ladder(tmp_path)
