from dataclasses import replace

from coach.dialogue.nearby import SURE, offers
from coach.dialogue.prompt import Task
from coach.engine.scripted import ScriptedEngine
from coach.guard.base import PARTS
from coach.library.base import Case, Found, Passage
from coach.library.entries import Library

from .conftest import FoundAlready, Talk, finish

GARBLED = "homewrk agen.. idk she gives me tasks i dont no"
CASES = tuple(Case(f"case-{n}", f"You are told back {n}.", f"I say the words of case {n}.") for n in range(5))


def passage(library: Library, sure: float) -> Passage:
    return Passage(library.get("tip/give-feedback"), 0.5, CASES, sure)


def test_a_sure_case_speaks_where_the_person_cannot_be_quoted(library: Library) -> None:
    assert offers(Task("heard", GARBLED, message=GARBLED), "", passage(library, SURE)) == (CASES[0].heard,)
    assert offers(Task("say", GARBLED, message=GARBLED), "", passage(library, SURE)) == tuple(
        case.say for case in CASES[:3]
    )


def test_the_persons_own_words_come_first(library: Library) -> None:
    assert offers(Task("heard", GARBLED, message=GARBLED), "You said so.", passage(library, 0.9)) == ("You said so.",)
    assert offers(Task("say", GARBLED, message=GARBLED), "I said so.", passage(library, 0.9)) == (
        "I said so.",
        *(case.say for case in CASES[:3]),
    )


def test_an_unsure_case_is_offered_only_when_other_words_are_asked_for(library: Library) -> None:
    assert offers(Task("heard", GARBLED, message=GARBLED), "", passage(library, SURE - 0.01)) == ("",)
    assert offers(Task("say", GARBLED, message=GARBLED), "", passage(library, SURE - 0.01)) == (
        "",
        *(case.say for case in CASES[:3]),
    )


def test_no_model_is_asked_where_a_case_is_sure(talk: Talk, good: ScriptedEngine, library: Library) -> None:
    found = FoundAlready(Found(True, (passage(library, 0.9),)))
    _, turn = finish(talk(good, searcher=found).reply(GARBLED))
    assert (turn.reply.heard, turn.reply.say) == (CASES[0].heard, CASES[0].say)
    assert turn.origin == dict.fromkeys(PARTS, "authored") and not good.requests


def test_other_words_are_those_of_the_next_cases_and_then_the_models(
    talk: Talk, good: ScriptedEngine, library: Library
) -> None:
    found = FoundAlready(Found(True, (replace(passage(library, 0.9), cases=CASES[:2]),)))
    conversation = talk(good, searcher=found)
    said = [finish(conversation.reply(GARBLED, again=bool(n)))[1] for n in range(3)]
    assert [turn.reply.say for turn in said[:2]] == [CASES[0].say, CASES[1].say]
    assert said[2].reply.say != CASES[0].say
    assert any("Wish:" in request.messages[-1].content for request in good.requests)


def test_without_a_model_what_was_told_back_stays(talk: Talk, library: Library) -> None:
    found = FoundAlready(Found(True, (passage(library, 0.9),)))
    conversation = talk(searcher=found)
    said = [finish(conversation.reply(GARBLED, again=bool(n)))[1].reply for n in range(5)]
    assert {one.heard for one in said} == {CASES[0].heard}
    assert len({one.say for one in said[:4]}) == 4


def test_a_question_is_not_told_back_as_a_fact(library: Library) -> None:
    asked = "should i do the homewrk agen??"
    assert offers(Task("heard", asked, message=asked), "", passage(library, 0.9)) == ("",)
    wondering = replace(CASES[0], heard="You wonder whether to do it again.")
    found = replace(passage(library, 0.9), cases=(wondering, *CASES[1:]))
    assert offers(Task("heard", asked, message=asked), "", found) == (wondering.heard,)


def test_what_a_short_message_denies_is_not_told_back(library: Library) -> None:
    found = passage(library, 0.9)
    sure = replace(found, cases=(Case("prickly", "You get defensive.", "I get defensive."), *CASES[1:]))
    assert offers(Task("heard", "You're not defensive.", message="im NOT defensive"), "", sure) == ("",)
    assert offers(Task("heard", "You're defensive.", message="im defensive"), "", sure) == ("You get defensive.",)


def test_what_a_message_denies_is_not_offered_either(library: Library) -> None:
    prickly = Case("prickly", "You get defensive.", "I get defensive.")
    found = replace(passage(library, 0.3), cases=(prickly, *CASES[:2]))
    denies = Task("say", "I'm not defensive.", message="im NOT defensive")
    assert offers(denies, "", found) == ("", CASES[0].say, CASES[1].say)


def test_what_they_do_is_not_told_back_as_the_persons_own_doing(library: Library) -> None:
    late = Case("arrive-late", "You keep turning up late.", "I keep turning up late.")
    found = replace(passage(library, 0.9), cases=(late, *CASES[1:]))
    own = "i am allways ten mins late"
    for theirs in ("he is allways ten mins late", "my therapist is allways late", "hes late evry week"):
        assert offers(Task("say", theirs, message=theirs), "", found)[0] == ""
    assert offers(Task("say", own, message=own), "", found)[0] == late.say
