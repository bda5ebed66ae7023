"""What is left out in a typed message and can be nothing else, put back: "got sacked" is "I got sacked".

So people type to themselves: without "I", without "I'm", with "mum" for "my mum". Neither rule nor model
need guess then. Only at the beginning of the message, and where it is plain that the person is meant.
"""

import re
from collections.abc import Callable

_ADVERBS = r"(?:(?:just|still|always|constantly|really|so|very|too|now|also|only|again|finally|never ever) ){0,2}"
_NOT_TO_ME = r"(?! (?:(?:at|to|with|on|for|after|about|by|up) )?(?:me|us|him|her|them)\b)"
_GOT = re.compile(
    r"(?:(?:just|finally|nearly|almost|only just) )?got (?:dumped|sacked|fired|made redundant|laid off|let go|"
    r"diagnosed|"
    r"divorced|married|engaged|promoted|passed over|ghosted|rejected|turned down|kicked out|evicted|burgled|ill|"
    r"drunk|caught|"
    r"told off|no \w+|nobody|(?:so|really|very) (?:drunk|angry|mad|upset))\b",
    re.IGNORECASE,
)
_DONE_TO = re.compile(
    r"(?:just )?(?:dumped|sacked|fired|laid off|made redundant|ghosted|diagnosed|signed off|kicked out|bullied|"
    r"passed over|evicted|"
    r"adopted|brought up)(?= (?:by|at|over|after|in|from|with|on|last|yesterday|for|when|again|as)\b)",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"(?P<still>still )?not (?P<done>spoken|slept|eaten|seen|heard|been|told|cried|had|left|done|opened|worked|"
    r"answered|rung|"
    r"called|touched|enjoyed|laughed|stopped|felt|washed|showered|paid|sent|started|finished|managed|met|found)\b",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"never (?=(?:had|been|told|felt|done|said|learnt|learned|known|spoken|found|finished|managed|liked|met|lived|"
    r"worked|"
    r"slept|eaten|fitted|belonged|wanted|cried|asked|talked|got over)\b)",
    re.IGNORECASE,
)
_HAVE_NOT = re.compile(r"(?:still )?(?:haven['’]t|hadn['’]t|couldn['’]t|don['’]t enjoy|can['’]t)\b", re.IGNORECASE)
_HAVE_JUST = re.compile(r"(?:only )?just been (?:\w+ed|told|made|given|left|let)\b", re.IGNORECASE)
_AFTER_STATE = (
    r"(?=$|[.,;]| (?:of|about|that|to|by|for|with|at|on|in|inside|and|but|all|every|since|because|so|when|after|again|"
    r"today|these|most|i|i['’]m|i['’]ve|my|how|what|than|from|over|lately|now|never|not|enough|even)\b)"
)
_STATE = re.compile(
    rf"(?!never){_ADVERBS}(?:(?:a bit|absolutely|completely|totally|slightly|quite|pretty|proper) )?"
    r"(?:scared|terrified|petrified|afraid|worried|ashamed|embarrassed|lonely|exhausted|knackered|shattered|fed up|"
    r"sick of|"
    r"jealous|guilty|angry|furious|addicted|obsessed|convinced|anxious|nervous|depressed|unhappy|miserable|numb|bored|"
    r"homesick|heartbroken|devastated|overwhelmed|burnt out|burned out|signed off|off sick|unemployed|stuck|"
    r"mean to myself|hard on myself|horrible to myself|rubbish at|bad at|useless at|hopeless at|desperate|"
    rf"tired of|in debt|not coping|not sleeping|not eating|dreading)\b{_AFTER_STATE}",
    re.IGNORECASE,
)
_OF_AGE = re.compile(r"(?P<age>[1-9]\d),? (?:years old )?and (?P<rest>never )", re.IGNORECASE)
_DOING = re.compile(
    rf"{_ADVERBS}(?:worrying|overthinking|procrastinating|dreading|struggling|feeling|counting|waiting|trying|drinking|"
    r"gambling|bingeing|binging|crying|failing|missing|hiding|avoiding|waking|sleeping|scrolling|googling|checking|"
    r"washing|"
    r"looking|caring|grieving|drowning|losing|going|getting|living|working|moving|retiring|turning|having|comparing|"
    r"stalking|"
    r"arguing|fighting|snapping|shouting|screaming|yelling|eating|weighing|putting|spending|buying|lying awake|"
    rf"thinking about|second guessing|replaying|rereading|sitting)\b{_NOT_TO_ME}"
    r"(?! (?:room|list|machine|pills|tablets|bag|problem|class|disorder|habits|party|week|hours?|memory)\b)"
    r"(?!.*\b(?:is|was|isn['’]t|wasn['’]t|makes?|made|feels|felt|helps?|helped|hurts?|takes?|took|would|does|"
    r"doesn['’]t|seems?|"
    r"gives?|gets|got|has|can|should|will|I['’]m)\b)",
    re.IGNORECASE,
)
_DO = re.compile(
    rf"{_ADVERBS}(?:check|wash|count|scroll|spend|worry|overthink|binge|weigh|wake|procrastinate|snap|"
    rf"screamed|yelled|threw|swore|burst|quit|moved|failed|split up|broke up|gave up|walked out|dropped out|hung up|"
    rf"binged|panicked|froze|checked|came (?:from|out|home|back|off)|put on \d|hate|miss)\b{_NOT_TO_ME}(?! (?:is|was|"
    rf"issues?|and)\b)",
    re.IGNORECASE,
)
_WHO = (
    r"(?:best friend|friend|mate|husband|hubby|wife|missus|mrs|partner|boyfriend|girlfriend|fella|mum|mom|mam|dad|nan|"
    r"gran|grandad|sister|brother|son|daughter|cousin|uncle|aunt|landlord|landlady|roommate|flatmate|housemate|boss|"
    r"manager|"
    r"supervisor|doctor|mother[- ]in[- ]law|father[- ]in[- ]law|sister[- ]in[- ]law|brother[- ]in[- ]law|fianc[eé]e?|"
    r"parents|"
    r"kids|ex[- ](?:husband|wife|boyfriend|girlfriend))"
)
_SOMEBODY = re.compile(
    rf"(?P<who>{_WHO}|ex(?= (?:is|was|has|had|says?|said|keeps?|wants?|still|texts?|texted|rang|"
    rf"called)\b))(?P<s>['’]s)?"
    r"(?= (?:(?:still|also|always|never|just|only|now) )?"
    r"(?:is|was|are|were|has|have|had|says?|said|wants?|keeps?|kept|told|thinks?|thought|knows?|knew|doesn['’]t|"
    r"don['’]t|"
    r"didn['’]t|won['’]t|can['’]t|isn['’]t|aren['’]t|hasn['’]t|haven['’]t|gave|forgot|left|went|made|got|came|took|"
    r"rang|texts?|"
    r"snoring|drinking|\w{2,}ed|\w{2,}[^s\W]s)\b)(?! (?:issues|problems|friends|things|troubles)\b)",
    re.IGNORECASE,
)


