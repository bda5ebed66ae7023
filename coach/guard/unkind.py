"""What hurts when it is told back: "I'm stupid" is no "You're stupid", "it was my fault" is not so because it was said.

It is read for a therapist too: nobody is given names to call them.
"""

import re

_CALLED = """stupid dumb idiot moron pathetic worthless useless failure loser ugly fat disgusting gross broken weak
    crazy insane mental nuts freak coward liar fraud fake burden waste joke monster evil lazy selfish needy clingy
    boring annoying ridiculous thick damaged toxic unlovable hopeless dirty weirdo slut whore cheat mess
    embarrassment disappointment hypocrite bitch bastard arsehole asshole prick dick twat cunt fucking""".split()
_BAD = "bad terrible horrible awful shit shitty crap rubbish lousy".split()
_WHO = """person human man woman mother father mum mom dad parent wife husband partner friend client patient son
    daughter""".split()
_ARE = r"\byou(?:['’]re|['’]ve been|['’]ve become| are| were| have been| must be)"
_NOBODY = r"\b(?:nobody|no one|no-one|not a soul|none of them)"
_SOMEBODY = r"\b(?:he|she|they|therapist|counsell?or|mum|dad|mother|father|husband|wife|son|daughter)"
_EVERYBODY = r"\b(?:everyone|everybody|they all|people|the whole \w+|all of them)"
_NAME = re.compile(
    rf"{_ARE}\s+(?:[\w'’]+\s+){{0,3}}?(?:(?:{'|'.join(_CALLED)})s?\b|(?:{'|'.join(_BAD)}) (?:{'|'.join(_WHO)})\b)|"
    rf"{_ARE}\s+(?:(?:a|an|just|really|only|such|complete|absolute|total) ){{0,3}}(?:nobody|nothing)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never|no)\b", re.IGNORECASE)
_WORTH = (
    rf"{_ARE} (?:not|never) (?:\w+ )?(?:enough|worth\w*|lovable|loved|wanted|needed|normal|cut out|right in)\b",
    rf"{_ARE} (?:just |way |far )?(?:too (?:much|old|far gone|needy|broken|stupid)|(?:beyond|past) (?:help|saving))\b",
    r"\byou (?:don['’]t|do not|didn['’]t) (?:deserve|matter|count|belong)\b|\byou mean nothing\b|\byou deserved?\b",
    r"\blosing your (?:marbles|mind|wits|grip)\b|\byou are really going to\b",
    r"\b(?:better off|better|happier|fine) without you\b|\bno (?:point|use|hope) (?:in|for|to) you\b",
    r"\byour life (?:is|was) (?:over|pointless|a mess|worthless|meaningless|nothing)\b",
    r"\byour (?:body|face|brain|head|mind) is (?:disgusting|ugly|broken|wrong|horrible|fat)\b",
    r"\bnothing you (?:say|do|try) (?:matters|helps|works|is)\b",
)
_BLAME = (
    r"\byour (?:own )?(?:stupid )?fault\b|\b(?:that['’]s|it['’]s|it is|that is|all|was) on you\b",
    rf"{_ARE} (?:the one )?(?:to blame|the (?:problem|reason|cause)|guilty|asking for it|wrong to)\b",
    r"\byou (?:asked for it|had it coming|provoked|brought (?:it|this) on|(?:drove|led) (?:him|her|them))\b",
    r"\byou let (?:him|her|them) (?:do|in|touch|hurt|hit|take|get)\b|\byou let (?:it happen|(?:\w+ ){1,3}down)\b",
    r"\byou made (?:him|her|them) (?!a\b|an\b|some\b|tea\b|coffee\b|laugh\b|smile\b)\w+",
    r"\byou should(?:n['’]t have|(?: not)?['’]ve| have| not have)\b|\byou (?:failed(?! (?:(?:the|an?|your|"
    r"my) )?(?:\w+ )?"
    r"(?:exams?|tests?|quiz|finals?|modules?|resits?|driving|stats|maths|course|class|year|interview|theory|"
    r"placement)\b)|"
    r"destroyed|wrecked|killed)\b",
    rf"\byou (?:just |only )?wast(?:e|ed)\b|{_ARE} wasting\b",
    r"\byou (?:always |just |only )?(?:ruin|spoil|destroy|wreck|disgust|disappoint|mess up|screw up|fail)\w* "
    r"(?:everything|everyone|everybody|it all|at everything|people)\b",
)
_FOREVER = (
    r"\byou(?:['’]ll| will| can| could) never (?:get|be|change|do|have|manage|learn|recover|heal|find|know)\b",
    r"\byou(?:['’]ll| will) always\b|\byou never (?:do|get|say|manage) (?:anything|things) right\b",
    r"\byou can(?:['’]t|not) (?:even )?(?:do anything|get anything|be (?:helped|fixed|loved|saved))\b",
)
_OTHERS = (
    rf"{_NOBODY} (?:\w+ ){{0,3}}?(?:likes?|loves?|wants?|needs?|miss(?:es)?|cares? about|belie\w+|understands?) you\b",
    rf"{_EVERYBODY} (?:\w+ )?(?:hates?|laughs? at|despises?|leaves?) you\b|\bdeserves? better than you\b",
    rf"{_SOMEBODY} (?:\w+ )?(?:hates?|can['’]t stand|despises?|pities) you\b",
    rf"{_SOMEBODY} (?:doesn['’]t|don['’]t|does not) (?:even |really )?(?:like|love|want|need|care about) you\b",
    rf"{_EVERYBODY}[^.,;]* (?:happier|better|further|thinner|richer|cleverer|smarter|prettier|stronger|more \w+|"
    rf"luckier) than you\b",
    rf"{_SOMEBODY}(?:['’]ll| will) (?:\w+ )?(?:look at|hate|leave|laugh at|judge|despise|never forgive|"
    rf"think less of) you\b",
    rf"{_SOMEBODY} (?:is|are) (?:bored|sick|tired|ashamed|fed up|afraid) (?:of|by|with) you\b",
)
"""What people hold to be so of their worth, whose fault it was, what will never be, and what others think of them."""
_VERDICT = re.compile("|".join((*_WORTH, *_BLAME, *_FOREVER, *_OTHERS)), re.IGNORECASE)
_REPORTED = re.compile(
    r"\b(?:th(?:ink|inks|ought|inking)|feel\w*|felt|say|says|said|saying|told|tells?|calls?|called|wonder\w*|worr\w+|"
    r"afraid|scared|fears?|believes?|if|like|though|wrote|writes|means?|meant)\b(?:(?!\b(?:because|cos|and|but|"
    r"so)\b)[^.;,])*$",
    re.IGNORECASE,
)


