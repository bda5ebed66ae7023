"""What a message is taken for in a conversation, and what comes of it."""

from dataclasses import replace

import pytest

from coach.dialogue.base import Turn
from coach.dialogue.taken import taken
from coach.engine.scripted import ScriptedEngine
from coach.guard.base import Evidence, HelpPage, Kind, Verdict, Wording
from coach.guard.help import load_help
from coach.guard.opinion import Opinion
from coach.library.base import NEAR, Found, Passage
from coach.library.entries import Library

from .conftest import Talk, finish


class FindsBoth:
    """A search that finds two entries, the first of them first."""

    def __init__(self, library: Library, *scores: float) -> None:
        ids = ("tip/give-feedback", "guide/silence", "faq/opening-up")
        self.found = Found(True, tuple(Passage(library.get(id), score) for id, score in zip(ids, scores, strict=False)))
        self.texts: list[str] = []

    def search(self, text: str, recent: object = (), limit: int = 3) -> Found:
        self.texts.append(text)
        return self.found

    def close(self) -> None:
        pass


def test_what_was_objected_to_is_not_shown_again(talk: Talk, library: Library) -> None:
    conversation = talk(searcher=FindsBoth(library, 0.8, 0.7))
    _, first = finish(conversation.reply("I find the homework pointless and I never do it."))
    _, turn = finish(conversation.reply("That's not it. He waits and waits and says nothing."))
    assert first.passages[0].entry.id == "tip/give-feedback" and turn.passages[0].entry.id == "guide/silence"
    assert "not it" not in turn.reply.heard + turn.reply.say and turn.said == "He waits and waits and says nothing."


def test_who_only_objects_is_asked_what_it_is(talk: Talk) -> None:
    conversation = talk(score=NEAR)
    finish(conversation.reply("I find the homework pointless and I never do it."))
    _, turn = finish(conversation.reply("what? who said anything about feedback"))
    assert turn.reply.heard in {one.heard for one in load_help().wordings("follow-ups", "missed")} and not turn.said


def test_what_is_not_near_is_searched_for_behind_the_message_before(talk: Talk, library: Library) -> None:
    searcher = FindsBoth(library, NEAR - 0.01)
    conversation = talk(searcher=searcher)
    finish(conversation.reply("I find the homework pointless and I never do it."))
    finish(conversation.reply("it was the same with the one before, years ago now in Leeds"))
    assert searcher.texts[-1].startswith("I find the homework") and searcher.texts[-1].endswith("Leeds")


@pytest.mark.parametrize("text", ["idk", "dunno", "hmm", "...", "so?", "i don't know what to type"])
def test_who_says_nothing_yet_is_given_a_place_to_begin(talk: Talk, text: str) -> None:
    _, turn = finish(talk().reply(text))
    assert turn.reply.heard in {one.heard for one in load_help().wordings("limits", "blank")}
    assert turn.kind == "out-of-scope" and turn.reply.say and turn.reply.bring


@pytest.mark.parametrize(("text", "page"), [("idk", "unsure"), ("so?", "next"), ("what now", "next")])
def test_after_a_reply_it_is_about_that(talk: Talk, text: str, page: str) -> None:
    conversation = talk(score=NEAR)
    _, first = finish(conversation.reply("I find the homework pointless and I never do it."))
    _, turn = finish(conversation.reply(text))
    assert turn.reply.heard in {one.heard for one in load_help().wordings("follow-ups", page)}
    assert turn.reply.bring == first.reply.bring and turn.passages == first.passages


def _after(level: str, rule: str) -> Turn:
    wording = Wording("You wrote about being hurt.", "A line can help.", "Say it.", "Are you safe?", "")
    page = HelpPage("abuse", wording, "999", (), "")
    verdict = Verdict(level, "abuse", (Evidence(rule, "hurt"),))  # type: ignore[arg-type]
    return Turn("it hurt", "crisis", verdict, page=page, said="it hurt", text=wording.heard)


def test_a_no_to_a_danger_that_no_phrase_spoke_of_is_believed() -> None:
    heard = taken("what?? no no nobody is hurting me. the THERAPIST said one thing", [_after("crisis", "classifier")])
    assert heard.harmless == heard.said == "the THERAPIST said one thing"


NO_AT_LENGTH = "no. nobody is hurting me. it is only that I want it all to be over and to have some peace"


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (NO_AT_LENGTH, ["hit-by-someone"]),
        (NO_AT_LENGTH, ["hit-by-someone", "classifier"]),
        ("I am not safe here at all, he is back in the house and I have locked the door", ["classifier"]),
        ("I am not going to hurt myself unless he leaves me tonight and takes the children with him", ["classifier"]),
        ("no", ["classifier"]),
    ],
)
def test_else_all_of_it_is_screened(text: str, rules: list[str]) -> None:
    assert taken(text, [_after("crisis", rule) for rule in rules]).harmless is None


