"""What of a follow-up only says how the reply before it went wrong: "no, I never mentioned a camera". The rest is what
the person meant."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from coach.dialogue.asides import LONGEST, bare_sentence
from coach.dialogue.following import any_of
from coach.guard.words import QUOTED
from coach.library.lexical import terms
from coach.library.message import SENTENCES

_FEWEST = 2
"""Words that say something."""
_TO_COACH = re.compile(
    any_of(
        r"(?:(?:oh|god|good heavens|heavens|ha|well|sorry|um+|eh|what)[\s,.?!]*)*no+(?:[\s,]+no+)*"
        r"(?:[\s,]+(?:way|thanks?|not (?:that|this|at all)|nothing (?:of|like) (?:that|this)(?: sort| kind)?))?",
        r"(?:no[\s,]+)?nothing (?:of|like) (?:that|this)(?: sort| kind)?",
        r"(?:(?:the words|that|this|it|words)(?:'s| is| was| are)|thats|its) (?:not (?:it|that|this|right|me|"
        r"very helpful|helpful|useful|what i (?:meant|mean|said|asked|need|wanted)[\w ]{0,20})|wrong|unhelpful|useless|"
        r"partially responsive|no (?:help|use)(?: to me| at all)?|nonsense|rubbish|daft|generic)",
        r"(?:as )?(?:i )?(?:just|already|only)? ?(?:told you|said so|said (?:that|this|it)|typed (?:that|this|it))"
        r"(?: (?:already|that|this|it|before))?",
        r"i (?:never|didn'?t|did not|have not|haven'?t) (?:say|said|ask|asked|mean|meant) (?:that|this|it|anything "
        r"like that)",
        r"(?:let me|permit me to|allow me to|to|i'll|i will|perhaps i (?:ought|should)(?: to)?|may i|i should)"
        r"(?: try to)? (?:be )?(?:more |quite |a bit )*(?:clear(?:er)?|specific|precise|plain(?:er)?|rephrase|clarify|"
        r"explain(?: better)?|try (?:again|once more|a single question)|put it (?:another way|differently)|"
        r"start again)(?: then)?",
        r"(?:i(?:'m| am) afraid |i think |i see that |sorry,? (?:but )?)?(?:(?:your|that|this|the) (?:(?:first|second|"
        r"last|third|previous) )?(?:sentence|reply|answer|suggestion|response|summary)|your words?)"
        r"(?: (?:is|was|has|had|came|are|were|sounds?|doesn'?t|makes|does)\b.{0,90})?",
        r"(?:please |sorry |but |and |yeah |well |i think |i see )*(?:figured )?you(?:'re|'ve| are| were|"
        r" weren'?t| aren'?t"
        r"| have| had)? ?(?:not |really |just |all )*(?:getting (?:me|it)|get (?:me|it)|don'?t (?:get|listen|"
        r"understand|read)|"
        r"didn'?t (?:get|listen|understand|read|answer)|listening|helping|understand\w*|wrong|assum\w+|"
        r"repeat(?:ed|ing)?|"
        r"missed|misunder\w+|misread|got (?:me|it|that|this)|(?:are |'re )?stuck on|keep (?:saying|repeating|"
        r"talking|telling|asking)|"
        r"already (?:said|told|asked)|said (?:that|this) already|made (?:me|it)|took (?:me|it|that)|sound like|like my|"
        r"an? (?:bot|computer|robot|machine|bloke|person|human|program))\b.{0,60}",
        r"(?:who|nobody|no one) (?:said|mentioned|asked|is talking|was talking) (?:any\w+ )?(?:about|of|for)\b.{0,60}",
        r"(?:excuse me|sorry|what|eh|huh|hm+|um+)[\s,.?]*|what(?:'s| is| has| are you)?(?: (?:this|that|it|you))*"
        r"(?: got)?(?: to do with| on about).{0,30}",
        r"(?:that(?:'s| is)|thats) (?:a |an |not a )?(?:bad|stupid|daft|silly|odd|weird) (?:question|answer|"
        r"point)(?:,? thank(?:s| you))?",
        r"forget (?:the|about) [\w ]{2,30}",
        r"(?:again|still|now) you (?:write|talk|speak|say|ask)\b.{0,40}|kindly do the needful.{0,60}",
        r"you(?:'ve| have) (?:told|given|asked|shown) (?:me )?(?:that|this|the same|it)\b.{0,60}",
        r"(?:please |kindly |just |so )*(?:(?:stop|quit|enough)(?: already)? (?:with|mentioning|talking about|"
        r"asking about|"
        r"sending|repeating)|(?:don'?t|do not) (?:send|mention|repeat)|leave this|remove (?:those|these|the))\b.{0,40}",
        r"now i(?:'m| am) getting .{1,40}|where (?:are|did) you (?:getting|get) .{1,40}|"
        r"let me ask (?:you )?(?:something|another)"
        r".{0,20}|i mean you|(?:the|this) (?:app|program(?:me)?|computer)",
        r"you(?:'ve| have)? (?:again )?(?:muddled|mixed|copied|copy)\b.{0,60}|i did(?:n'?t| not) ask for .{1,40} "
        r"(?:read back|repeated|again)(?: to me)?|that(?:'s| is| has)?(?: rather)? (?:missed me|(?:not an|no) answer)",
        r"not (?:me|him|her|that|it|mine|in general|like that|(?:(?:angry|cross|mad) (?:with|at) )?(?:my|the) "
        r"(?:therapist|counsell?or))(?: \w+)?",
    ),
    re.IGNORECASE,
)
"""A whole sentence that speaks of the reply before it."""
_APPROVES = re.compile(
    any_of(
        r"(?:(?:that|this|it)(?:'s| is| was)?|thats)? ?(?:actually |quite |really |very |more |much |"
        r"a bit )*(?:helps?|helped|"
        r"helpful|better|sensible|good|useful|near(?:er)?|fair|true|enough|makes sense|serviceable)(?: actually| to me|"
        r" one| enough| now)?",
        r"(?:that(?:'s| is)|thats) an? (?:good|fair|great|nice) (?:question|answer|point|idea)(?:,? thank(?:s| you))?",
        r"(?:that|this) one i(?:'ll| will) (?:ask|say|use|take|keep)|i(?:'ll| will) (?:ask|say|use|take|"
        r"keep) (?:that|this|it)"
        r"(?: one)?",
        r"(?:(?:the|your)(?: \w+)? (?:phrase|sentence|words?|card|line|question|suggestion)s?|"
        r"(?:the )?[\"“][^\"”]{2,60}[\"”])"
        r",?(?: (?:is|are|was|perhaps|maybe|i like[d]?|good|ok))+(?: (?:good|ok|fine|nice|better|quite|"
        r"serviceable|actually|"
        r"right))*",
        r"(?:jesus|jesus christ|omg|oh my god|wtf|good lord|good heavens|for god'?s sake|ffs|arre?y?|abeg|ew|sigh)",
    ),
    re.IGNORECASE,
)
"""A whole sentence that is content with the reply, or says nothing."""
_SAID_NOT = re.compile(
    r"(?:(?:no+|mate|but|sorry|omg)\b[\s,.!]*)*i (?:(?:didn'?t|did not|never) (?:say|said|ask|asked|mention|mentioned)|"
    r"(?:don'?t|do not) want to know)\b(?! (?:him|her|them)\b)",
    re.IGNORECASE,
)
_OF_PROGRAM = re.compile(
    r"\b(?:you(?:['’]\w+)?|your|yours|u|ur)\b|\b(?:the|this) (?:program(?:me)?|app|bot)\b|\bthat (?:sentence|reply)\b",
    re.IGNORECASE,
)
"""In a follow-up "you" is the program, which the person is typing to."""
_IN_GENERAL = re.compile(
    r"\b(?:if|when|where|than|whatever|whenever|that|how|what|why|do|to|for|let) you\b|\byou know\b|\bthank you\b|"
    r"\b(?:say|saying|says|tell|write)\b.*\byou|\b(?:say|tell|ask|show|give) (?:him|her|them|my \w+)\b",
    re.IGNORECASE,
)
"""Or anybody, or whom the person would say it to."""
_TOLD_YOU = re.compile(r"(?:as )?i (?:just|already) (?:told you|said)(?: (?:that|this|so))?", re.IGNORECASE)
_MEANT = re.compile(
    r"(?:(?:no|nope|sorry|oh|well|but|and)\b[\s,.]*)*(?:what )?(?:i (?:(?:only|just|already|actually|really) )*"
    r"(?:meant(?! to\b)|mean(?! it\b)|was asking|am asking|was talking(?: about)?|am talking(?: about)?|"
    r"talk(?:ed)? of)|"
    r"i (?:only|just|already) (?:said|asked)|my question (?:is|was))\b(?: (?:that|is|was))?[\s,:]+(?=\S)",
    re.IGNORECASE,
)
"""Before what was meant."""
_I_ASKED = re.compile(
    r"(?:(?:no|sorry|but)\b[\s,.]*)*i (?:asked|said) (?!him|her|them|my|no\b|yes\b)(?=\w)", re.IGNORECASE
)
"""The same, where what follows was typed before."""
_I_MEAN = re.compile(r"[\s,]+i mean(?:t)?[.!]*$", re.IGNORECASE)
_NOT_SO = re.compile(
    any_of(
        r"^(?:\w+[ ,]+){0,5}\w+\?+$|^(?:what|which) \w+(?: lol)?$",
        r"\b(?:(?:it['’]?s|it is|is|was|wasn['’]?t|"
        r"isn['’]?t) (?:not )?(?:about|an?\b))",
        r"^(?:(?:and|but|omg|nah)\b[ ,]*)*(?:no\b(?! one\b)|not\b|who (?:said|asked|told|talk)|forget\b|nobody\b)",
        r",? no$",
        r"\bi know (?:what|how|why)\b",
    ),
    re.IGNORECASE,
)
_DECLINES = re.compile(
    r"^i(?:['’]?m| am) not (?!safe|ok|okay|well|coping|sleeping|eating|fine|all ?right|good|happy)\w+$|"
    r"^i (?:don['’]?t|do not) (?!sleep|eat|drink|cry|care|love|work|know|feel)\w+ \w+$|"
    r"\b(?:there(?:['’]?s| is| was) (?:no|not)|(?:don['’]?t|do not) (?:want|need|have (?:a|any)|like)|won['’]?t|"
    r"not going to|no way|rather not)\b",
    re.IGNORECASE,
)
"""What throws out a word of the reply: it was not so, or it is not for the person."""
_EXCLAIMS = re.compile(
    r"(?:(?:for the love of god|for god'?s sake|jesus(?: christ)?|christ|omg|oh my god|wtf|ffs|what|huh|"
    r"nah|mate)\b[\s,.!?]*)+"
    r"(?=\S)",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"(?:(?:an)?other|different|next|new) (?:question|one|thing)\b[\s,:.-]+(?=\S)|next:\s+", re.IGNORECASE
)
"""Before a new question."""
_SHORT = 14
"""Words of a sentence that may take up a word of the reply only to throw it out."""
_NOT_IT_BUT = re.compile(
    r"(?:(?:no|nope|nah|sorry)\b[\s,.]*)*(?:it(?:'s| is| was)?|its|this is|that(?:'s| is)|is)(?:n'?t| not) (?:really |"
    r"just |so much )?(?:about |because of )?(?P<what>[^.,;!?]{2,60}?)[,;.]+\s+(?=\S)",
    re.IGNORECASE,
)
_LEANS = re.compile(r"(?:it|that|this)(?:'s| is| was)? (?:just |so |a bit |really )?\w+$", re.IGNORECASE)
"""It says nothing without the sentence before it: "it is pathetic"."""


_ASKED = re.compile(
    r"(?:if|whether|(?:how|why|what|when|where|who)(?: (?:much|many|long|\w+ly))? (?:i|you|s?he|we|they|it|my|the))\b",
    re.I,
)
"""What somebody wonders; not "how do I"."""
_COMMON = frozenset(
    """say said tell told know think thing someth anyth noth want need go get feel felt therapist session talk time make
    way take come week day one two us look see ask may could would will word still even good much mani never alway
    therapi mean find keep give let help start here now bring hear heard wrote write off on up out
    down over back then there too also only just most other anoth""".split()
)
"""Stems that stand in most replies."""
_FIRST_HAND = re.compile(
    r"\b(?:i|we) (?:can'?t|cannot|never|didn'?t|haven'?t|couldn'?t|don'?t (?:know|feel|trust|like|think|tell|"
    r"say|talk))\b|"
    r"\b(?:s?he|they|my \w+) (?:never|didn'?t|don'?t|doesn'?t|won'?t|can'?t)\b|\bhow (?:do|can|would|should) i\b",
    re.IGNORECASE,
)
"""Told of the person or of others, though a word of the reply is in it."""


Objection = Literal["missed", "declined"]


class Bare(NamedTuple):
    """What a message says of itself, empty where it says nothing; and how it says that the reply went wrong: it missed
    what was meant, or something of it is not for the person; None where it does not."""

    text: str
    objects: Objection | None = None


def without_objection(text: str, shown: str, told: Sequence[str]) -> Bare:
    """A follow-up without what only says how the reply went wrong.

    Args:
        text: the message.
        shown: the reply before it, but for what is the person's own.
        told: what the person had said before.
    """
    if len(text) > LONGEST:
        return Bare(text)
    before = {term for one in told for term in terms(one)}
    theirs = set(terms(shown)) - before - _COMMON
    kept: list[str] = []
    objects: list[Objection] = []
    for sentence in filter(None, SENTENCES.split(text.strip())):
        rest, how = _of_itself(sentence, theirs, before)
        if objects and not kept and rest and _LEANS.fullmatch(bare_sentence(rest)):
            rest = ""
        if how:
            objects.append(how)
        if rest:
            kept.append(rest)
    rest = " ".join(kept)
    if not objects:
        return Bare(rest if len(rest.split()) >= _FEWEST else text)
    return Bare(rest if len(rest.split()) >= _FEWEST else "", "missed" if "missed" in objects else "declined")


def _of_itself(sentence: str, theirs: set[str], told: set[str]) -> tuple[str, Objection | None]:
    """What of a sentence does not speak of the reply, and how the rest objects to it."""
    sentence = _ANOTHER.sub("", sentence, count=1) if _ANOTHER.match(sentence) else sentence
    if _APPROVES.fullmatch(bare_sentence(sentence)):
        return "", None
    if how := _objects(sentence, theirs):
        return "", how
    if (found := _NOT_IT_BUT.match(sentence)) and theirs & set(terms(found["what"])):
        return sentence[found.end() :], "missed"
    clauses = sentence.split(", ")
    for count in range(len(clauses) - 1, 0, -1):
        how = _objects(clauses[count - 1], theirs)
        if how and (count == 1 or _TOLD_YOU.fullmatch(bare_sentence(clauses[count - 1]))):
            return ", ".join(one for one in clauses[count:] if not one.lower().startswith("nor ")), how
    if _is_to_program(sentence):
        return "", "missed"
    if found := _MEANT.match(sentence) or (_again(sentence, told) and _I_ASKED.match(sentence)) or None:
        rest = sentence[found.end() :]
        asked = f"I wonder {rest}" if _ASKED.match(rest) else rest
        return asked if len(rest.split()) >= _FEWEST else "", "missed"
    rest = _I_MEAN.sub("", sentence)
    return rest, None if rest == sentence else "missed"


def _is_to_program(sentence: str) -> bool:
    """Whether a short sentence says something to the program, or of it, and asks nothing."""
    bare = QUOTED.sub("", sentence).rstrip()
    to_it = _OF_PROGRAM.search(bare) and not _IN_GENERAL.search(bare)
    return bool(to_it) and len(bare.split()) <= _SHORT and not bare.endswith("?")


def _again(sentence: str, told: set[str]) -> bool:
    """Whether most of what it says was said before."""
    said = set(terms(sentence)) - {"ask", "said"}
    return bool(said) and 2 * len(said & told) >= len(said)


def _objects(sentence: str, theirs: set[str]) -> Objection | None:
    plain = bare_sentence(sentence)
    if _TO_COACH.fullmatch(plain):
        return "missed"
    plain = _EXCLAIMS.sub("", plain, count=1) if _EXCLAIMS.match(plain) else plain
    if len(plain.split()) > _SHORT or not theirs & set(terms(plain)):
        return None
    if _SAID_NOT.match(plain):
        return "missed"
    if _FIRST_HAND.search(plain):
        return None
    if _DECLINES.search(plain):
        return "declined"
    said = _EXCLAIMS.sub("", sentence, count=1) if _EXCLAIMS.match(sentence) else sentence
    return "missed" if _NOT_SO.search(said.rstrip(" .,!…")) else None
