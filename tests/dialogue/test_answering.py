"""Questions about the telling itself, in a talk about anything."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from coach.dialogue.answering import FOR_WORDS, SURE, asked
from coach.dialogue.base import Turn
from coach.errors import LibraryError
from coach.guard.help import load_help
from coach.library.base import NEAR, Found

from .conftest import FoundAlready, Talk, finish

HELP = load_help()
THERE = HELP.answers
RUDE, ANGRY, EMAIL = "Is that rude?", "And if she gets thick with me?", "Can I email it?"
TOLD = "I lied to my therapist about the homework."


class Knows:
    """An answerer that knows some questions."""

    def __init__(self, share: float = 0.9) -> None:
        self.share, self.heard = share, list[str]()

    def asked(self, sentences: Sequence[str]) -> list[tuple[str, float]]:
        self.heard += sentences
        known = {RUDE: "is-rude", ANGRY: "reacts-angry", EMAIL: "how-email", "Is it gone?": "no-such-page"}
        return [(known.get(one, "none"), self.share) for one in sentences]


class Fails:
    def asked(self, sentences: Sequence[str]) -> list[tuple[str, float]]:
        raise LibraryError("gone", "gone")


def names(text: str, answerer: Knows | None = None, *, of_another: bool = False, clearly: bool = False) -> list[str]:
    found = asked(text, answerer or Knows(), THERE, of_another=of_another, clearly=clearly)
    return list(found.answers)


def test_what_is_asked_is_named_in_its_order_and_the_rest_stays() -> None:
    found = asked(f"{TOLD} {EMAIL} Thanks. {RUDE}", Knows(), THERE, of_another=False, clearly=False)
    assert found.answers == ("how-email", "is-rude") and found.besides == (TOLD, "Thanks.")


def test_a_question_that_is_not_answered_is_not_lost() -> None:
    found = asked(f"{RUDE} {ANGRY} {EMAIL}", Knows(), THERE, of_another=True, clearly=False)
    assert found.answers == ("is-rude", "how-email") and found.besides == (ANGRY,)
    many = asked(f"{RUDE} {ANGRY} {EMAIL}", Knows(), THERE, of_another=False, clearly=False)
    assert len(many.answers) == 2 and len(many.besides) == 1


@pytest.mark.parametrize(
    ("share", "clearly", "found"),
    [
        (SURE - 0.01, False, []),
        (SURE, False, ["is-rude"]),
        (SURE, True, []),
        (0.9, True, ["is-rude", "reacts-angry"]),
    ],
)
def test_another_question_and_one_beside_an_entry_must_be_asked_plainly(
    share: float, clearly: bool, found: list[str]
) -> None:
    assert names(f"{RUDE} {ANGRY}", Knows(share), clearly=clearly) == found


def test_two_questions_are_answered_and_no_more() -> None:
    assert len(names(f"{RUDE} {ANGRY} {EMAIL}")) == 2 and names(f"{RUDE} {RUDE}") == ["is-rude"]


def test_how_somebody_else_takes_it_is_no_question_about_the_therapist() -> None:
    assert names(f"{ANGRY} {RUDE}", of_another=True) == ["is-rude"]


def test_what_only_tells_or_is_quoted_is_not_read_as_a_question() -> None:
    answerer = Knows()
    assert not names(f'She said "{RUDE}" to me. I went home. {"I lied and " * 60}what of it?', answerer)
    assert not [one for one in answerer.heard if RUDE in one or "went home" in one or "lied" in one]


def test_an_answer_without_a_page_is_none() -> None:
    assert not names("Is it gone?")


def test_who_asks_something_else_as_well_is_not_told_how_to_begin() -> None:
    class Begins(Knows):
        def asked(self, sentences: Sequence[str]) -> list[tuple[str, float]]:
            return [(FOR_WORDS if "start" in one else name, share) for one, (name, share) in self._all(sentences)]

        def _all(self, sentences: Sequence[str]) -> list[tuple[str, tuple[str, float]]]:
            return list(zip(sentences, super().asked(sentences), strict=True))

    assert names(f"How do I start? {RUDE}", Begins()) == ["is-rude"]
    found = asked("How do I start?", Begins(), THERE, of_another=False, clearly=False)
    assert found.answers == (FOR_WORDS,) and found.besides == ("How do I start?",)


def test_what_they_said_is_told_and_what_they_may_say_is_asked() -> None:
    class Says(Knows):
        def asked(self, sentences: Sequence[str]) -> list[tuple[str, float]]:
            return [("reacts-says-something", 0.9) for _ in sentences]

    assert names("What if she says it is a stage?", Says()) == ["reacts-says-something"]
    assert not names("She said it is a stage, what a thing.", Says())


def test_of_a_sentence_without_an_end_the_clauses_are_read() -> None:
    answerer = Knows()
    story = "i went home and " * 30
    names(f"{story}, and what I want to know is whether it is rude, and i went on {story}", answerer)
    assert any(one.startswith("what I want to know is whether it is rude") for one in answerer.heard)
    assert all(len(one) < 300 for one in answerer.heard)


def test_of_a_long_message_a_few_pieces_are_read_and_its_questions_first() -> None:
    answerer = Knows()
    rest = " ".join(f"I wonder what happens in week {n}." for n in range(20))
    assert names(f"{RUDE} {rest}", answerer) == ["is-rude"]
    assert len(answerer.heard) <= 12


@pytest.mark.parametrize("text", ["", "   ", "?", "???\n\n???", "a" * 10_000, f"{RUDE} " * 3_000])
def test_any_text_is_read(text: str) -> None:
    assert len(names(text)) <= 2


def later(talk: Talk, message: str, answerer: object, *, score: float = NEAR, answerable: bool = True) -> Turn:
    conversation = talk(finds="guide/i-lied", score=score, answerable=answerable)
    finish(conversation.reply(TOLD))
    conversation.steps = replace(conversation.steps, answerer=answerer)
    return finish(conversation.reply(message))[1]


def test_a_question_is_answered_and_the_subject_stays(talk: Talk) -> None:
    turn = later(talk, ANGRY, Knows())
    pages = HELP.wordings("answers", "reacts-angry")
    page = next(one for one in pages if one.help == turn.reply.help)
    assert turn.reply.say == page.say and turn.reply.bring == page.bring
    assert turn.passages[0].entry.id == "guide/i-lied" and "[1]" not in turn.text


def test_what_is_told_besides_is_said_and_the_question_is_not(talk: Talk) -> None:
    turn = later(talk, f"I made it up on the bus. {RUDE}", Knows())
    assert turn.reply.say.startswith("I made it up on the bus.") and "rude" not in turn.reply.say
    assert turn.reply.help in {one.help for one in HELP.wordings("answers", "is-rude")}


def test_where_nothing_is_found_it_is_answered_all_the_same(talk: Talk) -> None:
    turn = later(talk, RUDE, Knows(), score=0.2, answerable=False)
    assert turn.reply.help in {one.help for one in HELP.wordings("answers", "is-rude")}


def test_who_asks_if_their_words_will_do_is_told_so_first(talk: Talk) -> None:
    turn = later(talk, f"I'll just say: I lied about the homework. Is that enough? {RUDE}", Knows())
    enough = [one.help.split(". ")[0] for one in HELP.wordings("follow-ups", "enough")]
    assert turn.reply.help.startswith(tuple(enough)) and turn.reply.say.startswith("I lied about the homework.")
    assert any(one.help in turn.reply.help for one in HELP.wordings("answers", "is-rude"))


def test_a_page_on_danger_is_not_answered_past(talk: Talk) -> None:
    answerer, conversation = Knows(), talk(score=0.2, answerable=False)
    finish(conversation.reply(TOLD))
    conversation.steps = replace(conversation.steps, answerer=answerer)
    _, turn = finish(conversation.reply(f"I keep thinking of hurting my brother. {RUDE}"))
    assert turn.page and turn.verdict.by_phrase and not answerer.heard and not turn.answers
    assert turn.reply.help == turn.page.wording.help


def test_without_it_the_search_answers(talk: Talk) -> None:
    assert later(talk, RUDE, Fails()).reply.help == later(talk, RUDE, None).reply.help


@pytest.mark.parametrize(("score", "answerable"), [(NEAR, True), (NEAR - 0.1, True), (0.2, False)])
def test_a_question_in_a_first_message_is_answered_before_what_is_near(
    talk: Talk, score: float, answerable: bool
) -> None:
    conversation = talk(finds="guide/i-lied", score=score, answerable=answerable)
    conversation.steps = replace(conversation.steps, answerer=Knows())
    _, turn = finish(conversation.reply(f"{TOLD} {RUDE}"))
    first = [one.help.split("; ")[0] for one in HELP.wordings("answers", "is-rude")]
    assert turn.reply.help.startswith(tuple(first))
    assert turn.reply.help.endswith("[1]") is (score >= NEAR)


def test_a_first_message_that_an_entry_answers_needs_no_other(talk: Talk) -> None:
    answerer, conversation = Knows(), talk(finds="guide/i-lied")
    sure = tuple(replace(one, sure=0.9) for one in conversation.steps.searcher.search("").passages)
    conversation.steps = replace(conversation.steps, answerer=answerer, searcher=FoundAlready(Found(True, sure)))
    finish(conversation.reply(RUDE))
    assert not answerer.heard
    finish(conversation.reply(ANGRY))
    assert answerer.heard == [ANGRY]


def test_what_an_answer_says_is_not_made_softer(talk: Talk) -> None:
    conversation = talk(finds="guide/i-lied")
    finish(conversation.reply(TOLD))
    conversation.steps = replace(conversation.steps, answerer=Knows())
    _, asks = finish(conversation.reply(ANGRY))
    _, softer = finish(conversation.reply("That is a bit blunt, and she has been good to me all this year."))
    assert asks.answers == ("reacts-angry",) and asks.reply.say not in softer.reply.say


@pytest.mark.parametrize(
    ("before", "answers"),
    [
        ("He goes quiet and then Deb asks what I said.", []),
        ("He goes quiet and my counsellor Deb asks what I said.", [FOR_WORDS]),
        ("My counsellor thinks my mum is fine. My mum died.", [FOR_WORDS]),
    ],
)
def test_words_for_somebody_at_home_are_no_words_for_the_therapist(before: str, answers: list[str]) -> None:
    class Asks(Knows):
        def asked(self, sentences: Sequence[str]) -> list[tuple[str, float]]:
            return [(FOR_WORDS if "say to her" in one else "none", 0.9) for one in sentences]

    assert names(f"{before} What do I say to her?", Asks()) == answers
