"""Questions, as what the person wonders: told back, and brought to the therapist."""

import pytest

from coach.dialogue.asking import all_wondered, has_questions
from coach.dialogue.prompt import task
from coach.dialogue.telling import turned
from coach.library.base import Passage
from coach.library.entries import load_library

LIBRARY = load_library()


def both(message: str, entry: str = "guide/that-hurt", nth: int = 0) -> tuple[str, str]:
    passage = Passage(LIBRARY.get(entry), 1.0)
    return turned(task("heard", message, passage), message), turned(task("say", message, passage, nth), message)


@pytest.mark.parametrize(
    ("message", "heard", "say"),
    [
        ("is it rude to tell my therapist that i don't trust him?",
         "You wonder if it's rude to tell your therapist that you don't trust him.",
         "I've been wondering if it's rude to tell you that I don't trust you. What do you think?"),
        ("how do i tell her i lied about drinking",
         "You'd like to know how to tell her you lied about drinking.",
         "I've been wondering how to tell you I lied about drinking. Could you help me with that?"),
        ("why did he laugh when i cried",
         "You'd like to know why he laughed when you cried.",
         "I've been wondering why you laughed when I cried. Could we talk about that?"),
        ("I like her. I really do. So why do I lie about what I did at the weekend",
         "You like her. You really do. You'd like to know why you lie about what you did at the weekend.",
         "I like you. I really do. I've been wondering why I lie about what I did at the weekend. "
         "Could we look at that together?"),
        ("what if he laughs at me",
         "You wonder what happens if he laughs at you.",
         "I've been worried that you might laugh at me. I'd rather ask you than guess."),
        ("do i tell her that i listen to sad songs after",
         "You wonder whether to tell her that you listen to sad songs after.",
         f"I listen to sad songs after. {LIBRARY.get('guide/that-hurt').close[0]}"),
        ("he forgot my name twice. should i say something",
         "He forgot your name twice. You wonder if you should say something.",
         f"You forgot my name twice. {LIBRARY.get('guide/that-hurt').close[0]}"),
        ("she hasn't sorted my sleep. do i say im disappointed or wait a bit",
         "She hasn't sorted your sleep. You wonder whether to say you're disappointed or wait a bit.",
         f"You haven't sorted my sleep. I'm disappointed. {LIBRARY.get('guide/that-hurt').close[0]}"),
        ("I feel insulted by my therapist. What can I say to him?",
         "You feel insulted by your therapist. You'd like to know what to say to him.",
         ""),
        ("is crying in therapy normal, i do it every week",
         "You wonder if crying in therapy is normal, you do it every week.",
         "I've been wondering if crying in therapy is normal, I do it every week. What do you think?"),
        ("Would a serious therapist accept a red card in here?",
         "You wonder if a serious therapist would accept a red card in here.",
         ""),
        ("how far along ought a person to be after five meetings",
         "You'd like to know how far along a person ought to be after five meetings.",
         ""),
        ("should i ask first whether shes sound, and who would i even ask",
         "You wonder if you should ask first whether she's sound. And you'd like to know who you would even ask.",
         "I've been wondering if I should ask first whether you're sound. And I wonder who I would even ask. "
         "Could we look at that together?"),
        ("what he told me was hurtful, do i let it go",
         "",
         "What you told me was hurtful. I've been wondering whether to let it go. Could you help me with that?"),
        ("How do I know that she won't look at me as my aunts do?",
         "You'd like to know how you can know that she won't look at you as your aunts do.",
         "I've been wondering how I can know that you won't look at me as my aunts do. Could you help me with that?"),
    ],
)  # fmt: skip
def test_a_question_is_told_back_and_brought(message: str, heard: str, say: str) -> None:
    assert both(message) == (heard, say)


def test_asking_again_closes_in_other_words() -> None:
    message = "how do i tell her i lied about drinking"
    assert len({both(message, nth=nth)[1] for nth in range(3)}) == 3


@pytest.mark.parametrize(
    "message",
    [
        "do you think i'm boring and should leave",
        "can you help me write to her",
        "could you tell me how to say it to him",
        "are we friends or what are we",
        "why would i tell him anything at all",
        "what is wrong with me that i cant talk to her",
        "am i really going to hold that up at 63",
        "how can i get high on cough syrup",
        "how can I join a hate group?",
        "why are all christian people so backwards?",
        "do people from Suva smell bad?",
    ],
)
def test_what_is_asked_of_the_program_or_without_wanting_to_know_is_left_to_others(message: str) -> None:
    assert both(message) == ("", "")


@pytest.mark.parametrize(
    ("message", "entry"),
    [
        ("how do i report him for what he said", "guide/that-hurt"),
        ("how do i say it without making him look stupid", "guide/that-hurt"),
        ("what if i hurt him one day", "guide/that-hurt"),
        ("is she any good or should i go", "guide/that-hurt"),
        ("does it go on my file if i say i'm a lesbian", "guide/notes-and-records"),
        ("my ex hid money from the court and i helped her. does he have to tell anyone", "guide/telling-about-a-crime"),
        ("i signed for ammo that wasnt there. can the army get her notes", "guide/telling-about-a-crime"),
        ("my brother grows it on our balcony and i have some at night", "guide/telling-about-a-crime"),
    ],
)
def test_what_would_threaten_slight_or_tell_too_soon_is_not_brought(message: str, entry: str) -> None:
    assert both(message, entry)[1] == ""


@pytest.mark.parametrize(
    ("typed", "wondered"),
    [
        ("did she mean it", "I wonder if she meant it."),
        ("did i do something wrong", "I wonder if i did something wrong."),
        ("should i tell her about it", "I wonder if i should tell her about it."),
        ("do i tell her about it", "I wonder whether to tell her about it."),
        ("how small can i make it", "I wonder how small i can make it."),
        ("how would i know", "I wonder how i would know."),
        ("What's the difference between a friend and a therapist?",
         "I wonder what the difference is between a friend and a therapist."),
        ("what is a cancellation policy", "I wonder what a cancellation policy is."),
        ("what is a therapist supposed to do", "I wonder what a therapist is supposed to do."),
        ("what are my therapist's notes for", ""),
        ("What's it do?", "I wonder what it does."),
        ("do i break it to him", "I wonder whether to break it to him."),
        ("is 2 weeks off a normal amount", "I wonder if 2 weeks off is a normal amount."),
        ("how long is a normal answer in therapy", ""),
        ("does practising in the shower count?", ""),
        ("she's nice, right?", ""),
        ("when my therapist is asking i say nothing", "when my therapist is asking i say nothing"),
    ],
)  # fmt: skip
def test_questions_are_turned_or_known_to_be_left(typed: str, wondered: str) -> None:
    assert all_wondered(typed) == wondered
    assert has_questions(typed) is (wondered != typed)


@pytest.mark.parametrize(
    ("typed", "wondered"),
    [
        ("What I say to her", "I wonder what to say to her."),
        ("How I start on Friday?", "I wonder how to start on Friday."),
        ("What, if anything, does he tell my wife?", "I wonder what he tells my wife."),
    ],
)
def test_a_question_is_heard_as_learners_and_careful_people_ask_it(typed: str, wondered: str) -> None:
    assert all_wondered(typed) == wondered


def test_what_i_do_is_no_question() -> None:
    assert not has_questions("what i do is i smile")
