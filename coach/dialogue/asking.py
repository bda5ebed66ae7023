"""Questions in a message: told back as what the person wonders, and taken out of what is said to the therapist.

A small model tells "can she call my mum" back as "she can call your mum". So the question is turned before
the model sees it. By rules; what they do not know stays as it is.
"""

import re

_LEAD = r"(?P<lead>(?:(?:so|and|but|like|also|ok|okay|well|hi|hey|hello|um|wait|then)[ ,]+)*)"
_AUX = (
    r"(?:is|are|am|was|were|do|does|did|can|could|should|shall|will|would|may|might|must|has|have|"
    r"isn't|aren't|don't|doesn't|didn't|can't|won't|shouldn't|wouldn't|couldn't)"
)
_SUBJECT = (
    r"(?:i|you|he|she|it|they|we|this|that|there|people|therapists?|everyone|anyone|anybody|"
    r"(?:my|the|a|his|her|their|our|your)(?: (?:new|old|own|first|current))? [\w']+)"
)
_YES_NO = re.compile(rf"{_LEAD}(?P<aux>{_AUX}) (?P<subject>{_SUBJECT})\b(?P<rest>.*)", re.I | re.S)
_WH = re.compile(
    rf"{_LEAD}(?P<wh>(?:how|what|why|when|where|who|which)(?: (?!{_AUX}\b)[\w']+){{0,2}}?) (?P<aux>{_AUX}) "
    rf"(?P<subject>{_SUBJECT})\b(?P<rest>.*)",
    re.I | re.S,
)
_SENTENCE = re.compile(
    rf"(?:[^.!?\n,]|,(?!\s+(?:{_AUX}|(?:how|what|why|when|where|who) {_AUX}) {_SUBJECT}\b))+(?:[.!?]+|,|\n|$)\s*", re.I
)
_WH_PLAIN = re.compile(rf"{_LEAD}(?P<wh>how|what if|what|why|when|where|who|which)\b(?P<rest>.*)", re.I | re.S)
_WHAT_IS = re.compile(rf"{_LEAD}what(?:'s| is) (?P<rest>.*)", re.I | re.S)
_TO_DO = frozenset({"do", "can", "could", "should", "would", "shall", "must"})
_ANYONE = frozenset({"i", "you", "we", "people"})

_TO_COACH = re.compile(
    rf"{_LEAD}(?:is it|isn't it|would it be|was it|am i|should i|can i|could i|may i|do i|shall i|"
    r"(?:how|what|when|where|why) (?:do|can|should|would|could|am|did) i|what's the best way to|how to|what to|"
    r"how (?:long|much|many|soon) (?:till|until|before|does it|will it|do you|should))\b",
    re.I,
)
_MAY_THEY = re.compile(rf"{_LEAD}(?:can|could|may|might) (?:he|she|they|my (?:new |old )?[\w']+|the therapist)\b", re.I)
"""Asked of a therapist, "can you call my mum?" would sound like a request."""
_CLAUSE = r"(?P<clause>(?:i|i'm|i've|i'd|i'll|we|we've|my|it|it's|he|she|he's|she's|the|his|her|nothing|something)\b.*)"
_THEM = r"(?:him|her|them|you|my (?:new |old )?[\w']+|the [\w']+|a therapist)"
_TOLD = (
    re.compile(
        rf"\b(?:tell|telling|told|admit to|admitting to|confess to|say to|let) {_THEM} (?:know )?(?:that )?{_CLAUSE}",
        re.I | re.S,
    ),
    re.compile(rf"\b(?:say|saying|admit|mention|explain) (?:that )?{_CLAUSE}", re.I | re.S),
    re.compile(rf"\bis(?:n't)? it (?:[\w']+ ){{1,2}}(?:that|if|when|because) {_CLAUSE}", re.I | re.S),
    re.compile(r"\bi (?:say|do|tell (?:him|her|them)) (?P<clause>(?:when|if) .*)", re.I | re.S),
)  # fmt: skip


def as_wondering(text: str) -> str:
    """The message with each question as what the person wonders: "can she call?" is "I wonder if she can call."."""
    return "".join(_wondered(sentence) for sentence in _SENTENCE.findall(text) or [text])


def as_stated(text: str) -> str:
    """What of the message can be said to a therapist: "is it rude to tell her I'm bored?" is "I'm bored.".

    Questions to the coach go; questions that a therapist can answer stay. Empty where nothing is left.
    """
    return "".join(_stated(sentence) for sentence in _SENTENCE.findall(text) or [text]).strip()


def _wondered(sentence: str) -> str:
    bare, end = _bare(sentence)
    for pattern, turn in ((_YES_NO, _if), (_WH, _how), (_WHAT_IS, _what_is)):
        match = pattern.fullmatch(bare)
        if match:
            return f"{match['lead']}I wonder {turn(match)}".strip() + end
    match = _WH_PLAIN.fullmatch(bare)
    if match and ("?" in sentence or match["wh"].lower() == "how"):
        wh = match["wh"].lower().replace("what if", "what happens if")
        return f"{match['lead']}I wonder {wh}{match['rest']}".strip() + end
    return sentence


def _stated(sentence: str) -> str:
    bare, end = _bare(sentence)
    if _MAY_THEY.match(bare):
        return ""
    if not _TO_COACH.match(bare):
        return sentence
    for pattern in _TOLD:
        match = pattern.search(bare)
        if match:
            clause = match["clause"].strip()
            return clause[:1].upper() + clause[1:] + end
    return ""


def _bare(sentence: str) -> tuple[str, str]:
    """The sentence without its stop, and the stop that a statement has."""
    return sentence.strip().rstrip(".!?,").strip(), ". "


def _if(match: re.Match[str]) -> str:
    return "if " + _ordered(match)


def _how(match: re.Match[str]) -> str:
    aux, subject, wh = match["aux"].lower(), match["subject"].lower(), match["wh"].lower()
    if aux in _TO_DO and subject in _ANYONE and not wh.startswith("why"):
        return f"{wh} to{match['rest']}"
    return f"{wh} {_ordered(match)}"


def _what_is(match: re.Match[str]) -> str:
    return f"what {match['rest']} is"


def _ordered(match: re.Match[str]) -> str:
    """Subject before verb; "does he tell" is "he tells"."""
    aux, subject, rest = match["aux"], match["subject"], match["rest"]
    if aux.lower() == "do":
        return f"{subject}{rest}"
    if aux.lower() == "does":
        verb = re.match(r"( (?:ever|always|really|even|just|still|also|only|actually))*( [\w']+)(.*)", rest, re.S)
        return f"{subject}{verb[1] or ''}{_third(verb[2])}{verb[3]}" if verb else f"{subject} does{rest}"
    return f"{subject} {aux.lower()}{rest}"


def _third(verb: str) -> str:
    if verb.strip().lower() == "have":
        return " has"
    if re.search(r"(?:s|sh|ch|x|z|o)$", verb):
        return verb + "es"
    return verb[:-1] + "ies" if re.search(r"[^aeiou]y$", verb) else verb + "s"
