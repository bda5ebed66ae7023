"""What a person says that they want to say."""

import time

import pytest

from coach.dialogue.dictated import Named, dictated, named
from coach.dialogue.own import Own, words_named
from coach.dialogue.own import own_words as take_apart
from coach.guard.help import load_help
from coach.library.base import NEAR, Passage
from coach.library.entries import load_library

from .conftest import Talk, finish

LIBRARY = load_library()


def own_words(typed: str, best: Passage, told: list[str], nth: int) -> Own:
    return take_apart(typed, best, told, nth, named(typed, told))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("how do i tell her ive been skipping the exercises", "Ive been skipping the exercises."),
        (
            "I should like a sentence in which I can say that I am proud and that it scares me.",
            "I am proud and it scares me.",
        ),
        ("ok ill just say my sister never rings and i mind. is that enough", "My sister never rings and i mind."),
        ("How do I tell him I'm moving away without him making a fuss", "I'm moving away."),
        (
            "Perhaps I shall simply tell her that I kept the dog and that I do not regret it.",
            "I kept the dog and I do not regret it.",
        ),
        (
            "i want to be able to say to her that I've sold the house, that I miss it, because that's the bit",
            "I've sold the house, I miss it.",
        ),
        ("I dont know how to tell my counsellor that I read his notes", "I read his notes."),
        ('could i just say "we never got married"', "We never got married."),
        (
            "Please can you give me some words to say to the counsellor, that I respect him but I am tired?",
            "I respect him but I am tired.",
        ),
        ("Just give me one sentence that says I'm leaving in March.", "I'm leaving in March."),
        ("I can't tell her I'm glad, she'd think me cold.", "I'm glad."),
        ("What I wish to say to him is that I am tired of being brave.", "I am tired of being brave."),
        ("one sentence to tell her i kept it, and that im scared she'll mind", "I kept it, and im scared she'll mind."),
        (
            "can you make the sentence with the bus? that i lost it in the bus and then i invented it. not only that",
            "I lost it in the bus and then i invented it.",
        ),
        ("I want one where I tell him when he said it I felt small.", "When he said it I felt small."),
        (
            'fine i wrote it myself: "i rang him and i was scared to say." is it too blunt',
            "I rang him and i was scared to say.",
        ),
        ("Just a line. Something like I'm worried I bored you last week", "I'm worried I bored you last week."),
        (
            "I only want to tell her that my dog's name was Rex, which is what she forgets, and I'd appreciate help.",
            "My dog's name was Rex.",
        ),
        (
            "Kindly give me the complete sentence: my brother sold it and I am angry.",
            "My brother sold it and I am angry.",
        ),
        ("Write me simple: You were late, I lost ten minutes. Is it too rude?", "You were late, I lost ten minutes."),
        (
            'I have written one myself, "I kept the ring and I miss him," and I wonder whether that sounds all right.',
            "I kept the ring and I miss him.",
        ),
    ],
)
def test_the_words_for_the_therapist_are_those_that_were_named(typed: str, words: str) -> None:
    assert dictated(typed) == words


@pytest.mark.parametrize(
    "typed",
    [
        "I told her that I was fine and she nodded.",
        "he said something like I am lazy",
        'I wrote to him once and I said "I never want to see you again, ever"',
        "She has said a few words: it's over",
        "I wouldn't say that I am angry to anybody.",
        "First you tell me to wait, then you give me a sentence that says I'd like to wait.",
        "how do i tell my mum that i failed the exam",
        "do i have to tell him the number",
        "how do i say it",
        "i don't want to tell her that i drink",
        "my sister is a nurse. how do i tell her that i lied",
        "is it ok to say nothing",
    ],
)
def test_what_is_not_to_be_said_to_them_is_not_taken_for_it(typed: str) -> None:
    assert dictated(typed) == ""


def test_whom_her_means_is_seen_from_what_was_told_before() -> None:
    assert dictated("how do i tell her i moved out", ["my mum still thinks i live with Dave"]) == ""
    assert dictated("how do i tell her i moved out", ["my therapist still thinks i live with Dave"]) == "I moved out."


def test_named_words_go_before_all_else_of_the_message() -> None:
    best = Passage(LIBRARY.get("guide/losing-my-temper"), 0.7)
    typed = (
        "He shouts at everyone, forget him. What I want to know is how I tell my therapist that I kicked the shed door."
    )
    own = own_words(typed, best, ["My boss shouted at me."], 1)
    assert own.words["say"].startswith("I kicked the shed door. ")
    assert own.core == "I kicked the shed door."


