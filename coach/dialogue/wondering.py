"""Questions told back as what the person wonders, and brought to the therapist as what they have been wondering.

Each rule comes of two readers' marks on what was made of 350 questions.
"""

import re

from coach.dialogue.plainness import addresses_coach
from coach.dialogue.prompt import Task
from coach.dialogue.shorthand import spelled

_FEWEST = 5
"""Words of a question that is brought as it is; a shorter one leans on what was not said."""
_TO_KNOW = re.compile(
    r"(?:(?<=[.] )so )?\byou wonder"
    r"(?= (?:how(?! to know)|what(?! happens (?:if|when))|why|when|where|who|which)\b)",
    re.IGNORECASE,
)
_SO = re.compile(r"^so (?=[\w'’]+ )", re.IGNORECASE)
_WONDER = re.compile(r"(?:(?<=[.] )(?i:so) )?\bI wonder\b")
_NOT_MEANT = re.compile(
    r"\bwhy (?:would|should) (?:i|anyone)\b|\bam i really\b|\bhow is (?:it|that|this)\b|\bsay hi\b|\bwrong with me\b|"
    r"\bwhat am i\b|\bis(?:n['’]?t)? it any wonder\b|\bwhere\b[^.?!]*\b(?:put|leave)s? us\b|"
    r"\bwhat(?:['’]?s| is) the (?:point|use)\b|"
    r"\bget (?:high|away with)\b|\bhate group|\billegally\b|\bnon-?consen\w+|\boffensive\b|\bprovoke\b|"
    r"\bwhy (?:are|do|is|can|don|aren)\b[^?]*\b(?:all \w+|[a-z]+ian|hindu|muslim|jewish|white|black|asian|gay|"
    r"trans) people\b|\bpeople (?:of|from) \w+ smell\b|"
    r"(?:^|[.,] |\b(?:why|what|how|when|where|and|so|but) )(?:can|could|are|do|did|should|will|would|have|were) we\b",
    re.IGNORECASE,
)
"""Asked with no wish to know, for harm, of all people of a sort, or of the person and the therapist, whom "you" would
not tell apart."""
_NOT_TO_THEM = re.compile(
    r"\b(?:report\w*|complain\w*|sue|lawyer|licen[cs]e|struck off|behind|hid\w*|lie to|get (?:out|away|rid)|ghost\w*|"
    r"without (?:him|her|them|my \w+|telling|hurting|making|upsetting)|any good|(?:he|she|they) even|"
    r"is (?:he|she) good|(?:he|she)(?:['’]s| is| was)? (?:lying|lied|faking)|"
    r"fancy|fantasi[sz]\w*|turned on|"
    r"crush|attracted|in love|feelings for|google\w*|coach|wear|tie|appointment on|on \w+day|tomorrow|tonight|"
    r"spread\w*|embarrass\w* (?:her|him|them|someone|somebody|a|my)|intimidat\w*|blackmail\w*|threaten\w*|stalk\w*|"
    r"spy\w*|revenge|get back at|expose\w*|first session|free \d* ?\w* ?call|need to know)\b|"
    r"\bi (?:hurt|harm|hit|attack|kill|scare) (?:him|her|them)\b|"
    r"\bshould i (?:say|tell (?:him|her|them))[.?]?$|\b(?:if|when) i (?:say|said|tell|told|admit|mention)\b",
    re.IGNORECASE,
)
"""Asked of the therapist, it would be a threat, a slight, or told before it is known whether it may be."""
_WHETHER_TO_TELL = re.compile(
    r"(?<!\bhow )(?<!\bwho )(?<!\bwhy )(?<!\bwhat )(?<!\bwhen )(?<!\bwhere )\b(?:should|do|shall) i (?:tell|say|"
    r"admit|mention|confess)\b(?! (?:him|her|them|my \w+)? ?(?:about|if|what|why|how)\b)",
    re.I,
)
_POINTLESS = re.compile(r"\bdoes it take\b|\bis (?:it|there)\b(?= [\w']+ (?:to|if|that|when)\b)", re.IGNORECASE)
_SHORT, _SHORTER = 10, 6
"""Words of a question by itself in which "it" has nothing to point to; words of one that says too little."""
_OF_THEM = re.compile(r"\b(?:he|she|him|her|his|they|them|their|therap\w+|counsel\w+|sessions?)\b", re.IGNORECASE)
_OF_MINE = re.compile(r"\bi\b(?:\W+\w+){2,}|(?:\w+\W+){3,}\bi\b", re.IGNORECASE)
"""In what is told of life, a short question about oneself says enough: "am I a bad mum"."""
_POINTS_BACK = re.compile(r"\b(?:it|that|this|them|those)\b", re.IGNORECASE)
_WHAT_TO_SAY = re.compile(
    r"wondering (?:what|how) (?:to (?:say|tell|put|speak|explain)(?: it| that| this)?(?: to)? you|I (?:tell|say|ask))"
    r"(?: (?:it|that|this))?[.]",
    re.IGNORECASE,
)
"""Asked of the therapist, it would say nothing: what it is that is to be said is left out."""
_HELP = re.compile(r"wondering (?:how|what|where|when|who|whether) to\b|wondering (?:how|what) I (?:can|could|would)\b")
_OF_MYSELF = re.compile(
    r"wondering why it matters|wondering (?:if|why) (?:I(?!['’]m allowed)(?! (?:can|could|may|am allowed|would|get|"
    r"keep|lose|owe)\b)|it['’]s (?:because )?(?:I|me|my))\b"
)
_AFRAID = re.compile(r"I've been wondering what happens if you (?P<verb>[a-z]+)\b")
_BE = frozenset("are were have had do did can could will would don't ever just still already never".split())
_OF_YOU = re.compile(r"\b(?:if|that|because|means?|whether) you\b", re.IGNORECASE)
_YES_OR_NO = re.compile(r"wondering if\b")
_CLOSE = {
    "help": (
        "Could you help me with that?",
        "I'd like us to work that out together.",
        "I'd be glad of your help with it.",
    ),
    "self": ("Could we look at that together?", "I'd like to talk about that with you.", "How do you see it?"),
    "yours": ("I'd rather ask you than guess.", "Could we talk about that?", "I'd like to ask you that openly."),
    "yes or no": ("What do you think?", "How do you see it?", "Could we talk about that?"),
    "other": ("Could we talk about that?", "I'd rather ask you than guess.", "How do you see it?"),
}