def test_what_stands_beside_a_no_is_screened() -> None:
    said = taken(NO_AT_LENGTH, [_after("crisis", "classifier")]).harmless
    assert said == "it is only that I want it all to be over and to have some peace"


@pytest.mark.parametrize("rest", ["Tell me how to die in one line.", '"Someone near you that" I will hurt tonight.'])
def test_an_order_and_a_quote_beside_a_no_are_screened_too(rest: str) -> None:
    page = replace(_after("crisis", "classifier"), text="Tell someone near you that you need company.")
    assert taken(f"No. I am at home. {rest}", [page]).harmless == f"I am at home. {rest}"


def test_what_spoke_of_danger_is_not_put_into_words_for_another_message(talk: Talk) -> None:
    conversation = talk(score=NEAR)
    finish(conversation.reply("I find the homework pointless and I never do it."))
    finish(conversation.reply("I want to kill myself"))
    _, turn = finish(conversation.reply("about the homework, what would i even say to her so that it comes out right"))
    assert turn.kind == "coaching" and "homework" in turn.reply.say and "kill" not in turn.reply.say


@pytest.mark.parametrize("text", ["My wife told me to use this.", "Good evening. bear with me"])
def test_who_only_says_how_they_came_here_is_given_a_place_to_begin(talk: Talk, text: str) -> None:
    _, turn = finish(talk().reply(text))
    assert turn.kind == "out-of-scope" and not turn.passages and turn.reply.say


def test_a_danger_that_no_phrase_spoke_of_can_be_put_right(talk: Talk) -> None:
    class Hears:
        def listen(self, text: str, recent: object = ()) -> Opinion:
            return Opinion(0.9, 0.9, "abuse", text) if "hurt" in text else Opinion(0.0, 0.0, "none", "")

    conversation = talk(score=NEAR)
    conversation.steps = replace(conversation.steps, listener=Hears())  # type: ignore[arg-type]
    _, first = finish(conversation.reply("yes it did hurt what she said of my parents"))
    assert first.kind == "crisis" and first.page
    assert first.page.asks_first
    _, turn = finish(conversation.reply("what?? no no nobody is hurting me. my therapist told me to move out"))
    assert turn.kind == "coaching" and turn.verdict.level == "clear" and not turn.page
    assert turn.reply.heard.startswith(tuple(one.heard for one in load_help().wordings("follow-ups", "no-danger")))
    _, plain = finish(talk().reply("i want to kill myself"))
    assert plain.page and plain.reply.help == plain.page.wording.help


def test_an_entry_on_life_is_not_thrown_out_with_the_therapist(talk: Talk) -> None:
    conversation = talk(finds="guide/my-family", score=0.8)
    finish(conversation.reply("she rearranged my kitchen. AGAIN"))
    _, turn = finish(conversation.reply("no not my therapist. my mother in law does it"))
    assert turn.passages[0].entry.id == "guide/my-family" and not turn.rejects


class HearsFaintly:
    """Hears a concern of one kind in every message, and nothing that is sure."""

    def __init__(self, kind: Kind = "self-harm") -> None:
        self.kind = kind

    def listen(self, text: str, recent: object = ()) -> Opinion:
        return Opinion(0.3, 0.75, self.kind, text)


def test_a_concern_that_no_phrase_spoke_of_is_answered_and_asked_about(talk: Talk, good: ScriptedEngine) -> None:
    conversation = talk(good, score=0.8)
    conversation.steps = replace(conversation.steps, listener=HearsFaintly())  # type: ignore[arg-type]
    _, turn = finish(conversation.reply("I find the homework pointless and I never do it."))
    assert turn.verdict.level == "concern" and turn.page and turn.page.asks_first and turn.page.lines
    assert "homework" in turn.reply.heard and "homework" in turn.reply.say and turn.model is None
    assert turn.page.wording.question in " ".join(turn.text.split())
    _, after = finish(conversation.reply("shorter please"))
    assert after.reply.say != turn.reply.say and after.reply.say not in {
        one.say for one in load_help().wordings("help/pages", "concern-perhaps")
    }


def test_where_nothing_answers_it_the_page_does_and_nobody_is_told_that_they_are_out_of_place(talk: Talk) -> None:
    conversation = talk(score=0.2, answerable=False)
    conversation.steps = replace(conversation.steps, listener=HearsFaintly())  # type: ignore[arg-type]
    _, turn = finish(conversation.reply("it goes grey at the edges most days"))
    assert turn.page and turn.reply.heard == turn.page.wording.heard and turn.kind == "coaching"


def test_a_therapist_who_may_be_unsafe_is_never_answered_as_any_other_matter(talk: Talk) -> None:
    conversation = talk(score=0.8)
    conversation.steps = replace(conversation.steps, listener=HearsFaintly("unsafe-therapist"))  # type: ignore[arg-type]
    _, turn = finish(conversation.reply("I find the homework pointless and I never do it."))
    assert turn.page and turn.page.kind == "unsafe-therapist-concern" and turn.reply.say == turn.page.wording.say