def test_a_bare_word_has_a_sentence_before_it_and_one_sentence_has_none_behind_it() -> None:
    best = Passage(LIBRARY.get("guide/i-lied"), 0.7)
    assert (
        own_words("how do i tell her that i lied", best, [], 0)
        .words["say"]
        .startswith("There's something I haven't said yet. I lied.")
    )
    one = own_words("just one sentence that says I've lied to her about the course", best, [], 0)
    assert one.words["say"] == "I've lied to you about the course."


def test_the_point_stands_where_not_all_can_be_said() -> None:
    best = Passage(LIBRARY.get("guide/my-family"), 0.7)
    typed = (
        "So. It's been a week! My brother rang on Sunday lol. Anyway. "
        "I can't say no to my sister about money. Mad isn't it?"
    )
    told = ["my sister borrows money"]
    own = own_words(typed, best, told, 0)
    assert own.words["say"].startswith("I can't say no to my sister about money. ")


@pytest.mark.parametrize(
    ("typed", "enough", "alone"),
    [
        ("ill just say i never went. is that enough", True, True),
        ("one sentence that says i never went", False, True),
        ("how do i tell her i never went", False, False),
        ("is that enough", False, False),
    ],
)
def test_it_is_heard_whether_it_will_do_and_whether_it_stands_alone(typed: str, *, enough: bool, alone: bool) -> None:
    assert named(typed)[1:] == (alone, enough)


@pytest.mark.parametrize(
    ("typed", "told", "words"),
    [
        (
            "My question was how to tell the counsellor, after two visits of nodding, that I do not miss my aunt.",
            [],
            "I do not miss my aunt.",
        ),
        ("Kindly give me a sentence which states that I did not like Ruth.", [], "I did not like Ruth."),
        ("Try again: I made the pages up, and I'm embarrassed.", [], "I made the pages up, and I'm embarrassed."),
        ("The honest one is that I left it too late. Can I just say that?", [], "I left it too late."),
        ("My question is only this: I told her I'm well, and I'm not.", [], "I told her I'm well, and I'm not."),
        (
            "im going to say to her i was fine while you were off and it worries me, is that ok to say",
            ["my therapist was off for a month", "my mum is well"],
            "I was fine while you were off and it worries me.",
        ),
        (
            'I will write it myself. "Joan, I told you all is well. It is not." Is that one okay to say?',
            ["my counsellor Joan is kind"],
            "My therapist, I told you all is well. It is not.",
        ),
        ("What I'm asking is how to tell Joan that I quit.", ["my counsellor Joan is kind"], "I quit."),
        (
            "Can I just say: you hum when I talk, are you tired of me? Is this rude?",
            [],
            "You hum when I talk, are you tired of me?",
        ),
        (
            "Let me have a line for the note, to the effect that she has praised me, and that I have not deserved it.",
            [],
            "She has praised me, and I have not deserved it.",
        ),
        (
            "Nearly there. Can you put in that she got me through the spring too",
            ["how do I tell my therapist I want to come monthly and I'm grateful"],
            "I want to come monthly and I'm grateful. She got me through the spring too.",
        ),
    ],
)
def test_it_is_heard_in_many_forms(typed: str, told: list[str], words: str) -> None:
    assert dictated(typed, told) == words


def test_what_is_spoken_to_the_therapist_already_stays_as_it_is() -> None:
    best = Passage(LIBRARY.get("guide/i-lied"), 0.7)
    typed = 'I\'ll say "Joan, i told you all is well. It is not." Is that enough?'
    own = own_words(typed, best, ["my counsellor Joan is kind"], 1)
    assert own.words["say"] == "I told you all is well. It is not."


def test_what_is_to_be_said_is_no_question_to_the_program(talk: Talk) -> None:
    conversation = talk(score=0.8)
    finish(conversation.reply("My therapist looks at the clock when I talk about my brother."))
    _, turn = finish(
        conversation.reply("Can I just say: you look at the clock when I talk, are you tired of me? Is it rude?")
    )
    assert turn.kind == "coaching" and turn.reply.say == "You look at the clock when I talk, are you tired of me?"


