import pytest

from coach.dialogue.by_name import names_of_therapist, unnamed
from coach.dialogue.own import own_words
from coach.library.base import Passage
from coach.library.entries import load_library


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Its about Maureen my counsellor. Maureen walked past.", "Its about my therapist. My therapist walked past."),
        ("My therapist, Helen, is kind. I told Helen I lied.", "My therapist is kind. I told my therapist I lied."),
        (
            "I see Carol, my therapist, today. I like Carol's room.",
            "I see my therapist today. I like my therapist's room.",
        ),
        ("my counsellor Mrs Denise says so. Denise is good", "My therapist says so. My therapist is good"),
        ("My therapist (Helen) asked.", "My therapist asked."),
        ("been seeing a counsellor, Mrs Pargeter, since spring", "been seeing my therapist since spring"),
    ],
)
def test_the_therapists_name_gives_way(typed: str, meant: str) -> None:
    assert unnamed(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "my sister Janet, my counsellor and my boss",
        "my mum Janet my counsellor said",
        "My therapist Monday said",
        "I told my therapist Yesterday that I lied",
        "my therapist Said something",
        "Maureen is my counsellor. Maureen walked past.",
        "My therapist is Somali. I once hurt a Somali boy.",
        "Gave my counsellor the tale of Gillian.",
        "I say no all night. Then my counsellor says could I come early.",
        "With the psychologist we speak of work.",
        "told Priya and my therapist",
        "my therapist Helen asked about my brother. I told Helen he was fine. He died in March.",
        "I asked Maureen my counsellor. I told Maureen she was wrong about my mum.",
    ],
)
def test_a_name_stays_where_it_is_not_plainly_theirs_or_a_pronoun_would_be_taken_for_them(typed: str) -> None:
    assert unnamed(typed) == typed


def test_they_are_told_back_by_name_and_spoken_to_as_you() -> None:
    passage = Passage(load_library().get("guide/outside-the-room"), 0.7)
    typed = "Its about Maureen my counsellor. Last week Maureen walked past and I blanked her."
    words = own_words(typed, passage, [], 0).words
    assert "Maureen walked past and you blanked her" in words["heard"]
    assert "you walked past and I blanked you" in words["say"]
    assert "Maureen" not in words["say"]


def test_a_small_name_beside_you_is_not_said() -> None:
    passage = Passage(load_library().get("guide/outside-the-room"), 0.7)
    assert (
        "you." not in own_words("its about maureen my counsellor. i clam up every week.", passage, [], 0).words["say"]
    )
    assert "trusting you" in own_words("its about trusting my counsellor. i clam up.", passage, [], 0).words["say"]


def test_a_name_that_was_told_before_is_known() -> None:
    told = ["Its about Maureen my counsellor."]
    assert unnamed("Maureen walked past. I like Maureen.", told) == "My therapist walked past. I like my therapist."
    assert unnamed("I told Maureen he was fine.", told) == "I told Maureen he was fine."
    assert unnamed("Janet walked past.", told) == "Janet walked past."


def test_what_is_told_later_is_told_of_who_is_the_counsellor() -> None:
    told = ["Maureen is my counsellor."]
    assert names_of_therapist(told) == names_of_therapist(["I see my counsellor, Mrs Maureen"]) == {"Maureen"}
    assert unnamed("Maureen walked past.", told) == "My therapist walked past."