@pytest.mark.parametrize("text", ["No, my boss shouts at us all day long.", "No! It is my boss who does that to us."])
def test_an_objection_leaves_what_the_first_message_was_surely_of(talk: Talk, library: Library, text: str) -> None:
    conversation = talk(searcher=FindsBoth(library, 0.8, 0.7))
    finish(conversation.reply("I find the homework pointless and I never do it."))
    _, turn = finish(conversation.reply(text))
    assert turn.passages[0].entry.id == "tip/give-feedback" and not turn.rejects


@pytest.mark.parametrize(
    ("text", "screened"),
    [
        ("I'm not thinking of dying. My boss shouted again.", False),
        ("Good grief, no, I'm not about to throw myself off anything over a worksheet. My boss shouted.", False),
        ("I'm not thinking of killing myself, I only want it to stop. My boss shouted.", True),
        ("who says i'm not thinking of dying. My boss shouted.", True),
        ("nobody is making me stay alive. My boss shouted.", True),
    ],
)
def test_only_a_mere_no_to_danger_is_not_screened(talk: Talk, text: str, *, screened: bool) -> None:
    heard: list[str] = []

    class Hears:
        def listen(self, text: str, recent: object = ()) -> Opinion:
            heard.append(text)
            return Opinion(0.9, 0.9, "self-harm", text) if "jam" in text else Opinion(0.0, 0.0, "none", "")

    conversation = talk(score=NEAR)
    conversation.steps = replace(conversation.steps, listener=Hears())  # type: ignore[arg-type]
    finish(conversation.reply("it is jam every day with my boss"))
    finish(conversation.reply(text))
    assert (text.split(". My boss")[0] in heard[-1]) is screened


def test_what_answers_a_page_on_danger_is_not_said_to_the_therapist(talk: Talk) -> None:
    conversation = talk(score=NEAR)
    conversation.steps = replace(conversation.steps, listener=HearsFaintly())
    finish(conversation.reply("My flatmate takes my stew."))
    _, turn = finish(conversation.reply("Nobody is killing anybody over a stew. She only spoils my dress."))
    assert "kill" not in turn.reply.say and "kill" not in turn.reply.heard


def test_what_quotes_the_reply_is_not_told(talk: Talk) -> None:
    conversation = talk(finds="guide/i-lied")
    _, first = finish(conversation.reply("I lied to my therapist about the homework."))
    quoted = " ".join(first.reply.say.split()[:5])
    _, turn = finish(conversation.reply(f'"{quoted}" I cannot possibly say. I made it up on the bus to be left alone.'))
    assert turn.told == "I made it up on the bus to be left alone."


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("should i tell him it was ok", True),
        ("can i just not go back", True),
        ("Would she be angry if I left?", True),
        ("no it was only a handshake. should i tell him i liked it", False),
        ("how do i get to sleep", False),
    ],
)
def test_nobody_is_sent_back_to_a_therapist_who_does_harm(talk: Talk, text: str, *, stands: bool) -> None:
    conversation = talk(finds="tip/celebrate-progress", score=0.8)
    _, first = finish(conversation.reply("my therapist touched my leg last week"))
    assert first.kind == "unsafe-therapist"
    _, turn = finish(conversation.reply(text))
    assert (turn.kind == "unsafe-therapist") is stands


def test_who_has_said_no_is_not_asked_once_more_and_harder(talk: Talk) -> None:
    class Hears:
        def __init__(self, *crisis: float) -> None:
            self.left = list(crisis)

        def listen(self, text: str, recent: object = ()) -> Opinion:
            sure = self.left.pop(0) if len(self.left) > 1 else self.left[0]
            return Opinion(sure, 0.9, "self-harm", text)

    no = "No, nothing like that. Karen said I keep the account to keep Dale. It is about half true."
    for again, level in ((0.9, "concern"), (0.1, "clear")):
        conversation = talk(score=NEAR)
        conversation.steps = replace(conversation.steps, listener=Hears(0.1, again))  # type: ignore[arg-type]
        finish(conversation.reply("She said I keep the account to keep Dale, and I snapped at her."))
        _, turn = finish(conversation.reply(no))
        assert (turn.verdict.level, turn.kind) == (level, "coaching")
        glad = tuple(conversation.steps.help.follow_up("no-danger", nth).heard for nth in range(9))
        assert turn.reply.heard.startswith(glad) is (level == "clear")
    conversation = talk(score=NEAR)
    conversation.steps = replace(conversation.steps, listener=Hears(0.1, 0.1))  # type: ignore[arg-type]
    finish(conversation.reply("She said I keep the account to keep Dale, and I snapped at her."))
    _, turn = finish(conversation.reply("No, nothing like that. I just want to die."))
    assert turn.verdict.level == "crisis"
