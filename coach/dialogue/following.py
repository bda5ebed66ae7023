"""What is typed about the reply before: thanks, a no to what a page asked, that it missed, that one doesn't know, a
wish for fewer words, for words, for what to bring, for what comes next.

None of it is anything to search for. The answer stands on the entry of that reply, and no model
writes it. What was heard of danger before stands.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Literal, get_args

from coach.dialogue.asking import has_questions
from coach.dialogue.base import Turn
from coach.dialogue.plainness import asks
from coach.dialogue.prompt import CLOSE_SURE
from coach.dialogue.shorthand import spelled
from coach.guard.base import Wording

Wish = Literal["shorter", "softer", "words", "bring", "thanks", "next", "unsure", "missed", "declined", "denied"]

_LONGEST, _MOST_LETTERS, _FEW = 16, 200, 13
"""Words of a wish that is nothing else; letters of a message that may be one; words of a wish with a reason for it."""


def any_of(*patterns: str) -> str:
    """One pattern that matches where any of them does."""
    return f"(?:{'|'.join(patterns)})"


_ACK = any_of(
    "ok", "okay", "k", "kk", "yeah", "yea", "yep", "yup", "yes", "no", "nah", "nope", "hm+", "um+", "uh", "erm", "oh",
    "ah", "ha(?:ha)*", "lol", "right", "fine", "sure", "good", "great", "well", "so", "and", "but", "also", "anyway",
    "all ?right", "true", "fair(?: enough)?", "hi", "hey", "hello", "no really", r"like(?= i\b| im\b| i['’]m\b)"
)  # fmt: skip
_GOES_ON = any_of(
    "i", "im", "ive", "id", "ill", "s?hes?", "they(?:re)?", "its?", "thats?", "theres?", "this", "we", "my", "maybe",
    r"(?:i|s?he|they|it|that|there)['’]\w+", "what", "how", "why", "when", "if", "not", "the", r"some\w+",
    "one thing"
)  # fmt: skip
_STOP = r"\s*[,.;:!…–—-]+\s*"
_NOT_IT = rf"that['’]?s (?:not (?:quite |really )?(?:it|what i (?:meant|mean))|the thing){_STOP}"
_LEAD_IN = re.compile(
    rf"(?:{_ACK}\b(?:{_STOP}|\s+(?={any_of(_ACK, _GOES_ON)}\b)))+(?:{_NOT_IT})?|{_NOT_IT}", re.IGNORECASE
)
"""What answers the reply before and says nothing by itself: "haha ok. maybe ..."."""
_SAYS_NOTHING = re.compile(rf"\A(?:{_ACK}\b[\s,.;:!…–—-]*)+(?=\S)", re.IGNORECASE)
_PIECES = re.compile(r"(?<=[.!?…,;])\s+")

_TOO = any_of(
    "it's", "it is", "that's", "that is", "this is", "still", "just", "bit", "a bit", "a little", "way", "far", "much",
    "kind of", "too", "so", "quite", "very", "rather", "really"
)  # fmt: skip
_MAKE = any_of(
    "(?:can|could|would) you", "please", "just", "i'd like", "i want", "i need", "can i have", "do you have",
    "is there", "give me", "make (?:it|that)", "(?:say|put) it", "have you got", "got", "maybe", "in", "an?", "the",
    "something", "anything", "one"
)  # fmt: skip
_END = any_of(
    "that", "though", "please", "then", "again", "for me", "version", "ones?", "words", "sentences?", "of (?:it|that)",
    "now", "maybe", "way", "form"
)  # fmt: skip
SHORTER = any_of(
    f"(?:{_TOO} )*(?:shorter|briefer|simpler|less formal|less long)", "short(?: version)?",
    "(?:in )?(?:fewer|less|simpler|easier) words", "in (?:one|a) (?:short )?sentence", "(?:one|short) sentence",
    "(?:cut|sum|boil) (?:it|that) (?:down|up)", "shorten (?:it|that)", "too many words",
    r"(?:one|two)(?: \w+)? (?:lines?|sentences?)"
)  # fmt: skip
"""Fewer words are wished for."""
_SOFTER = "(?:softer|gentler|kinder|nicer|politer|warmer|less (?:blunt|harsh|hard|cold|rude|mean|direct))"
_BLUNT = "(?:blunt|harsh|cold|rude|mean)"
ASKS_SOFTER = re.compile(
    rf"(?<!that's )(?<!thats )(?<!this is )(?<!much )\b(?:{_SOFTER}|(?:too|awful|bit|quite|rather|so) {_BLUNT})\b",
    re.IGNORECASE,
)
"""Kinder words are wished for, whatever else is said."""
_I = r"(?:(?:do|can|could|should|would|shall) i|i (?:can|could|should)|to)(?: even| actually| just| possibly)*"
_IT, _THEM = "(?:it|this|that|all that|all this)", "(?:him|her|them|my therapist|the therapist)"
_TAIL = r"(?: (?:though|then|to (?:him|her|them)|back|up|in simple english|in english|without .*|that .*))*"
_HOW = any_of(
    "start", "begin", "open", f"(?:say|put|word|phrase|explain) {_IT}", f"bring {_IT} up", f"tell {_THEM}(?: {_IT})?",
    f"ask(?: {_THEM})?(?: {_IT})?", "say"
)  # fmt: skip
_WHAT = any_of("say", "write", "text", "reply", "answer", "ask for", f"(?:tell|ask|say to) {_THEM}")
_WORDS_FOR = (
    "(?:(?:what's|what is|is there|give me|tell me|i need|i want|i'd like) )?"
    "(?:one thing|something|anything|(?:some |the )?words|a (?:line|sentence|way)|an example)"
    rf"(?: {_I} (?:say|use|ask|write|tell {_THEM}|put {_IT})\b.*| for (?:it|that|this))"
)
_OTHERS = (
    "(?:(?:can|could) you |give me |say it |put it |try |do you have |got )*"
    "(?:another|a different|some other|other|different)"
    "(?: (?:one|words|way|version|wording|sentence))?(?: please)?"
)
_RULES: dict[Wish, str] = {
    "shorter": rf"(?:(?:{_TOO} )*long|(?:{_MAKE} )*{SHORTER})(?: {_END})*(?: (?:i|to) (?:can )?say\b.*)?",
    "softer": any_of(
        rf"(?:(?:{_MAKE}|say it) )*{_SOFTER}(?: {_END})*(?: to (?:say|her|him|them))?",
        rf"(?:{_TOO} )*{_BLUNT}(?: {_END})*",
    ),
    "words": any_of(
        f"how {_I} {_HOW}{_TAIL}", f"what {_I} {_WHAT}{_TAIL}", _WORDS_FOR, _OTHERS, "(?:say|put) it differently",
        "rephrase(?: it| that)?", "(?:something|anything) else", "try again"
    ),
    "bring": rf"what {_I} bring(?: along| with me| in| then| to (?:it|the session|him|her|them))*",
}  # fmt: skip
_THANKS = re.compile(
    any_of(
        "(?:thanks?|thank you|ty|cheers|ta|much appreciated|appreciate it)(?: (?:you|so much|very much|a lot|again|"
        "for (?:that|this|it|your help|the help)|that helps|this helps|coach|mate|love))*",
        "(?:that|this|it) (?:helps|helped|will do|works)(?: a lot| me)?",
        "you(?: are|'re|'ve been| have been| were) (?:so |very |really |more )?(?:helpful|kind|good|great|sweet|nice)"
        "(?: (?:than|more than) [^.!?]{1,40})?",
        "(?:that|this|it) is (?:good|great|perfect|better|helpful|enough)",
        "that's (?:good|great|perfect|better|helpful|enough|all|it|lovely|fine)", "that'll do", "got it", "will do",
        "i'll (?:try|do|say|use) (?:that|this|it)", "good idea", "sounds good", "perfect", "lovely", "brilliant",
        "great", "good", "nice", "fine", "cool", "(?:good )?night", "bye", "see you", "ok", "okay", "k", "yes", "yeah",
        "right", "all good", "no thanks", "no thank you", "goodbye", "see ya",
        "(?P<filler>please|so|then|and|now|lol|haha|(?:i'm )?done|that's it|i'm off|(?:got to|gotta|must) go)"
    )
    + r"(?:[\s,.!]+|$)",
    re.IGNORECASE,
)  # fmt: skip


_NEXT = re.compile(
    any_of(
        "(?:ok |okay |right )?(?:so(?: what)?|and(?: (?:then|now|what))?|what (?:now|next|then)|(?:now|then) what|"
        "go on)",
        "(?:ok |okay |right |so )?what (?:do|should|am) i (?:do(?: now| next| with (?:it|this|that))?|"
        "meant to do(?: now)?)",
    ),
    re.IGNORECASE,
)
_UNSURE = re.compile(
    any_of(
        "(?:well |um+ |hm+ |honestly )?(?:idk|i (?:really |just |honestly )?(?:don't|do not) (?:really )?know"
        "(?: (?:yet|really|what to (?:say|write|type|put)(?: here)?|where to (?:start|begin)))?)",
        "no (?:idea|clue)|(?:i'm |i am )?(?:not (?:really )?sure|unsure)"
        "(?: (?:yet|really|what to (?:say|write|type)))?",
        "hm+|um+|uh+|er+m*|meh|nothing(?: really| comes)?|don't know(?: really)?"
        "(?: what to (?:put|say|write|type)(?: here)?)?|(?:i )?can't think of anything",
    ),
    re.IGNORECASE,
)
"""Nothing said yet, and nothing to search for."""


_ENDS = r"(?=\s*(?:[,.!…]|$))"
_NO = re.compile(
    r"(?:(?:oh|god|um+|uh|erm|well|haha|lol|ok|okay|omg|honestly|sorry|thanks|but)\b[\s,.!…]*)*"
    r"(?:no+(?! (?:idea|one|body|point|way|hope|reason|use|future|more)\b)|nope|nah|of course not|"
    r"not (?:at all|really|me|now|today|like that|that bad)|"
    rf"(?:never|i(?:'m| am) not|i (?:don't|didn't|wouldn't|won't|haven't)){_ENDS}|"
    r"i(?:'m| am) (?:not (?:going to|in danger|suicidal)|fine|safe|ok|okay|all ?right)|"
    r"i (?:don't|didn't|wouldn't|won't|haven't) (?:have|mean|think so|do (?:it|that)|taken)|"
    r"it's (?:not like that|fine)|that's not (?:it|what i meant))\b",
    re.IGNORECASE,
)
"""A no to what a page asked. "No one can help" and "I don't care any more" are none."""
_NOT_WHAT = "what i (?:meant|mean|said|asked|wanted)"
_MISSED = re.compile(
    r"(?:(?:no+|nope|nah|sorry|um+|hm+|but|well|oh|uh)\b[\s,.!…]*)*"
    rf"(?:no+|nope|nah|wrong|not (?:really|quite|it|that|this|at all|right|{_NOT_WHAT})|"
    rf"(?:that|this|it)(?:'s| is) (?:wrong|not (?:really |quite )?(?:it|that|right|me|{_NOT_WHAT}))(?: at all)?|"
    r"you(?:'ve| have)? (?:got (?:me|it|that) wrong|missed (?:it|the point)|misunderstood(?: me| it)?))[\s.!…]*",
    re.IGNORECASE,
)
"""A no to the reply, and nothing else."""
_MOST_OF_NO = 12
"""Words of a no that says little else."""


def without_lead_in(text: str) -> str:
    """A message without what only answers the reply before it; as it is, where nothing else is said."""
    bare = text.strip()
    found = _LEAD_IN.match(bare)
    rest = bare[found.end() :] if found else bare
    return rest if len(rest.split()) > 1 else text


def wish(text: str) -> Wish | None:
    """What a message wishes of the reply before, or None where it says something of its own."""
    if len(text) > _MOST_LETTERS:
        return None
    plain = " ".join(spelled(text, quotes=False).replace("’", "'").split())
    if _is_thanks(plain):
        return "thanks"
    if _MISSED.fullmatch(plain):
        return "missed"
    bare = plain.rstrip(" .,!?…")
    if _NEXT.fullmatch(bare):
        return "next"
    if (plain and not bare) or _UNSURE.fullmatch(bare):
        return "unsure"
    heard = [_of_piece(piece) for piece in _PIECES.split(_SAYS_NOTHING.sub("", plain)) if piece]
    some = [kind for kind in heard if kind]
    whole = len(heard) == len(some) or (some[:1] == ["shorter"] and len(heard) == 2 and len(plain.split()) <= _FEW)
    return min(some, key=get_args(Wish).index) if some and whole else None


def denied(text: str, turns: Sequence[Turn]) -> Wish | None:
    """`denied` where a message says no to what the page before it asked, and asks nothing itself."""
    if not turns or not turns[-1].page or len(text.split()) > _MOST_OF_NO:
        return None
    plain = spelled(text, quotes=False).replace("’", "'").strip()
    return "denied" if _NO.match(plain) and not has_questions(plain) and not asks(plain) else None


def meant(text: str, turns: Sequence[Turn]) -> Wish | None:
    """What a message wishes of the reply before; a no is to what a page asked, where there is one."""
    wished = wish(text)
    return wished if wished not in {None, "missed"} else denied(text, turns) or wished


def _of_piece(piece: str) -> Wish | None:
    bare = _SAYS_NOTHING.sub("", piece).rstrip(" .,!?…")
    if len(bare.split()) > _LONGEST:
        return None
    return next((kind for kind, rule in _RULES.items() if re.fullmatch(rule, bare, re.IGNORECASE)), None)


def _is_thanks(plain: str) -> bool:
    at, says_so = 0, False
    while found := _THANKS.match(plain, at):
        at, says_so = found.end(), says_so or not found["filler"]
    return says_so and at == len(plain)


def taken_up(asked: Wish, turns: Sequence[Turn]) -> Turn | None:
    """The turn that a wish is about: the last that said something of its own. None where there was none, or where it
    had nothing to say of therapy, as a greeting, and more than thanks is meant."""
    if asked == "denied":
        return turns[-1]
    last = next((turn for turn in reversed(turns) if turn.said), None)
    if last is None or not last.reply.say:
        return None
    return (
        last
        if asked in {"thanks", "missed", "declined"} or last.passages or last.page or last.kind == "limits"
        else None
    )


def answer(asked: Wish, last: Turn, turns: Sequence[Turn], page: Wording, nth: int = 0) -> Wording:
    """The answer to a wish.

    Args:
        asked: the wish.
        last: the turn that it is about.
        turns: the conversation, oldest first.
        page: the words around it, and those where the reply has none to give.
        nth: how often other words have been asked for since.
    """
    if asked == "missed":
        return page
    shown = turns[-1].reply
    if asked == "softer" and (kinder := softer(turns[-1], page.say)):
        return replace(page, say=kinder)
    others = islice(_others(asked, last, turns), nth, None)
    stays = asked in {"thanks", "bring", "next"} or last.kind == "limits"
    say = shown.say if stays else page.say if asked == "unsure" else next(others, page.say)
    return Wording(page.heard, page.help, say, "", page.bring if asked == "declined" else shown.bring or page.bring)


def softer(last: Turn, before: str) -> str:
    """What was said last, in words that were made for this person, with a kinder sentence before it; empty where there
    were none but an entry's.

    Args:
        last: the turn before.
        before: the sentence.
    """
    general = last.passages[0].entry.say if last.passages else None
    says = last.reply.say.removeprefix(f"{before} ")
    if (
        last.page
        or not says
        or last.kind != "coaching"
        or (general and says in (general.headline, general.hint, general.detail))
    ):
        return ""
    return f"{before} {says}"


def _others(asked: Wish, last: Turn, turns: Sequence[Turn]) -> Iterator[str]:
    """Words of the reply's entry that were not shown; where fewer are wished for, such as are shorter."""
    if not last.passages or last.kind != "coaching" or not last.passages[0].is_near:
        return
    best, shown = last.passages[0], {turn.reply.say for turn in turns}
    say = best.entry.say
    if asked == "shorter":
        most = len(turns[-1].reply.say.split())
        yield from (one for one in (say.hint, say.headline) if one not in shown and len(one.split()) < most)
    else:
        of_case = [case.say for case in best.cases[:1] if best.sure >= CLOSE_SURE]
        yield from (one for one in (*of_case, say.headline, say.hint, say.detail) if one not in shown)
