"""Names that hurt: "I'm stupid" is not told back as "You're stupid", nor "she's useless" said to her face."""

import re

_CALLED = """stupid dumb idiot moron pathetic worthless useless failure loser ugly fat disgusting gross broken weak
    crazy insane mental nuts freak coward liar fraud fake burden waste joke monster evil lazy selfish needy clingy
    boring annoying ridiculous thick damaged toxic unlovable hopeless dirty weirdo slut whore cheat nobody nothing mess
    embarrassment disappointment hypocrite bitch bastard arsehole asshole prick dick twat cunt fucking""".split()
_BAD = "bad terrible horrible awful shit shitty crap rubbish lousy".split()
_WHO = """person human man woman mother father mum mom dad parent wife husband partner friend client patient son
    daughter""".split()
_SELF = re.compile(
    rf"\byou(?:['’]re|['’]ve been|['’]ve become| are| were| have been| must be)\s+(?:[\w'’]+\s+){{0,3}}?"
    rf"(?:(?:{'|'.join(_CALLED)})s?\b|(?:{'|'.join(_BAD)}) (?:{'|'.join(_WHO)})\b)|"
    r"\byou (?:always |just |only )?(?:ruin|spoil|destroy|wreck|disgust|disappoint) "
    r"(?:everything|everyone|everybody|it all)\b|"
    r"\byou (?:deserve (?:it|this|that|nothing|to be)|don['’]t deserve)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never|no)\b", re.IGNORECASE)
_REPORTED = re.compile(
    r"\b(?:th(?:ink|inks|ought|inking)|feel\w*|felt|say|says|said|saying|told|tells?|calls?|called|wonder\w*|worr\w+|afraid|"
    r"scared|fears?|believes?|if|like|though|wrote|writes|means?|meant|not)\b(?:(?!\b(?:because|cos|and|but|so)\b)[^.;])*$",
    re.IGNORECASE,
)


def unkind(text: str) -> str:
    """The words in which a text calls "you" something that hurts; empty where it says whose view that is."""
    for found in _SELF.finditer(text):
        before = re.split(r"[.;]\s", text[: found.start()])[-1]
        if not _REPORTED.search(before) and not _NOT.search(found.group()):
            return found.group()
    return ""
