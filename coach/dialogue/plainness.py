"""Whether a message is written so plainly that it can be turned round by rules, and nothing in it be misread.

Each rule was found by reading what came of more than a thousand messages. Where one speaks, a model words the reply, or
the entry does.
"""

import re

from coach.guard.who import SENTENCE
from coach.guard.words import QUOTED
from coach.spelling import is_spelt

_BREATH = 24
"""Words of a stretch without a stop."""
_STOPS = re.compile(r"[.,;:…]|\s[-–—]\s")


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_YOURS = _any(r"\b(?:you|your|yours|yourself|u|ur)\b")
_IN_GENERAL = _any(r"\b(?:if|when|where|than|whatever|whenever|that) you\b")
_TO_COACH = _any(
    r"\b(?:do|did|does|can|could|will|would|are|were|have|should|may|what's|who|why|how)(?: \w+)? you\b"
    r"(?! (?:have to|need to|bring|get|just|still|ever|stop|ask for|go|pick|choose|even|allowed|supposed|meant|"
    r"bring up|say)\b)",
    r"\b(?:can|could|will|would) (?:you|u) (?:please |just )?(?:ask|tell|give|help|make|write|show|explain|list|answer|"
    r"read|pretend|act|check|keep it)\b",
    r"^you(?:['’]re| are)? (?:just )?(?:assum\w+|miss(?:ed|ing) (?:the|my) point|not (?:listening|getting)|guess\w*|"
    r"wrong|making (?:this|that|it) up)\b|^(?:well )?you (?:don['’]?t|can['’]?t|didn['’]?t) (?:know|get|understand)\b",
    r"\b(?:please|your (?:opinion|advice|thoughts))\b|\bhelp me\b",
    r"(?:^|[.;,!] )(?:and |but )?(?:don['’]?t|do not) (?:you )?tell (?:him|her|them)\b",
)
_AUX = (
    r"(?:is|are|am|was|were|do|does|did|can|could|should|will|would|may|might|has|have|had|"
    r"isn't|aren't|don't|doesn't|didn't|can't|won't|shouldn't|wouldn't|couldn't)"
)
_SUBJECT = (
    r"(?:i|you|he|she|it|they|we|this|that|there|everyone|everybody|people|therapists?|(?:my|your|the|a|his|her) \w+)"
)
_HAD = r"(?!ha(?:d|ve|s) (?:the|an?|my|your|his|her|this|that|it|people)\b)"
"""Who "had the second scan" or "had a little cry" asks nothing."""
_ASKED = _any(
    rf"(?:^|[.;,:]\s+|\b(?:so|and|but|like|or|cos|because|then|just|wait|ok) )"
    rf"(?:(?:what|how|why|where|who|which|when)(?: \w+)? )?{_HAD}{_AUX} {_SUBJECT}\b",
    r"\b(?:how come|what if|what about|any (?:tips|ideas|advice)|which one|is it|is that|or is|or are|or do)\b",
    r"(?:^|[.;:]\s+)(?:how|why|who|which|where|whose|what(?! (?:i|you|he|she|they|we|it)\b))\b",
    r"(?:^|[.;:]\s+)(?:is|are|am|do|does|did|can|could|should|will|would)\b",
    r"\b(?:what|where|when|how|why|who) (?:do|does|did|should|would|can|could) (?:i|you|people|they|we|he|she)\b",
    rf"(?:^|[.,] )if\b[^.]*\b(?:will|would|do|does|can) {_SUBJECT}\b",
)
"""Asked, with no question mark."""
_ILL_ASKED = _any(
    r"\bwonder (?:what|why|where|who|which|when|how)\b(?! to\b| happens\b)",
    r"\bwonder\b.*\b(?:or|and|but) (?:is|are|do|does|am|did|can|will|if|have|has)\b",
    r"\b(?:wonder|wondering|to know) (?:what|why|where|who|which|when|how(?: (?:much|many|"
    r"long))?(?: of it)?)(?: though| then)?(?:[.,]|$)",
    r"\bwonder if (?:\w+\.|you (?:tell|say|ask|bring|mention|just)\b)",
    r"\bwhat happens if (?:the|your|my|a) \w+(?:[,.]|$)",
    r"\b(?:won|don|isn|doesn|wouldn|can|aren|didn)['’]t (?:they|he|she|it|you|we)[.]?$",
    r"\bwonder if (?:an?|the) \w+ (?:can|will|do|does|is|are)\b",
)
"""Questions that turning makes stiff, or half turns."""
_CHATTER = _any(
    r"\b(?:lol|lmao|rofl|haha\w*|omg|tbh|idk|wtf|ffs|imo|ngl|smh|btw|help|asking for|https?|bollocks|excuse)\b",
    r"\bguess (?:what|who|where|how)\b|^dear (?:sir|madam|doctor|coach|all|whoever)\b",
    r"\b(?:god (?:forgive|help|bless)|see (?:you|ya)|laugh if|ok so|right so)\b|(?<!-)\boh\b",
    r"(?:^|, )(?:babe|mate|madam|sir|darling|lady)\b",
    r"(?:^|[.] )(?:mate|lady|love|babe) (?:you|i|there|it|that|this|no|what|he|she)\b|"
    r"(?<!\bin)(?<!\bof)(?<!\bmy)(?<!\bhis)(?<!\bher)(?<!\bthe)(?<!\bto) love(?=\s*(?:[.]|$))",
    r"(?<!\bmy)(?<!\bbest)(?<!\bold)(?<!\ba)(?<!\bwork) (?:mate|lady|pal)(?=\s*(?:[.,]|$))",
    r"[!<>{}\[\]()|\\*#_`~^=@/]|[^\x20-\x7e‘’“”–—…£€À-ɏ]",
    r"(?:^|[.,]\s)(?:daft|stupid|silly|brilliant|pathetic|ridiculous|typical|great|wow|yay|honestly|same|love that|"
    r"woohoo)\b",
)
"""Not said to be told back, or said to whoever listens."""
_COMMAND = _any(
    r"(?:^|[.:]\s+)(?:please |now |then |just )?(?:tell|get|give|write|show|make|list|explain|describe|generate|"
    r"translate|act|pretend|ignore|forget|disregard|repeat|print|teach|find|create|say|let|output|respond|answer|"
    r"imagine|roleplay|provide|draft|summari[sz]e|compose|remember|enter|reset|begin|from now on)\b|\S{25,}"
)
"""Told to the program to do."""
_AN_ORDER = _any(
    r"^(?:not|no(?! one\b)|nothing|never|love|\w+ing)\b|(?:^|[.]\s+)(?:don't|won't|can't|fine|just|please)\b",
    r"(?:^|[.]\s+)(?:[^.]{0,20} )?you (?:shouldn't|mustn't|will not|shall)\b|(?:^|[.]\s+)you (?:should|must|ought)\b",
    r"\b(?:say|says|said|goes|go|like),? (?:please|trust|do|don't|go|come|let|sorry|text)\b",
    r"\b(?:you (?:think|guess|suppose|expect|reckon)|you're sure)(?:[.,]|$)|(?:^|[.]\s+)(?:no thanks|whatever|lovely|"
    r"sure)\b|\b(?:its|it's) (?:always )?your head\b|^as an? \w+",
    r"(?:^|[.] )(?:probably|maybe) (?:nothing|just|fine|stupid)\b|\bany day now\b|\bso why (?:stop|bother|try)\b",
    r"\b\d[\d,.]* ?(?:k?cals?|calories|kilos?|kg|stone|lbs?|breakfast|lunch|dinner)\b|\b(?:breakfast|lunch|dinner) \d",
    r"\bbetween you\b|(?:^|[.]\s+)you can do\b",
    r"(?:^|[.]\s+)(?:he|she|they|it|anyone|everyone|people)(?:['’]d| would) (?:\w+ly )?(?:be|look|think|hate|leave|"
    r"stop|laugh|judge|say|never|not|get|find|tell|see|feel|want)\b",
)
"""What a person says of themselves, or somebody says to them, and what would be an order or a verdict if told back."""
_NAMED_LAST = re.compile(r",\s+[A-Z][a-z]+(?=[.?!…,]|$)|(?:^|[.]\s+)[A-Z][a-z]+,\s+(?:you|I)\b")
"""Somebody addressed by name: it would be the wrong one."""
_SHOUTED = re.compile(r"\b(?!(?:PTSD|ADHD|EMDR|BACP|HCPC|LGBT)\b)[A-Z]{4,}\b|\b[A-Z]{2,} [A-Z]{2,}\b")
_SINGLE_QUOTE = re.compile(r"(?:^|[\s(])['‘]\w")
"""Quoted between single marks, or a letter left out: words would be turned that were not the person's."""
_SHORTHAND = _any(
    r"(?<!\bthe )(?<!\bmy )(?<!\ba )(?<!\bour )(?<!\bhis )\bshed\b",
    r"\b(?:wed|hell|youd|itd|thatd|mines|wots?|b4|m8|r|n|2b|2(?:day|moro|nite)|[a-z]+8[a-z]*)\b",
    r"\bill (?!(?:and|or|but|in|for|with)\b)\w",
    r"(?<!\bat )(?<!\btill )(?<!\buntil )(?<!\bpast )\b[24]\b(?! (?:pm|am|years?|weeks?|days?|times?|hours?|months?|"
    r"sessions?|of|stone|kg|pounds|lbs|kids|children|more|nights|jobs|cats|dogs|bed|minutes?|hrs?))",
    r"\bshould of\b|\bits (?:not|a|the|like|been|just|so|ok|fine|too|all|only|hard|easy|because|flat|really)\b",
)
_BROKEN = _any(
    r"\b(?!(?:you|had|that|is) )(\w+) \1\b|(?<!told )(?<!tell )(?<!tells )(?<!thinks )\byou you\b",
    r"(?<!thing )(?<!truth )(?<!point )(?<!part )(?<!problem )(?<!all )\b(?:is|was|has|does|doesn't|hasn't|isn't|"
    r"wasn't) (?:you|I)\b",
    r"(?:^|[.;]\s)(?:is|was) you\b|\bhas you\b",
    r"\byou (?:\w+ )?(?:tell|told|ask|asked|give|gave|show|showed) you\b",
    r"(?:^|[.]\s)(?i:you|your \w+)[.](?=\s|$)|\bwonder(?:ing)? (?:if|whether) \w+(?:[.,]|$)",
    r"\bthe (?!two\b|three\b|both\b|rest\b|lot\b)\w+ of you\b|\bthere comes you\b|\bof you (?:are|have)\b",
    r"\b(?:about|with|see|seeing) (?!\w+ing\b|(?:just|only|even|both|not|all|with|about|to|from|for|of)\b)\w+ you"
    r"(?=[.,;?!]|$)",
    r"\b(?:you|I) (?:is|has|does|isn't|hasn't|doesn't)\b|\byou (?:was|too almost|work pays)\b|(?:^|[.]\s)me I\b",
    r"\w['’](?=\s[a-z])|\bdon['’]t no\b",
    r"\byour (?:when\w*|if|that|and|but|or|to|for|at|in|on|so|because|the|an?|my|me|I|is|was|has|every|again|about)\b",
    r"\byour (?:done|privately|alone|already|anyway|instead|\w{4,}ly(?<!family)(?<!daily)(?<!weekly)(?<!early)"
    r"(?<!lovely)(?<!friendly)(?<!monthly)(?<!deadly)(?<!elderly))\b|(?:^|[.]\s)you (?:last|first|next) \w+['’]s\b|"
    r"\byou,[^,.]*, \w+s\b|\b(?:you|I) [\"“](?:is|isn't|isn’t|was|has|does|doesn't|doesn’t)\b",
    r"\byour (?:think|say|know|over|lovely|great|nice|kind)\b|\byou (?:new|own|whole|side|voice)\b",
    r"\b(?:I|you)['’]re (?:had|done|got|been|noticed|asked|told|given|called|known|moved|said|kept|made|used)\b",
)
"""What turning left broken: a doubled word, a verb that does not go with its subject."""
_SECOND_VERB = _any(
    r"\byou(?:['’]\w+)? (?:\w+ ){1,6}?(?:and|but|then|or) (?:is|was|has|does)\b",
    r"\byou \w+,? (?:\w+ ){0,4}?(?:and|but|then|so|or) (?:just |only |then )?"
    r"(?!this|his|its|us|as|yes|always|sometimes|perhaps|was)\w*[a-rt-z]s\b",
)
"""A second verb left behind: "you wait and stares"."""
_MYSELF = _any(
    r"\bi(?:['’]?m| am)? (?:\w+ ){0,6}(?:with|at|of|to|for|about|on|by|than|forward|do with) me\b",
    r"\bi (?:\w+ ){0,6}(?:with|to|for|about|between) us\b",
    r"\bi(?:['’]?(?:d|ll))? \w+ me\b",
)
_LEARNER = _any(
    r"\b(?:i|you|we) seen\b|\b(?:didn['’]t|did not|don['’]t|doesn['’]t) (?!need\b|feed\b|bleed\b|heed\b|"
    r"shed\b)\w{2,}ed\b",
    r"\b(?:i|you) been\b(?! (?:thinking|meaning)\b)|\bwant (?:she|he|they)\b|\bi (?:come|go|am here) since\b|"
    r"\bno (?:answer|have|know|want) \w|\bit is (?:small|"
    r"big) \w+\b",
    r"\b(?:my|your) english\b|\b(?:tell|tells|told|telling|say me) to (?:my|the|him|her|them)\b",
    r"(?:^|[.] )(?:how (?:(?:long|much|many) )?(?:it|this|that|to say|i (?:say|tell|know|ask|explain))|why this)\b",
    r"\bfor (?:say|tell|talk|speak|go|make|do|have|be|know|understand|explain|ask|write|come|see)\b",
    r"\bin (?:my|your|our) (?:country|language|culture)\b|\b(?:advices|informations|homeworks)\b|\bthe therapy\b",
    r"\b(?:don't|didn't|doesn't|did not|not) (?:saw|went|told|said|had|knew|came|wants|knows|has)\b",
    r"\b(?:explain|say|explained|said|explaining) (?:me|him|her|them|you)\b|\b(?:i|you) also want\b|\bwant speak\b",
    r"\b(?:am|is|are) (?:agree|come|go|say|think|want|know|understand|have|finish|always \w+)\b|\bdid call\b",
    r"\bhave (?:shame|fear|not (?!been|had)\w+[^dn\W])\b|\bha(?:s|ve) \w+ years\b(?! (?:left|of|to|in))",
    r"\bsince (?:\w+ )?(?:years|months|weeks|days)\b|\bmuch (?:people|things|times)\b|\bi not\b|\bnobody did\b",
    r"\b(?:with|from|to|that|as|am|was) (?:psychologist|therapist|child|nurse|teacher|cook|doctor|widower)\b",
    r"\b(?:he|she|it|wife|husband|son|mother|brother) (?:dont|don['’]t|have not|only (?:send|say|want))\b",
    r"\bi(?:['’]m| am) (?:not )?(?:wanting|having (?!an? |the |my |to |trouble|problems|sex|doubts|second|it|some|no )|"
    r"knowing|understanding|liking|needing)|\bi want (?:know|say|tell|go|ask)\b|\bmore easy\b|\bhow much sessions\b",
    r"\b(?:same like|more better|no understand|very shame|they is|must to|can to|must put|is two|after is)\b",
)
"""English that is being learnt: told back as it is, it would be held up to them."""
_NO_S = re.compile(
    r"\b(?P<before>\w+)? ?\b(?:he|she|it|therapist|counsellor|psychologist|husband|wife|mother|father|son|daughter|law|"
    r"hospital|everybody|nobody|brother|sister|boss|one) (?:say|think|want|ask|forget|translate|laugh|stay|speak|know|"
    r"go|come|make|give|look|write|need|forbid|answer|help|tell|talk|take|feel|keep|live|drink)\b",
    re.IGNORECASE,
)
_BARE_AFTER = frozenset(
    """does did do can could will would should might may must let make makes made see saw hear heard watch watched help
    helps if that doesn't didn't don't can't won't wouldn't shouldn't couldn't""".split()
)


