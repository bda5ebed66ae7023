from collections.abc import Sequence
from dataclasses import replace

import pytest

from coach.dialogue.base import Screened
from coach.dialogue.following import Wish, denied, wish, without_lead_in
from coach.engine.scripted import ScriptedEngine
from coach.guard.help import load_help
from coach.guard.opinion import Opinion
from coach.library.base import NEAR
from coach.library.entries import Library

from .conftest import Talk, finish

MESSAGE = "I count the minutes in every session. I never told you so."
WISHES: dict[Wish, list[str]] = {
    "shorter": [
        "shorter please",
        "Good. Shorter please, one sentence I can say when I sit down.",
        "bit long that. give me the short version",
        "too long. she'll think i wrote an essay",
        "ok but shorter",
        "simpler words pls",
    ],
    "words": [
        "ok fine. how do i start tho",
        "what would i even ask for",
        "How I can say this in simple english",
        "fine. whats one thing i can say thats not whining",
        "ok something i could say without having to go into any of it",
        "what do i write back",
        "another one",
    ],
    "bring": ["Ok. What do I bring", "what should i bring"],
    "thanks": [
        "Thank you, that will do.",
        "k thanks",
        "ok thank you so much!!",
        "perfect, i'll say that. bye",
        "Thank you, you are kind",
        "ok",
        "thanks. goodbye",
        "thats it im done thanks",
    ],
    "missed": [
        "no",
        "nope.",
        "no thats not it",
        "Not what I meant",
        "you got me wrong",
        "that's not what i said at all",
    ],
}


@pytest.mark.parametrize(("text", "meant"), [(text, meant) for meant, some in WISHES.items() for text in some])
def test_a_wish_about_the_reply_is_heard(text: str, meant: Wish) -> None:
    assert wish(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "ok but what if she says no im not bored and then i feel stupid",
        "is the session too long",
        "we waited too long",
        "it's too long since i saw her",
        "what do i say when she asks about my dad",
        "how do i tell her i lied",
        "how do i say no",
        "she said thanks and hung up",
        "i told him thank you and cried",
        "i want another therapist",
        "my sessions are short",
        "something else happened on friday",
        "im done",
        "no one asked me",
        "not really sure what to say to her",
        "please",
        "",
        "shorter " * 100,
    ],
)
def test_what_says_something_of_its_own_is_no_wish(text: str) -> None:
    assert wish(text) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("haha ok. maybe ill tell him about the books", "maybe ill tell him about the books"),
        ("yeah thats the thing, i wouldnt believe her", "i wouldnt believe her"),
        ("That's not quite it, I don't forget.", "I don't forget."),
        ("hmm no i dont want her to stop", "i dont want her to stop"),
        ("ok so she put her fee up", "she put her fee up"),
        ("No one likes me", "No one likes me"),
        ("so tired of it", "so tired of it"),
        ("Good people exist", "Good people exist"),
        ("like i swear a LOT", "i swear a LOT"),
        ("like my mum did", "like my mum did"),
        ("so do i", "so do i"),
        ("ok", "ok"),
        ("", ""),
    ],
)
def test_what_only_answers_is_left_out(text: str, rest: str) -> None:
    assert without_lead_in(text) == rest


def test_fewer_words_are_those_of_the_entry(talk: Talk, good: ScriptedEngine, library: Library) -> None:
    conversation = talk(good, score=NEAR)
    _, first = finish(conversation.reply("I find the homework pointless and I never do it. I have told her that I do."))
    good.requests.clear()
    _, turn = finish(conversation.reply("shorter please"))
    entry = library.get("tip/give-feedback")
    assert turn.reply.say in {entry.say.hint, entry.say.headline, *entry.close}
    assert len(turn.reply.say.split()) < len(first.reply.say.split())
    assert turn.passages == first.passages and turn.kind == "coaching" and turn.reply.bring == first.reply.bring
    assert not good.requests
    _, again = finish(conversation.reply("another one"))
    assert again.reply.say not in {turn.reply.say, first.reply.say}


def test_thanks_leave_the_words_standing(talk: Talk) -> None:
    conversation = talk(score=NEAR)
    _, first = finish(conversation.reply("I find the homework pointless"))
    _, turn = finish(conversation.reply("k thanks"))
    assert turn.reply.say == first.reply.say and turn.reply.heard in {
        one.heard for one in load_help().wordings("follow-ups", "thanks")
    }


def test_words_of_an_entry_that_is_not_near_are_not_given(talk: Talk) -> None:
    conversation = talk(score=NEAR - 0.01)
    finish(conversation.reply("I find the homework pointless"))
    _, turn = finish(conversation.reply("how do i say that"))
    assert turn.reply.say in {one.say for one in load_help().wordings("follow-ups", "words")}


