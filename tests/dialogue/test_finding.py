import pytest

from coach.dialogue.finding import found, is_of_another, of_whom, rejects, unanswered
from coach.guard.help import load_help
from coach.library.base import NEAR, Found, Passage, without
from coach.library.entries import Library

from .conftest import Talk, finish


class Finds:
    """A search that finds one thing alone and another where more is searched with."""

    def __init__(self, alone: Found, both: Found) -> None:
        self.alone, self.both = alone, both

    def search(self, text: str, recent: object = (), limit: int = 3) -> Found:
        return self.both if text.startswith("before") else self.alone

    def close(self) -> None:
        pass


def _found(library: Library, score: float, *ids: str, answerable: bool = True) -> Found:
    return Found(answerable, tuple(Passage(library.get(id), score) for id in ids))


def test_in_a_talk_what_is_near_needs_no_word_of_therapy(library: Library) -> None:
    searcher = Finds(_found(library, 0.8, "guide/my-family", answerable=False), Found(False, ()))
    assert not found("six a night", [], searcher, set(), None).answerable
    assert found("six a night", ["before it"], searcher, set(), None).answerable


def test_somebody_who_was_named_before_is_not_the_therapist(library: Library) -> None:
    therapist, family = _found(library, 0.8, "guide/angry-with-my-therapist"), _found(library, 0.8, "guide/my-family")
    searcher = Finds(therapist, family)
    assert found("am i allowed to be angry at him", ["before: my brother is ill"], searcher, set(), None) == family
    assert found("am i allowed to be angry at my brother", ["before: my brother"], searcher, set(), None) == therapist
    assert found("angry in the session at him", ["before: my brother"], searcher, set(), None) == therapist
    passage = of_whom("i am angry at him", ["my brother is ill"], therapist.passages[0], None)
    assert passage.entry.of_others and not passage.entry.of_them


@pytest.mark.parametrize(("score", "kept"), [(0.8, False), (0.9, True)])
def test_what_was_objected_to_comes_again_only_where_it_is_all_but_certain(
    library: Library, score: float, kept: bool
) -> None:
    some = _found(library, score, "guide/faith", "guide/my-family")
    assert (without(some, {"guide/faith"}).passages[0].entry.id == "guide/faith") == kept
    assert not without(_found(library, NEAR, "guide/faith"), {"guide/faith"}).answerable


def test_what_finds_nothing_near_goes_on_with_what_the_talk_was_about(library: Library) -> None:
    topic = Passage(library.get("guide/faith"), 0.8)
    far = _found(library, NEAR - 0.1, "guide/silence")
    told = ["before: I led the prayer and I believed none of it"]
    assert (
        found("I play the piano there as well", told, Finds(far, far), set(), topic).passages[0].entry.id
        == "guide/faith"
    )
    assert not found("I play the piano there as well", told, Finds(far, far), set(), None).answerable
    nothing = _found(library, 0.3, "guide/silence", answerable=False)
    assert not found("what is the capital of France?", told, Finds(nothing, nothing), set(), topic).answerable


@pytest.mark.parametrize(("score", "goes"), [(NEAR + 0.02, False), (0.75, True)])
def test_another_entry_takes_the_place_of_the_topic_only_where_it_is_clearly_near(
    library: Library, score: float, goes: bool
) -> None:
    topic = Passage(library.get("guide/faith"), 0.8)
    other = _found(library, score, "guide/silence", "guide/faith")
    searcher = Finds(other, Found(False, ()))
    stands = found("I sat there and we said nothing for ages", ["before: I led the prayer"], searcher, set(), topic)
    assert (stands.passages[0].entry.id == "guide/silence") == goes
    assert len({one.entry.id for one in stands.passages}) == len(stands.passages)


def test_without_an_answer_only_what_can_be_told_is_put_into_words(library: Library) -> None:
    far = _found(library, NEAR - 0.1, "guide/silence", answerable=False)
    help = load_help()
    pages = {one.say for one in help.wordings("limits", "can-be-brought") + help.wordings("limits", "nothing-found")}
    assert unanswered(far, "", help, 0).say in pages
    assert "key" in unanswered(far, "I lost my key today.", help, 0).say
    assert unanswered(far, "I lost my key. I cried. I went home by bus.", help, 0, ["before"]).say in pages


def test_in_a_talk_what_is_told_is_never_called_foreign_to_the_library(talk: Talk) -> None:
    conversation = talk(score=0.45, answerable=False)
    finish(conversation.reply("My flatmates never ask me to anything."))
    foreign = {one.heard for one in load_help().wordings("limits", "nothing-found")}
    for typed in ("I cried over a takeaway and it feels so petty.", "Would a decent counsellor think less of me?"):
        _, turn = finish(conversation.reply(typed))
        assert turn.kind == "out-of-scope" and turn.reply.heard not in foreign


def test_where_nothing_answers_the_words_that_were_named_are_said(talk: Talk) -> None:
    conversation = talk(score=0.45, answerable=False)
    finish(conversation.reply("My flatmates never ask me to anything."))
    _, turn = finish(conversation.reply("ok ill just say my flatmates never ask me out and i mind. is that enough"))
    assert turn.reply.say == "My flatmates never ask me out and I mind."
    assert turn.reply.help in {one.help for one in load_help().wordings("follow-ups", "enough")}


def test_what_is_grave_is_found_in_a_talk_only_where_it_is_surely_meant(library: Library) -> None:
    grave = _found(library, 0.68, "guide/telling-about-suicidal-thoughts", "guide/lonely")
    nearly = found("is it all right to read it out", ["before it"], Finds(grave, Found(False, ())), set(), None)
    assert nearly.passages[0].entry.id == "guide/lonely"
    surely = _found(library, 0.8, "guide/telling-about-suicidal-thoughts", "guide/lonely")
    meant = found("what if i tell her", ["before it"], Finds(surely, Found(False, ())), set(), None)
    assert meant.passages[0].entry.id == "guide/telling-about-suicidal-thoughts"


def test_what_is_put_aside_is_not_what_the_talk_is_about(talk: Talk) -> None:
    conversation = talk(finds="guide/crying")
    _, first = finish(conversation.reply("I have never cried in front of anyone."))
    assert first.passages[0].entry.id == "guide/crying"
    assert rejects("Could we leave the crying to one side now.", conversation.turns, None) == "guide/crying"
    assert rejects("Could we leave the house to one side now.", conversation.turns, None) == ""


def test_what_somebody_does_not_want_to_do_is_not_what_the_talk_is_about(talk: Talk) -> None:
    conversation = talk(finds="guide/another-therapist", score=NEAR)
    finish(conversation.reply("She keeps getting my late husband's name wrong and I nod."))
    _, turn = finish(conversation.reply("I don't want to change therapists, I think the world of her."))
    assert turn.rejects == "guide/another-therapist"


@pytest.mark.parametrize(("said", "another"), [("Do I have to tell her?", False), ("She was kind to me.", True)])
def test_who_is_told_after_a_word_of_therapy_is_the_therapist(library: Library, said: str, *, another: bool) -> None:
    grief = Passage(library.get("guide/grief-and-anniversaries"), 0.7)
    assert is_of_another(said, ["My nan died. I told the therapist I had the flu."], grief) is another