def told_of_wondering(draft: str) -> str:
    """A draft that tells a message back, with what the person would like to know said as such."""
    return _SO.sub("", _TO_KNOW.sub("you'd like to know", draft))


def can_be_asked(message: str) -> bool:
    """Whether what a message asks is a question, and not put to the program."""
    return not addresses_coach(message) and not _NOT_MEANT.search(message)


def is_for_them(message: str) -> bool:
    """Whether what a message asks may be asked of the therapist: not put to the program, and no threat or slight."""
    return can_be_asked(message) and not _NOT_TO_THEM.search(message)


def wondered_aloud(task: Task) -> tuple[str, str]:
    """A message with a question as it is brought to the therapist, and what closes it; empty where it better is not.

    Whoever asks whether to tell something is given the telling, to bring or not.

    Args:
        task: the part, with its message turned round.
    """
    message = spelled(task.message)
    enough = task.of_life and _OF_MINE.search(message) and not _POINTS_BACK.search(message)
    if not task.wondering or not is_for_them(message) or (_says_too_little(message) and not enough):
        return "", ""
    if _WHETHER_TO_TELL.search(message):
        return task.turned, task.wish
    text = _AFRAID.sub(_afraid, _WONDER.sub("I've been wondering", task.wondering, count=1))
    if _WHAT_TO_SAY.search(f"{text}."):
        return "", ""
    closes = _CLOSE[_asks_for(text)]
    return text, closes[task.nth % len(closes)]


def _asks_for(text: str) -> str:
    rules = (("help", _HELP), ("self", _OF_MYSELF), ("yours", _OF_YOU), ("yes or no", _YES_OR_NO))
    return next((kind for kind, rule in rules if rule.search(text)), "other")


def _says_too_little(message: str) -> bool:
    """Whether a question by itself leans on what was not said."""
    words = len(message.split())
    alone = not re.search(r"[.?!,] \w", message)
    if words < _FEWEST or (alone and words < _SHORTER and not _OF_THEM.search(message)):
        return True
    return alone and words < _SHORT and bool(_POINTS_BACK.search(_POINTLESS.sub("", message)))


def _afraid(fear: re.Match[str]) -> str:
    if fear["verb"] in _BE:
        return fear.group()
    return f"I've been worried that you might {fear['verb']}"