def test_without_a_reply_before_it_is_a_message(talk: Talk) -> None:
    _, turn = finish(talk().reply("how do i start"))
    assert turn.reply.help.endswith("[1]")


@pytest.mark.parametrize("text", ["shorter please", "k thanks", "how do i say that", "bye"])
@pytest.mark.parametrize(
    ("message", "page"),
    [
        ("i want to kill myself", "self-harm"),
        ("my friend says she'll kill herself", "self-harm-other"),
        ("my therapist texts me at night about her own problems", "unsafe-therapist-concern"),
    ],
)
def test_what_was_heard_of_danger_stands(talk: Talk, message: str, page: str, text: str) -> None:
    conversation = talk()
    _, first = finish(conversation.reply(message))
    events, turn = finish(conversation.reply(text))
    assert turn.page and turn.page.kind == page and turn.page.lines == first.page.lines  # type: ignore[union-attr]
    assert (turn.verdict.level, turn.verdict.kind) == (first.verdict.level, first.verdict.kind)
    assert turn.reply.say and isinstance(events[0], Screened) and events[0].page


def test_after_a_greeting_more_than_thanks_is_searched_for(talk: Talk) -> None:
    conversation = talk(score=NEAR)
    finish(conversation.reply("hi"))
    assert finish(conversation.reply("how do i start"))[1].reply.help.endswith("[1]")


def test_the_words_for_a_prescriber_stand(talk: Talk) -> None:
    conversation = talk()
    _, first = finish(conversation.reply("what dose of sertraline should i take"))
    assert finish(conversation.reply("how do i say that"))[1].reply.say == first.reply.say


def test_what_is_said_of_a_reply_is_not_what_a_follow_up_follows(talk: Talk) -> None:
    conversation = talk(score=NEAR)
    for text in ("I find the homework she gives me pointless", "could you say it in a much shorter way please"):
        finish(conversation.reply(text))
    assert conversation._told() == ["I find the homework she gives me pointless"]


@pytest.mark.parametrize(
    "no", ["no", "No, not like that.", "no no, moving flat thats all. rex is my hamster", "i'm fine"]
)
@pytest.mark.parametrize("asked", ["i want to kill myself tonight", "i just don't want to be here anymore"])
def test_a_no_to_what_a_page_asked_is_taken_as_that_and_the_lines_stay(talk: Talk, asked: str, no: str) -> None:
    conversation = talk(score=NEAR)
    _, first = finish(conversation.reply(asked))
    _, turn = finish(conversation.reply(no))
    assert turn.page and first.page and turn.page.lines == first.page.lines and turn.verdict == first.verdict
    assert turn.reply.heard in {one.heard for one in load_help().wordings("follow-ups", "denied")}
    assert not turn.page.wording.question


@pytest.mark.parametrize(
    "said",
    [
        "no i want to die",
        "no, how do I tell her?",
        "i don't know",
        "no idea",
        "no one can help",
        "no point",
        "no way out",
        "i don't care any more",
        "never been wanted",
        "i won't be here",
    ],
)
def test_what_is_more_than_a_no_is_not_taken_for_one(talk: Talk, said: str) -> None:
    conversation = talk(score=NEAR)
    finish(conversation.reply("i want to kill myself tonight"))
    _, turn = finish(conversation.reply(said))
    assert turn.reply.heard not in {one.heard for one in load_help().wordings("follow-ups", "denied")}


def test_a_no_to_a_plain_reply_is_none_to_a_page(talk: Talk) -> None:
    conversation = talk(score=NEAR)
    finish(conversation.reply("I find the homework pointless"))
    assert not denied("no", conversation.turns)


class Joined:
    """Hears danger in whatever is read with a message before it."""

    def listen(self, text: str, recent: Sequence[str] = ()) -> Opinion:
        return Opinion(0.9, 0.9, "self-harm", text) if recent else Opinion(0.0, 0.0, "none", "")


@pytest.mark.parametrize(("text", "mere"), [("nah im ok", True), ("no. i just need this over with", False)])
def test_a_mere_no_is_heard_by_itself_and_the_lines_stay(talk: Talk, text: str, mere: bool) -> None:
    conversation = talk()
    conversation.steps = replace(conversation.steps, listener=Joined())
    finish(conversation.reply("i want to kill myself"))
    _, turn = finish(conversation.reply(text))
    assert turn.page and turn.page.lines and turn.kind == "crisis"
    assert (turn.reply.heard in {one.heard for one in load_help().wordings("follow-ups", "denied")}) == mere