_FOR_LONG = re.compile(
    r"\b(?:since|for (?:ages|ever|years|months|weeks|days|a while|a long time|\w+ (?:years|months|weeks|days)))\b",
    re.IGNORECASE,
)
_ASKS_FOR = re.compile(r"\b(?:show|tell|give|write|help|teach) me\b", re.IGNORECASE)


def _am(found: re.Match[str]) -> str:
    """What somebody is, or has been for some time."""
    clause = re.split(r"[.;]", found.string[found.end() :])[0]
    return ("I've been " if _FOR_LONG.search(clause) else "I'm ") + _small(found.group())


def _with(prefix: str) -> Callable[[re.Match[str]], str]:
    return lambda found: prefix + _small(found.group())


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_GOT, _with("I ")),
    (_DONE_TO, _with("I was ")),
    (_NOT_DONE, lambda found: f"I {found['still'] or ''}haven't {found['done']}".replace("I Still", "I still")),
    (_NEVER, _with("I've ")),
    (_HAVE_NOT, _with("I ")),
    (_HAVE_JUST, _with("I've ")),
    (_OF_AGE, lambda found: f"I'm {found['age']} and I've {found['rest']}"),
    (_STATE, _am),
    (_DOING, _am),
    (_DO, _with("I ")),
    (_SOMEBODY, _with("My ")),
)


def completed(text: str) -> str:
    """The message with what its beginning leaves out; as it is where nothing is left out, or it may be more than one
    thing.

    Args:
        text: the message, its shorthand written out.
    """
    if "?" in text or _ASKS_FOR.search(text):
        return text
    for rule, put_back in _RULES:
        if found := rule.match(text):
            return put_back(found) + text[found.end() :]
    return text


def _small(text: str) -> str:
    first, gap, rest = text.partition(" ")
    return (first.lower() if first.isupper() else first[:1].lower() + first[1:]) + gap + rest