def test_who_has_the_words_is_told_so_and_not_that_it_was_wrong(talk: Talk) -> None:
    conversation = talk(score=0.8)
    finish(conversation.reply("I keep cancelling on my therapist."))
    _, turn = finish(conversation.reply("nah. i'll just say i've been cancelling because it bores me. is that enough"))
    page = next(one for one in load_help().wordings("follow-ups", "enough") if one.heard == turn.reply.heard)
    assert turn.reply.help == page.help and turn.reply.say == "I've been cancelling because it bores me."


@pytest.mark.parametrize(
    "typed",
    [
        "i'll just say i'm fine. is that ok",
        "ill tell her ive stopped drinking even though i havent. is that enough",
        "how do i tell her that i took my pills when i didnt",
        "i'll just say i was ill so she doesn't ask. is that ok",
    ],
)
def test_nobody_is_told_that_words_which_hide_will_do(talk: Talk, typed: str) -> None:
    conversation = talk(score=0.8)
    finish(conversation.reply("I keep cancelling on my therapist."))
    _, turn = finish(conversation.reply(typed))
    sure = {one.help for name in ("enough", "named") for one in load_help().wordings("follow-ups", name)}
    assert not named(typed).words and turn.reply.help not in sure


def test_what_was_untrue_may_be_owned_up_to() -> None:
    assert dictated("how do i tell her i told her i quit but i haven't") == "I told her i quit but i haven't."
    assert dictated("how do i tell her im not fine") == "Im not fine."


def test_who_has_words_that_cannot_be_said_is_not_told_that_they_will_do(talk: Talk) -> None:
    conversation = talk(score=0.8)
    finish(conversation.reply("I keep cancelling on my therapist."))
    _, turn = finish(conversation.reply("i'll just tell her she's a fat cow and a bitch. is that enough"))
    sure = {one.help for name in ("enough", "named") for one in load_help().wordings("follow-ups", name)}
    assert turn.reply.help not in sure and "cow" not in turn.reply.say


def test_a_day_is_no_therapists_name() -> None:
    assert dictated("I see my therapist Thursday. How do I tell her that I skipped Thursday's walk") == (
        "I skipped Thursday's walk."
    )
    told = ["When my therapist nods I stop."]
    assert dictated('I will say "When you nod I stop."', told) == "When you nod I stop."


def test_ten_thousand_lines_name_nothing_and_take_no_time() -> None:
    begun = time.perf_counter()
    assert dictated("how do I tell her that I lied\n" * 10_000) == ""
    assert time.perf_counter() - begun < 0.1


def test_words_in_which_everybody_is_named_stay_as_they_are() -> None:
    best = Passage(LIBRARY.get("guide/my-family"), NEAR)
    words = "My son told me he is gay, and I love him."
    assert words_named(Named(words, alone=True), best, 0) == words
    assert not words_named(Named("His name is Walter, and it's my own fault.", alone=True), best, 0)


def test_named_words_go_before_a_wish_for_fewer(talk: Talk) -> None:
    conversation = talk(finds="guide/i-lied")
    finish(conversation.reply("I lied to my therapist about the homework."))
    _, turn = finish(conversation.reply("Please just give me one sentence that says I made it up."))
    assert turn.reply.say.startswith("I made it up.")


@pytest.mark.parametrize(
    "typed",
    [
        'It is my mother-in-law who was proud. So I cannot say "when you were proud" to her.',
        'I can\'t tell him "you were late again" like that',
        "You've not said a word about Jean. What I want is how I tell her I've been seeing somebody.",
    ],
)
def test_what_cannot_be_said_and_what_is_for_somebody_else_is_not_named(typed: str) -> None:
    assert dictated(typed, ["my counsellor is kind"]) == ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "I would like two polite lines which I can say at the start: that I hide and they think it is work.",
            "I hide and they think it is work.",
        ),
        ("I'd like some words I can say to her: that I can't come on Fridays", "I can't come on Fridays."),
        ("I would like lines: short ones", ""),
    ],
)
def test_lines_that_are_wished_for_and_named_behind_it(typed: str, said: str) -> None:
    assert dictated(typed, ["my therapist is kind"]) == said


def test_who_is_seen_by_name_is_who_it_is_said_to() -> None:
    assert dictated("I see Carol tomorrow, how do I tell her that I lied?") == "I lied."
    assert dictated("I told Carol I was fine. How do I tell her I was not fine?") == "I was not fine."