def is_plain(message: str, draft: str, most: int, fewest: int = 4) -> bool:
    """Whether a message, and what turning made of it, are whole, well spelt, ask nothing and address nobody."""
    text, bare = draft.strip(), QUOTED.sub("", draft)
    if not fewest <= len(text.split()) <= most or "?" in QUOTED.sub("", f"{message} {text}"):
        return False
    if _YOURS.search(_IN_GENERAL.sub("", QUOTED.sub("", message))) or _BROKEN.search(bare):
        return False
    if any(
        rule.search(text) for rule in (_CHATTER, _NAMED_LAST, _SHOUTED, _SHORTHAND, _SINGLE_QUOTE, _COMMAND)
    ) or not is_spelt(text):
        return False
    return all(len(stretch.split()) <= _BREATH for stretch in _STOPS.split(text))


def addresses_coach(message: str) -> bool:
    """Whether "you" is the program, which would be told back as the person, or said to the therapist as them."""
    return bool(_TO_COACH.search(QUOTED.sub("", message)))


def says_you_in_general(message: str) -> bool:
    """Whether "you" is anybody, which to a therapist would be them."""
    return bool(_IN_GENERAL.search(QUOTED.sub("", message)))


_TAKES_BACK = re.compile(
    r"(?:but|yet|however|except|only|though|although|until|or|not|then again|at least)\b|"
    r"(?:(?:i|he|she|it|they|we) )?(?:was|were|did|had|have|do|does|is|are|has|can|could|would|wo)n['’]?t[.!]?$",
    re.IGNORECASE,
)


def takes_back(sentence: str) -> bool:
    """Whether a sentence takes back the one before it, which must not stand alone: "but not really", "I didn't"."""
    return bool(_TAKES_BACK.match(sentence))


def asks(text: str) -> bool:
    """Whether it asks something, with a question mark or without."""
    return bool(_ASKED.search(QUOTED.sub("", text)))


def is_ill_told(message: str, told: str) -> bool:
    """Whether a telling is stiff, half turned, or an order, or has "you" where "yourself" is meant."""
    plain = " ".join(one for one in SENTENCE.split(told) if "you wonder" not in one.lower())
    return any(rule.search(told) for rule in (_ILL_ASKED, _AN_ORDER)) or bool(_MYSELF.search(message)) or asks(plain)


def has_second_verb(draft: str) -> bool:
    """Whether what was turned to the therapist has a verb of theirs that was left as it was."""
    return bool(_SECOND_VERB.search(draft))


def is_learners(message: str) -> bool:
    """Whether its English is that of somebody who is learning it."""
    bare = any((found["before"] or "").lower() not in _BARE_AFTER for found in _NO_S.finditer(message))
    return bare or bool(_LEARNER.search(message))
