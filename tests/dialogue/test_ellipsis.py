"""What is left out, put back; and what a bare topic becomes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.dialogue.ellipsis import completed
from coach.dialogue.own import own_words
from coach.dialogue.shorthand import spelled
from coach.library.base import Passage
from coach.library.entries import load_library

LIBRARY = load_library()


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("got dumped over text", "I got dumped over text"),
        ("just got made redundant", "I just got made redundant"),
        ("dumped by email after 19 years", "I was dumped by email after 19 years"),
        ("not spoken to my father since 2011", "I haven't spoken to my father since 2011"),
        ("never had a girlfriend", "I've never had a girlfriend"),
        ("27 and never had a girlfriend", "I'm 27 and I've never had a girlfriend"),
        ("terrified of flying", "I'm terrified of flying"),
        ("stuck for ages", "I've been stuck for ages"),
        ("SO fed up of this", "I'm so fed up of this"),
        ("washing my hands till theyre raw", "I'm washing my hands till they're raw"),
        ("looking after my mum since june", "I've been looking after my mum since June"),
        ("check the hob ten times before leaving", "I check the hob ten times before leaving"),
        ("best friend ghosted me", "my best friend ghosted me"),
        ("boss rings on my day off", "my boss rings on my day off"),
        ("ex keeps texting me", "my ex keeps texting me"),
        ("bit scared of the results", "I'm a bit scared of the results"),
        ("been seeing him since may", "I've been seeing him since May"),
        ("drank again saturday", "I drank again Saturday"),
        ("want to stop but scared to say", "I want to stop but I'm scared to say"),
        ("retired in march and bored stiff", "I retired in March and I'm bored stiff"),
        ("moved to leeds, know nobody", "I moved to Leeds, and I know nobody"),
        ("back's gone again, cant lift", "my back's gone again, I can't lift"),
        ("forgot her parents evening. bad mother", "I forgot her parents evening. I feel like a bad mother"),
        ("told my mam i was working. wasnt", "I told my mam I was working. I wasn't"),
        ("I drank. havent told my wife", "I drank. I haven't told my wife"),
        ("I missed her play. was gaming", "I missed her play. I was gaming"),
        ("the bill was 90 again my fault", "the bill was 90 again, and it's my fault"),
        ("im tired, cant sleep", "I'm tired, I can't sleep"),
        ("im a bad mum, forgot her play", "I'm a bad mum, I forgot her play"),
        ("still not unpacked the boxes", "I still haven't unpacked the boxes"),
    ],
)
def test_it_is_put_back(typed: str, whole: str) -> None:
    assert spelled(typed) == whole


@pytest.mark.parametrize(
    "typed",
    [
        "got at me again",
        "told me I was fat",
        "made me cry",
        "I feel tired and scared",
        "he left and wasn't sorry",
        "it wasn't my fault",
        "a bad mother hits her kids",
        "back in the day he was kind",
        "my husband came in. been drinking again",
        "he came home. was shouting",
        "I asked if he was there. wasn't",
        "terrible husband, never home",
        "awful mother, she never called once",
        "he forgot my birthday. awful husband",
        "I'm with a man, lied about money",
        "my parents came. haven't spoken to me since",
        "lost his temper with the kids",
        "stopped his tablets",
        "can't he just listen",
        "Miss Jones says I am late",
        "getting worse lately",
        "hate mail from the neighbours",
        "missing person",
        "shouting at me all night",
        "waiting room, five to three",
        "going in I'm fine",
        "washing machine broke",
        "lonely people are everywhere",
        "boss issues",
        "ex jehovahs witness",
        "bored, show me some small tasks",
        "scared of what?",
        "not ready",
        "drinking is a problem for him",
    ],
)
def test_where_it_may_be_another_or_nothing_is_left_out_it_stays(typed: str) -> None:
    assert spelled(typed) == typed


@pytest.mark.parametrize(
    ("entry", "typed", "heard", "said"),
    [
        ("guide/losing-my-temper", "road rage", "This is about road rage.", "I'd like to talk about road rage."),
        ("guide/food-and-body", "my weight again", "This is about your weight again.", "I'd like to talk about my"),
        ("guide/lonely", "i have no friends", "You have no friends.", "I have no friends."),
        ("guide/nights-and-sleep", "cant sleep", "You can't sleep.", "I can't sleep."),
        ("guide/being-a-parent", "am i a bad mum", "", "I've been wondering if I'm a bad mum."),
        (
            "guide/work",
            "nineteen years at the plant and they let me go by email",
            "",
            "Nineteen years at the plant and they let me go by email.",
        ),
        (
            "guide/my-relationship",
            "me and my husband dont agree on money",
            "You and your husband don't agree on money.",
            "My husband and I don't agree on money.",
        ),
        (
            "guide/work",
            "i lost my job and im telling nobody",
            "You lost your job and you're telling nobody.",
            "I lost my job and I'm telling nobody.",
        ),
    ],
)
def test_what_is_told_of_life_is_said_as_it_was_typed(entry: str, typed: str, heard: str, said: str) -> None:
    own = own_words(typed, Passage(LIBRARY.get(entry), 0.9), (), 0).words
    assert own["say"].startswith(said)
    assert not heard or own["heard"] == heard


@pytest.mark.parametrize(
    ("entry", "typed"),
    [
        ("guide/couples-therapy", "shes always on his side not mine"),
        ("guide/grief-and-anniversaries", "the woman i see thinks i have no children"),
        ("guide/work", "the lady i see thinks they let me go because of my temper"),
        ("guide/work", "my counsellor says they let me go because of my temper"),
    ],
)
def test_who_may_be_the_therapist_is_not_spoken_of_to_them(entry: str, typed: str) -> None:
    assert not own_words(typed, Passage(LIBRARY.get(entry), 0.9), (), 0).words["say"]


OPENINGS = [
    "got sacked ",
    "stuck ",
    "terrified of ",
    "washing my hands ",
    "check the hob ",
    "mum says ",
    "never had ",
    "the ",
]


@given(st.sampled_from(OPENINGS), st.text("abcdefgh .,'?!\n", max_size=120))
def test_nothing_that_was_typed_is_lost(opening: str, rest: str) -> None:
    assert completed(opening + rest).lower().endswith((opening + rest).lower())


@pytest.mark.parametrize(
    ("entry", "told", "not_told"),
    [
        ("guide/food-and-body", "i had breakfast and then dinner", "i had 380 breakfast and 412 dinner"),
        ("guide/food-and-body", "i was thin at school and i'm not now", "i was 9 stone at school and i'm 14 stone now"),
        (
            "guide/lonely",
            "everyone on instagram is at the beach with me",
            "everyone on instagram is happier without me",
        ),
        ("guide/my-family", "my sisters will phone me on sunday", "my sisters will phone me on sunday won't they"),
        (
            "guide/habits-i-hide",
            "I owe a lot to a shopping channel.",
            "Dear Sir or Madam, I owe a lot to a shopping channel.",
        ),
        ("guide/worry-and-panic", "i've got a lump on my neck", "i've got a lump on my neck. probably nothing"),
        ("guide/my-relationship", "i saw it fifty times today", "i seen it fifty times today"),
    ],
)
def test_what_would_hurt_or_mock_is_not_told_back(entry: str, told: str, not_told: str) -> None:
    best = Passage(LIBRARY.get(entry), 0.9)
    assert own_words(told, best, (), 0).words["heard"]
    assert not own_words(not_told, best, (), 0).words["heard"]


def test_the_wife_is_ones_own() -> None:
    own = own_words("the wife thinks i gave up smoking", Passage(LIBRARY.get("guide/habits-i-hide"), 0.9), (), 0).words
    assert own["heard"] == "Your wife thinks you gave up smoking."
    assert own["say"].startswith("My wife thinks I gave up smoking.")


def test_of_life_who_is_named_so_is_nobody_in_the_room() -> None:
    typed = "a woman from the office says they let me go because of my temper"
    assert own_words(typed, Passage(LIBRARY.get("guide/work"), 0.9), (), 0).words["say"]


def test_of_life_nothing_is_said_whose_end_is_cut_off() -> None:
    typed = "My brothers in Sydney send advice. I send the bank, the bath, the pills {}, the doctor"
    own = own_words(typed, Passage(LIBRARY.get("guide/caring-for-someone"), 0.9), (), 0).words
    assert not own["say"]


def test_a_bare_topic_is_brought_once_and_no_crime_so() -> None:
    def said(typed: str, score: float) -> str:
        return own_words(typed, Passage(LIBRARY.get("guide/habits-i-hide"), score), (), 0).words["say"]

    assert said("anger issues", 0.1) == "I'd like to talk about anger issues."
    assert said("anger issues", 0.9).startswith("I'd like to talk about anger issues. ")
    assert not said("child porn", 0.9)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (
            "missed the funeral cos i was hungover. told the therapist i had flu",
            "I missed the funeral cos i was hungover. I told the therapist i had flu",
        ),
        ("my nan died in feb. told my counsellor i was fine", "my nan died in feb. I told my counsellor i was fine"),
        ("my sister rang. told the therapist i was mad", "my sister rang. told the therapist i was mad"),
        ("he rang. told the therapist i lied", "he rang. told the therapist i lied"),
    ],
)
def test_who_told_the_therapist_is_the_person_where_nobody_else_did_anything(typed: str, meant: str) -> None:
    assert completed(typed) == meant
