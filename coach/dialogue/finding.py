"""What is found for a message within a conversation, and what is said where nothing is."""

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from coach.dialogue.advice import SURE
from coach.dialogue.asking import has_questions
from coach.dialogue.base import Turn
from coach.dialogue.dictated import Named
from coach.dialogue.following import Wish, wish, without_lead_in
from coach.dialogue.objecting import Objection
from coach.dialogue.own import is_long, words_named
from coach.dialogue.plainness import asks
from coach.dialogue.prompt import WRITTEN, task
from coach.dialogue.shorthand import spelled
from coach.dialogue.taken import says_not_them
from coach.dialogue.telling import turned
from coach.guard.base import Wording
from coach.guard.help import Help
from coach.guard.someone import EITHER, MEN, WOMEN, anyone
from coach.library.base import NEAR, Found, Passage, Searcher, without
from coach.library.lexical import terms
from coach.library.message import SENTENCES, query

ABOUT_THEM = 0.4
"""The score of what lies nearest from which a message without an answer may still be for the therapist."""
_CLOSE = 0.5
"""The score from which what is asked in the middle of a conversation goes on with it."""
_BACK, _BEFORE = 2, 400
"""Messages before it that one is searched with, and the letters of these."""
_ANOTHER = 0.7
"""The score from which another entry takes the place of what a conversation is about. Of 24 conversations the first
entry was right in 21, and later ones jumped away from it on a loose word (`python -m benchmarks.talks entries`)."""
_GRAVE = frozenset(
    f"guide/{name}"
    for name in ("telling-about-suicidal-thoughts", "telling-about-abuse", "telling-about-a-crime",
                 "when-the-therapist-is-the-problem", "talking-about-sex", "feelings-for-my-therapist")
)  # fmt: skip
"""Entries that would frighten or embarrass who did not speak of such things: in a conversation they have to be as
near."""
_SURE_TOPIC = 0.67
"""The score of a first message's entry from which an objection to a reply does not throw it out."""
_MERE_NO = re.compile(r"(?:\W*(?:no+|nope|nah)\b)+\W*", re.IGNORECASE)
"""It may be to any part of the reply."""
_ASIDE = re.compile(
    r"\b(?:(?:leave|put|set|park) (?P<what>(?:[\w'’]+ ){1,4}?)(?:to one side|aside|for now|alone|out)\b|"
    r"(?:nothing to do with|not about|not (?:a )?matter of|i (?:don['’]?t|do not) (?:want|wish) to"
    r"(?= (?:change|stop|leave|quit|end|switch))) (?P<else>[\w'’]+(?: [\w'’]+)?))",
    re.IGNORECASE,
)
"""What the person says that it is not about, or no longer."""
_NONE = Named()
_ROOM = frozenset(terms("therapy therapist session bringing telling talking"))
_THEY = re.compile(r"\b(?:he|she|him|her|his|hers|they|them|their)\b", re.IGNORECASE)
_TO_THEM = re.compile(
    r"\b(?:tell|told|telling|lied? to|lying to|ask|asked|saw|seeing|say(?:ing)? (?:it |that |this )?to) "
    r"(?:him|her|them)\b",
    re.IGNORECASE,
)
"""After a message on one's therapist, that is the therapist, whomever else it named."""
_NAMED = anyone(MEN, WOMEN, EITHER)


def found(said: str, told: Sequence[str], searcher: Searcher, rejected: Set[str], topic: Passage | None) -> Found:
    """What is found for a message within a conversation.

    What it finds by itself, where that is near; else what it finds behind those before it, where that is. So it is as
    well where it speaks of a "he" or "she" whom it does not name, after a message on the person's life: that is then
    hardly the therapist. Another entry than the topic has to be clearly near; else the topic goes on. Of 40 follow-ups
    that were answered with an entry that was not near, those who had typed them found none of the answers good
    (`benchmarks/data/talks`).

    Args:
        said: what the message says.
        told: what was said before, oldest first.
        searcher: finds entries.
        rejected: the ids of entries that the person objected to.
        topic: the latest near passage of the conversation that was not rejected, or None.
    """
    alone = without(searcher.search(said, told), rejected)
    if not told or not alone.passages:
        return alone
    alone = _without_grave(alone, topic)
    if not alone.passages:
        return Found(True, (replace(topic, cases=(), sure=0.0, score=NEAR),)) if topic else Found(False, ())
    best, asked = alone.passages[0], query(said)
    near = best.is_near and (alone.answerable or not asked.orders)
    carried = not best.entry.of_life and is_of_another(said, told, topic)
    if near and not carried and _is_enough(best, topic):
        return replace(alone, answerable=True)
    before = " ".join(told[-_BACK:])[-_BEFORE:]
    both = _without_grave(without(searcher.search(f"{before} {said}"), rejected), topic)
    if both.answerable and both.passages and _is_enough(both.passages[0], topic):
        return both
    if topic and not asked.orders and best.score >= ABOUT_THEM:
        again = next((one for one in alone.passages if one.entry == topic.entry), replace(topic, cases=(), sure=0.0))
        besides = (one for one in alone.passages if one.entry != topic.entry)
        return Found(True, (replace(again, score=NEAR), *besides)[:3])
    return replace(alone, answerable=near)


def on_subject(found: Found, topic: Passage | None) -> Found:
    """What a reply stands on where its answer is of any talk: the subject of this one, else what lies nearest."""
    nearest = topic or next(iter(found.passages), None)
    return Found(True, (replace(nearest, cases=(), sure=0.0), *found.passages)[:3]) if nearest else found