def calls_names(text: str) -> str:
    """The words in which a text calls "you" something that hurts; empty where it says whose view that is."""
    return _found(_NAME, text, unless=_NOT)


def unkind(text: str) -> str:
    """The same, or words that tell people their verdict on themselves as if it were so."""
    return calls_names(text) or _found(_VERDICT, text)


_CLAUSE = re.compile(r"(?:[.;,!?]\s+|\b(?:and|but|because|so)\s+)", re.IGNORECASE)


_GRAVE = re.compile(
    r"\b(?:miss|without) you\b|\bdeserv\w*|\b(?:made|let) (?:him|her|them)\b|\basked for it\b|\bled (?:him|her|them)\b|"
    r"\b(?:he|him|his|uncle|father|dad|stepdad|brother|man|men|boss|husband|boyfriend|ex|they|them)\b.*\byour fault\b|"
    r"\byour fault\b.*\b(?:he|him|his|they|them)\b",
    re.IGNORECASE | re.DOTALL,
)
"""What somebody else may have done, or whether one should be there at all: not said again in any words."""
_YOU, _IS = re.compile(r"you\b", re.IGNORECASE), re.compile(r"\b(?:is|was|be)\b|['’]s\b")


def softened(text: str) -> str:
    """The text with "you say" before each such verdict that has a clause of its own: whose view it is.

    Args:
        text: a message told back.
    """
    if _GRAVE.search(text):
        return text
    at = 0
    while (found := _first(text, at)) is not None:
        begins = [one.end() for one in _CLAUSE.finditer(text[: found.start()])]
        start = found.start() if _YOU.match(found.group()) else (begins[-1] if begins else 0)
        whole = _YOU.match(found.group()) or start == found.start() or _IS.search(text[start : found.start()])
        if start not in {0, *begins} or not whole:
            return text
        new = start == 0 or text[:start].rstrip()[-1:] in {".", "!", "?"}
        said = "You say " if new else "you say "
        text = f"{text[:start]}{said}{text[start : start + 1].lower()}{text[start + 1 :]}"
        at = found.end() + len(said)
    return text


def _first(text: str, at: int) -> re.Match[str] | None:
    """The first verdict from a place on, of which it is not said whose view it is."""
    for found in sorted((*_NAME.finditer(text), *_VERDICT.finditer(text)), key=lambda one: one.start()):
        before = re.split(r"[.;]\s", text[: found.start()])[-1]
        if (
            found.start() >= at
            and not _REPORTED.search(before)
            and not (_NOT.search(found.group()) and found.re is _NAME)
        ):
            return found
    return None


def _found(pattern: re.Pattern[str], text: str, unless: re.Pattern[str] | None = None) -> str:
    for found in pattern.finditer(text):
        before = re.split(r"[.;]\s", text[: found.start()])[-1]
        if not _REPORTED.search(before) and not (unless and unless.search(found.group())):
            return found.group()
    return ""
