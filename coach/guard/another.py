"""Whether it is somebody else whose life a message fears for: who writes is then not asked whether they want to die.

Only what plainly says so; what speaks of the person too, or could, is theirs.
"""

import re

from coach.guard.someone import EITHER, MEN, WOMEN

_KIN = "|".join((*MEN, *WOMEN, *EITHER, "bf", "gf"))
_THEY = rf"(?:he|she|they|(?:my|a|our|this|the) (?:[\w'’-]+ ){{0,2}}?(?:{_KIN}))"
_HARMS = r"(?:kill|hurt|harm|cut|hang|starve|poison|shoot|drown|burn|top|off|unalive)(?:s|ing|ting)?"
_ANOTHER = re.compile(
    rf"\b{_HARMS} (?:(?:him|her|them|thems)sel(?:f|ves))\b|"
    rf"\b{_THEY}(?:['’]s|['’]re| is| are| has| have)? (?:\w+ ){{0,3}}?(?:wants?|wanted|wanna|going|gonna|threaten\w*|"
    rf"says?|said|told|texted|keeps?|talks?|talking|tried|trying|plans?|planning|rather|wishes) (?:[\w'’]+ ){{0,7}}?"
    rf"(?:die|dying|be dead|suicide|suicidal|end (?:it|it all|things|(?:his|her|their) (?:own )?life)|"
    rf"not (?:be here|wake up|want to live))\b|"
    rf"\b{_THEY}(?:['’]s|['’]re| is| are| feels?| has been| seems?| sounds?) (?:\w+ ){{0,2}}?suicidal\b|"
    rf"\b{_THEY} (?:\w+ )?(?:don['’]?t|doesn['’]?t|didn['’]?t) want to (?:live|be here|be alive|wake up|go on)\b|"
    rf"\b{_THEY}(?:['’]s| has| have)? (?:just |already )?(?:taken|took|swallowed|overdosed)\b",
    re.IGNORECASE,
)
_ONESELF = re.compile(
    r"\bmyself\b|\bme (?:too|as well)\b|\bso (?:do|am|have|would|did) i\b|\bsame (?:here|for me)\b|"
    r"\b(?:both of us|join (?:him|her|them)|together|either|feel the same|"
    r"(?:get|understand) (?:it|him|her|them|why))\b|"
    r"\bi(?:['’]?m|['’]?ve|['’]?d|['’]?ll)?(?: \w+){0,4}? (?:die|dying|dead|suicid\w+|end (?:it|things|my life)|"
    r"kill|cut|overdose\w*|not (?:be here|wake up|want to live)|give up|follow|took|taken)\b|"
    r"\bmy (?:own )?(?:life|death|suicide)\b",
    re.IGNORECASE,
)


def is_of_another(text: str) -> bool:
    """Whether a message that speaks of suicide or self-harm plainly speaks of somebody else, and not of the person."""
    return bool(_ANOTHER.search(text)) and not _ONESELF.search(text)