def _without_grave(found: Found, topic: Passage | None) -> Found:
    """What was found, without what is of something grave and not surely so."""
    about = topic and topic.entry
    stays = (one for one in found.passages if one.entry.id not in _GRAVE or one.entry == about or one.score >= _ANOTHER)
    return replace(found, passages=tuple(stays))


def _is_enough(passage: Passage, topic: Passage | None) -> bool:
    """Whether it is near, and clearly so where it is not what the conversation is about."""
    same = topic is None or passage.entry == topic.entry
    return passage.score >= (NEAR if same else _ANOTHER)


def is_answer(passage: Passage) -> bool:
    """Whether it is clearly near, and likely of one of its cases."""
    return is_clearly_near(passage) and passage.sure >= SURE


def is_clearly_near(passage: Passage) -> bool:
    """Whether nothing else is likely to have been meant."""
    return passage.score >= _ANOTHER


def topic_of(turns: Sequence[Turn], rejected: Set[str]) -> Passage | None:
    """The latest near passage of a conversation that was not rejected; where none was near, the latest at all. None
    where there is none."""
    stood = [turn.passages[0] for turn in reversed(turns) if turn.kind == "coaching" and turn.passages]
    stays = [one for one in stood if one.entry.id not in rejected]
    return next((one for one in stays if one.is_near), stays[0] if stays else None)


def rejects(text: str, turns: Sequence[Turn], objects: Objection | Wish | None) -> str:
    """The id of the entry that the reply before stood on, where that is what a message objects to; else empty.

    What the first message was surely of stays, unless the message says plainly that it is not that: it is right more
    often than who objects to a reply means that it was not. So does an entry on the person's life where they only say
    that their therapist is not meant.
    """
    if not turns or not turns[-1].passages:
        return ""
    entry = turns[-1].passages[0].entry
    if any(
        set(terms(found["what"] or found["else"])) & set(terms(entry.title)) - _ROOM for found in _ASIDE.finditer(text)
    ):
        return entry.id
    if objects != "missed":
        return ""
    plainly = any(wish(one) == "missed" and not _MERE_NO.fullmatch(one) for one in SENTENCES.split(text))
    stays = (entry.id == _first_topic(turns) and not plainly) or (entry.of_life and says_not_them(text))
    return "" if stays else entry.id


def _first_topic(turns: Sequence[Turn]) -> str:
    first = turns[0].passages[:1] if turns[0].kind == "coaching" else ()
    return next((one.entry.id for one in first if one.score >= _SURE_TOPIC), "")


def of_whom(said: str, told: Sequence[str], best: Passage, topic: Passage | None) -> Passage:
    """The passage, of others where a message goes on about somebody who was spoken of before: "she" is then not the
    therapist."""
    if not (told and is_of_another(said, told, topic)):
        return best
    return replace(best, entry=replace(best.entry, of_others=True, of_them=False))


def is_of_another(said: str, told: Sequence[str], topic: Passage | None) -> bool:
    """Whether it goes on about somebody who was spoken of before, and is not the therapist.

    Args:
        said: what the message says.
        told: what was said before, oldest first.
        topic: what the conversation is about.
    """
    if told and query(told[-1]).of_therapy and _TO_THEM.search(said):
        return False
    of_life = topic is not None and (topic.entry.of_life or topic.entry.of_others)
    return (of_life or _names_somebody(told)) and _is_of_them(said)


def _names_somebody(told: Sequence[str]) -> bool:
    """Whether the message before named somebody, and nobody's therapist."""
    return bool(told and _NAMED.search(told[-1])) and not query(told[-1]).of_therapy


def _is_of_them(said: str) -> bool:
    """Whether it speaks of somebody whom it does not name, and not of therapy."""
    return bool(_THEY.search(said)) and not _NAMED.search(said) and not query(said).of_therapy


def unanswered(
    nearest: Found, told: str, help: Help, nth: int, before: Sequence[str] = (), named: Named = _NONE
) -> Wording:
    """That there is no answer; what tells plainly of the person themself can be brought all the same, and in the middle
    of a conversation nothing that they say of themself is called foreign to the library. A "she" whom nobody is named
    for is then hardly the therapist.

    Args:
        nearest: what was found.
        told: what of the message can be put into words for a therapist, or nothing.
        help: the pages.
        nth: counts on, so that wordings rotate.
        before: what was told before.
        named: what the person named as the words for their therapist.
    """
    best, text = nearest.passages[:1], without_lead_in(told)
    entry = replace(best[0].entry, of_others=not best[0].entry.of_them) if best else None
    far = replace(best[0], entry=entry, score=0.0) if entry else None
    if far and (say := words_named(named, far, nth)):
        return replace(help.follow_up("enough" if named.enough else "named", nth), say=say)
    typed = query(text)
    asked = has_questions(spelled(text)) or asks(spelled(text))
    in_talk = bool(before) and (typed.of_oneself or any(one.score >= _CLOSE for one in best))
    if not in_talk and (asked or not best or best[0].score < ABOUT_THEM):
        return help.nothing_found(nth)
    page = help.asked_later(nth) if asked and "?" in text else help.can_be_brought(nth)
    if not far:
        return page
    heard, say = (turned(task(part, text, far, nth), text) if text else "" for part in WRITTEN)
    say = "" if is_long(text, before) else say
    if in_talk or (heard and say) or (best[0].is_near and (heard or say)):
        return replace(page, heard=heard or page.heard, say=say or page.say)
    return page if best[0].is_near or typed.tells else help.nothing_found(nth)
