"""A message that only names what it is about ("road rage", "my weight again"): told back, and brought, as that."""

import re

from coach.dialogue.plainness import is_plain

_MOST = 8
_HEAD = (
    r"(?:issues|problems?|stress|anxiety|depression|grief|debts?|addiction|syndrome|thoughts|nightmares|night terrors|"
    r"rage|attacks?|pain|insomnia|loneliness|divorce|break-?up|burn-?out|trauma|jealousy|shame|guilt|anger|panic|"
    r"worries|worry|flashbacks|migraines|exams?|menopause|infertility|ivf|redundancy|bullying|procrastination|"
    r"perfectionism|overthinking|gambling|porn|weight|food|eating|sleep|work|money|family|retirement|loss|arguments|"
    r"rows|phobia|confidence|self-esteem|temper|body|fear of \w+)"
)
_NAMED = re.compile(
    r"(?:(?:just|always|mostly|still|constant|awful|bad|severe|extreme|horrible|really bad) )?(?:my |the )?"
    rf"(?:(?!(?:am|is|are|was|were|i|you|he|she|it|we|they|do|does|did|have|has|had|can|will|would|hate|love|got|get|"
    rf"lost|want|need|miss|like|this|that|no|not|and|or|but|how|why|what|when|about|feel|keep|too|more|stop|talk|tell|"
    rf"say|ask|help|child|children|kids?|kiddie|underage|illegal|"
    rf"revenge)\b)[\w'’-]+ ){{0,2}}{_HEAD}(?: and (?:[\w'’-]+ )?{_HEAD})?"
    r"(?: (?:again|lately|every [^,;.]+|all (?:day|night|the time)[^,;.]*|at (?:work|night|home|college|school|uni)|"
    r"since [^,;.]+|on (?:the|a) [^,;.]+|in (?:the|my) [^,;.]+|with my [^,;.]+|about my [^,;.]+))?[.!]?",
    re.IGNORECASE,
)


def named(message: str, turned: str) -> str:
    """What a message names; empty where it says more, or less, than that.

    Args:
        message: the message, its shorthand written out.
        turned: the same turned round, for whom it is said to.
    """
    words = message.split()
    if not 1 < len(words) <= _MOST or not _NAMED.fullmatch(message) or not is_plain(message, turned, _MOST, 1):
        return ""
    text = turned.strip().rstrip(".!")
    first = text.split()[0]
    return text if first.isupper() else text[:1].lower() + text[1:]
