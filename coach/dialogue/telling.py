"""A message in the person's own words, turned round: told back to them, and said to their therapist.

Judged blind, this beat what a small model makes of the same message: nothing is lost, nothing put in. It serves what is
written plainly (`plainness`) and leaves no doubt who is who. The rest, a model smooths; or the entry's own words stand.
"""

import re

from coach.dialogue.asking import all_wondered, has_questions
from coach.dialogue.ellipsis import TOLD_OF_ONESELF
from coach.dialogue.noticing import noticed
from coach.dialogue.plainness import (
    addresses_coach,
    asks,
    has_second_verb,
    is_ill_told,
    is_learners,
    is_plain,
    says_you_in_general,
    takes_back,
)
from coach.dialogue.prompt import PLAIN_WISHES, Task
from coach.dialogue.shorthand import spelled
from coach.dialogue.topic import named
from coach.dialogue.wondering import can_be_asked, is_for_them, told_of_wondering, wondered_aloud
from coach.guard.check import check_own_words
from coach.guard.someone import EITHER, MEN, WOMEN, anyone, names
from coach.guard.unkind import calls_names, softened, unkind
from coach.guard.who import PRONOUN, SENTENCE, THERAPIST, others_meant
from coach.guard.words import QUOTED

_FEWEST_TOLD, _FEWEST_SAID, _MOST_TOLD, _MOST_SAID = 4, 4, 60, 48
_FEW, _FEWEST_WHOLE = 7, 3
"""Words of what says too little for a model; words of what is a whole sentence by itself: "I feel numb"."""
_WHOLE = re.compile(
    r"(?:nobody|no one|everyone|everybody) \w+ (?:me|my \w+)$|"
    r"I(?:['’](?:m|ve))? (?!(?:know|don['’]t know|agree|guess|think so|see|mean|don['’]t care|did|do|don['’]t|am|can|"
    r"can['’]t|could|will|won['’]t|have|haven['’]t|give up|said|need)$)(?!.*\b(?:it|that|this|them|those|he|she|they|"
    r"him|her|there|here|so|too|then|one|either|same)\b)",
    re.IGNORECASE,
)
"""It says itself what it is about, and leans on nothing said before."""
_LEAST_SAID, _LEAST_OF_LIFE = 0.6, 0.75
"""The share of a message's words that must be plain, from its beginning on; of life, the last is often the point."""
_YOU = re.compile(r"\b(?:you|your|yours|yourself|yourselves)(?:['’]\w+)?\b", re.IGNORECASE)
_I = re.compile(r"\b(?:i|me|my|mine|myself)(?:['’]\w+)?\b", re.IGNORECASE)
_WE = re.compile(r"\b(?:i|me|my|mine|myself|we|us|our)(?:['’]\w+)?\b", re.IGNORECASE)
_TOGETHER = re.compile(r"\b(?:we|us|our|ours)\b", re.IGNORECASE)
_WITH_WHOM = anyone(MEN, WOMEN, set(EITHER) - {"kid", "child", "baby", "dog", "cat"})
_AT_HOME = re.compile(
    r"\b(?:kids?|child(?:ren)?|bab(?:y|ies)|married|wedding|mortgage|ivf|pregnan\w+)\b", re.IGNORECASE
)
"""What two have who are a couple."""
_OF_ONESELF = (
    r"(?:know|think|want|feel|like|get|need|trust|remember|have|see|care|mind|understand|believe|really|even|ever|"
    r"usually|always)"
)
"""After "don't": said of oneself, and no order."""
_NO_SUBJECT = re.compile(
    rf"(?:(?:just|still|really|always) )?(?:{TOLD_OF_ONESELF}|reckon|suppose|can['’]t|had|don['’]t {_OF_ONESELF}|sit|"
    r"dread|dream|avoid|need|want|hate|wish|hope|keep|feel|think|know)\b",
    re.I,
)
_NOT_YET = re.compile(r"(?:still )?not (?:sure|ready|convinced|proud|happy|used to|looking forward|keen)\b", re.I)
_HAD_ENOUGH = re.compile(r"had enough of\b", re.I)
_IS, _HAS = {"I": "I'm", "You": "You're"}, {"I": "I've", "You": "You've"}
_WHO_DID = re.compile(r"(?:never|always|just|only|still) \w+ed\b", re.IGNORECASE)
"""It is not plain who did not do it, or always did."""
_LEFT_OPEN = re.compile(
    r"(?!(?:nothing|something|anything|everything|evening|morning|during)\b)"
    r"\w+ing\b(?!.*\b(?:is|was|isn['’]t|wasn['’]t|makes?|made|feels?|felt|helps?|helped|hurts?|takes?|took|would|does|"
    r"doesn['’]t|seems?|gives?|gets?)\b)",
    re.IGNORECASE,
)
"""Nor is it plain here who it is, where nothing stands before it."""
_BIDS = re.compile(rf"(?:don['’]t|do not)\b(?! {_OF_ONESELF}\b)", re.IGNORECASE)
"""Said to somebody."""
_DOES_TO = re.compile(r"^\w+ (?:\w+ )?(?:you|me|us)\b", re.IGNORECASE)
"""Who did it to the person is left out: that was somebody else."""
_NO_VERB_OF_THEIRS = re.compile(
    r"(?:called|forgot|cancelled|charge[ds]|contact(?:s|ed)|texts|texted|emailed|messaged|rang|phoned|calls|tells|"
    r"makes|reads|gave|asked|said|got|left|sent|walked|turned|kept|looked|laughed|did|put|took|wants?|says|"
    r"was|wasn't|didn't|thinks|asks|goes|keeps|mine|his|hers|theirs|yours)\b",
    re.IGNORECASE,
)
_THEY = re.compile(r"\b(?:they|them|their|theirs)\b", re.IGNORECASE)
_MANY = re.compile(
    r"\b(?:\w+(?:parents|kids|friends|brothers|sisters|boys|girls|lads|sons|daughters)|parents|kids|friends|family|"
    r"people|"
    r"everyone|everybody|both|others|neighbours|colleagues|police|team|in-laws|twins|two|three|four|"
    r"worksheets|emails|messages|texts|sheets|letters|bills|tablets|pills|meds|clothes|shoes|exams|results|dishes)\b",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\b(?:both|two|all|neither|one) of them\b", re.IGNORECASE)
"""One of them may be the therapist."""
_SOMEONE_SEEN = re.compile(
    r"\b(?:this|that|the|some|a|an) (?:\w+ )?(?:woman|man|guy|bloke|lady|girl|lad|stranger|person)\b|"
    r"\b(?:this|that|the new|the next|the current) one\b|\bmine\b(?! in\b)|\bhers\b|"
    r"\b(?:an?|one|poor) (?:(?:very )?\w+ )?(?:woman|man|lady|professional)\b",
    re.IGNORECASE,
)
"""Most likely the therapist, by another word."""
_ALL_ROUND = re.compile(r"(?:everyone|everybody|nobody|no one|people|all)\b", re.IGNORECASE)
_DIED = re.compile(r"\b(?:died|passed away|since [\w ]{2,20} passed|put down)\b", re.IGNORECASE)
_BY_ANOTHER = re.compile(r"\byour (?:therapist|counsell?or|psychologist|shrink)\b", re.IGNORECASE)
"""It was not the therapist who said that."""
_OPENS = re.compile(
    r"(?:your|he|she|they|it|there|the|everyone|everybody|nobody|two|three|four|five|six|my|every|when|since|at|in|"
    r"on|no one|only|someone|somebody)\b|"
    r"work (?:is|was|has)\b|[^.…?]*\byou\b",
    re.IGNORECASE,
)
"""The first sentence says of whom it is told, so that it is no opinion of the program's."""
_SOMEBODY_HERE = re.compile(
    r"\b(?:i|me|my|mine|myself|we|us|our|im|ive|he|she|him|her|his|they|them|their|you|your|therap\w+|counsel\w+|"
    r"sessions?)\b",
    re.IGNORECASE,
)
"""The person, or who may be their therapist."""
_WE_NEVER = re.compile(
    r"(?<!\bwish )\bwe(?:['’]ve)? (?:never|didn['’]?t|don['’]?t|haven['’]?t|can['’]?t|couldn['’]?t|just|keep|always)\b",
    re.IGNORECASE,
)
"""Told back as "you", what two do not do is the person's failing."""
_PARENT = re.compile(
    r"(?P<before>^|[.] |\b(?:told|tell|asked|rang|with|since|when|because|that) )(?P<who>mum|dad|mom|mam|nan|gran|"
    r"grandad)\b",
    re.IGNORECASE,
)
"""Theirs, and not the program's."""
_AND_YOU = re.compile(
    r"(?P<before>^|\b(?:why|if|when|how) )your (?P<who>(?:(?:ex|step|best|older|younger|big|little|twin|"
    r"old)[ -])?\w+) and you\b"
    r"(?=[ ,.])",
    re.IGNORECASE,
)
_SAID_YOU = re.compile(r"(?P<said>[\"”],?) (?P<verb>says?|said|asks?|asked) you\b(?=[.,;]|$)")
_SAY = {"says": "say", "asks": "ask"}
_AFTER_QUOTE = re.compile(
    r"(?P<end>[.?!…][\"”]\s+)(?!\w+ (?:says?|said|asks?|asked|goes|go|went)\b)"
    r"(?P<next>[a-z])(?=(?:ou|our|ou['’]\w+|e|he|hey|t|y)?\b)"
)
"""A new sentence begins here."""
_SMALL_I = re.compile(r"\bi(?=['’])")
_IN_THERE = re.compile(
    r"(?<!\bgo )(?<!\bgoing )\bin there\b(?!.*\b(?:house|home|flat|box|bag|drawer|car|shed|church|school|ward|unit|"
    r"kitchen)\b)",
    re.IGNORECASE,
)
_TOLD_TO = re.compile(
    r"\b(?:says?|said|goes|like) (?:just |please )?(?:give|tell|let|try|ask|trust|be|talk|leave) (?:him|her|to)\b",
    re.IGNORECASE,
)
"""What others told the person to do, with no marks: "him" in it is not turned."""
_BELITTLED = re.compile(
    r"(?P<before>^|[.,;!] |\b(?:but|and) )(?:you know )?(?P<it>(?:it|that|this)(?:['’]s| is) (?:(?:so|just|really|"
    r"a bit|all|such) )?"
    r"(?:a )?(?:stupid|silly|pathetic|ridiculous|petty|daft|dumb|childish|terrible|awful|"
    r"ugly|mean|selfish|(?:bad|wrong|horrible) of (?:you|me))\b)",
    re.IGNORECASE,
)
"""Told back as it is, it would be the program's view."""
_SEEN_BY_NAME = re.compile(
    r"\b(?:(?i:been seeing|seeing|started seeing|talked (?:\w+ ){0,3}(?:to|with)|sessions? with)) [A-Z][a-z]+\b|"
    r"\b(?i:(?:at|in) (?:the|my|our) (?:last|first|next) (?:session|appointment))\b[^.]*"
    r"\b[A-Z][a-z]+ (?:asked|said|told|wrote|wanted|thought)\b"
)
"""Most likely the therapist, by name, who would hear of "her" then."""
_DEED = re.compile(
    r"You(?:['’]ve)? (?:(?:just|also|only|nearly|always|often|keep|even|been|still) )?(?:yell(?:ed|ing)?|"
    r"shout(?:ed|ing)?|scream(?:ed|ing)?|snapp(?:ed|ing)|swore|roared|lied|cheat(?:ed|ing)?|stole|kissed|slept with|"
    r"drank|relapsed|smoked|gambled|lost (?:your temper|it|[£$€]?\d[\d,.]*|all|the rent|your wages|money)|"
    r"spent [£$€]?\d[\d,.]*|hit the|blew|forgot|missed (?:your|the|his|her)|skipped|ignored|ghosted|blocked|hid|"
    r"deleted|threw|went through (?:his|her)|read (?:his|her)|pretended|binged|made up|"
    r"haven['’]t (?:told|visited|called|rung|paid))\b",
    re.IGNORECASE,
)
"""What one may be ashamed of."""
_SHORT_DEED = 12
"""Words of a deed that is told by itself."""
_LEAVES_IT = re.compile(r"[,.;]\s|\b(?:and|but|because|so|feel\w*|felt|wonder|therap\w+)\b|[\"“]", re.IGNORECASE)
"""It says already more than what was done."""
_STAYS = ("and it has stayed with you", "and it's on your mind")
_TODAY = re.compile(r"\b(?:tonight|tomorrow|this (?:morning|evening|afternoon))\b", re.IGNORECASE)
"""Of the day on which it was typed; it is said on another."""
_WISHES = re.compile(
    r"\?|\b(?:I['’]d (?:like|rather|love|want)|(?:could|can) (?:we|you|I))\b|"
    r"\bI (?:want|need|wish) (?:you|us|to (?:talk|know|tell|ask|say))\b",
    re.IGNORECASE,
)


def turned(task: Task, typed: str) -> str:
    """A part in the person's own words; empty where these are not fit for it, or are a follow-up or an excerpt.

    Args:
        task: the part, with the draft.
        typed: the message as it was typed.
    """
    if " ".join(typed.split()) != task.message:
        return ""
    text = told_back(task) if task.part == "heard" else said(task)
    return "" if check_own_words(text) else text


_BREATH = re.compile(
    r"(?<![,;.:–—-]) (?P<begins>(?:and|but|because|cause|cos|so) (?=(?:i|you|it|we|my)\b))", re.IGNORECASE
)
"""Where a clause begins, in what is typed in one breath."""
_TELLS_YOU = re.compile(r"\b(?:tell|telling|call|calling) you (?:that )?", re.IGNORECASE)
"""What comes behind it is said to them, and no report."""
_YOU_FORMS = {"you": "they", "your": "their", "yours": "theirs", "yourself": "themselves"}


def as_spoken(typed: str) -> str:
    """What is addressed to the therapist already, as it is, its slips put right; empty where it is not plain.

    Args:
        typed: the words, with the therapist as "you".
    """
    asks, plain = typed.endswith("?"), spelled(typed.rstrip("?"))
    for words in (plain, _BREATH.sub(r", \g<begins>", plain)):
        text = _begun(words, "I")
        of_them = _YOU.sub(lambda found: _YOU_FORMS.get(found.group().lower(), "they"), text)
        if text and is_plain(of_them, of_them, _MOST_SAID, _FEWEST_WHOLE) and not calls_names(_TELLS_YOU.sub("", text)):
            text = "" if check_own_words(text) else _ended(text)
            return f"{text.rstrip('.')}?" if text and asks else text
    return ""


def is_left_to_entry(task: Task, *, learnt: bool = False) -> bool:
    """Whether the entry's words stand, and no model is asked.

    So it is where the program itself is asked for something, and where a few words name nobody ("work, same as last
    week"): a model makes up who did what. And, of what is said to the therapist, where what was
    typed had better not be said to them, or asks about the world ("are all ... dishonest?": a model makes an opinion of
    the person's of it), and where a "he" or "she" may be them or not, unless the model has learnt to tell: what another
    says then is wrong too often.
    """
    message = spelled(QUOTED.sub("", task.message))
    tells_little = len(message.split()) <= _FEW and not _SOMEBODY_HERE.search(message) and not has_questions(message)
    if addresses_coach(message) or tells_little:
        return True
    if task.part != "say":
        return False
    asked = not task.draft or task.draft.endswith("?")
    if asked and not (is_for_them(message) and _SOMEBODY_HERE.search(message)):
        return True
    others = task.of_others or task.elsewhere
    return not task.own_words or (not learnt and others_meant(message, of_others=others) is None)


def told_back(task: Task) -> str:
    """A message told back, in one to a few sentences; empty where it is not fit for that."""
    if topic := named(spelled(task.message), task.turned):
        return f"This is about {topic}."
    turned = _AND_YOU.sub(r"\g<before>you and your \g<who>", told_of_wondering(task.turned))
    text = _begun(_PARENT.sub(r"\g<before>your \g<who>", turned), "You")
    bare = QUOTED.sub("", text)
    message = spelled(task.message)
    if (
        not text
        or not can_be_asked(message)
        or not is_plain(all_wondered(message), task.turned, _MOST_TOLD, _fewest(message, _FEWEST_TOLD))
    ):
        return ""
    if is_learners(message) or _TOLD_TO.search(message):
        return ""
    text = _BELITTLED.sub(_as_said, text)
    if unkind(bare):
        text = softened(text)
        bare = QUOTED.sub("", text)
        if unkind(bare):
            return ""
    if _WE_NEVER.search(message) or _I.search(bare) or not _OPENS.match(text) or is_ill_told(message, bare):
        return ""
    return _stayed(_ended(text))


def _as_said(found: re.Match[str]) -> str:
    """What belittles it, as what the person says."""
    begins = found["before"].strip() in {"", ".", "!"}
    return f"{found['before']}{'You' if begins else 'you'} say {found['it'][:1].lower()}{found['it'][1:]}"


def _stayed(text: str) -> str:
    """A short deed told back with something behind it: by itself it would be a charge."""
    if len(text.split()) > _SHORT_DEED or not _DEED.match(text) or _LEAVES_IT.search(text):
        return text
    return f"{text.rstrip('.')}, {_STAYS[len(text) % len(_STAYS)]}."


def said(task: Task) -> str:
    """A message as said to the therapist, and a closing sentence; empty where it is unfit, or not plain who is who.

    Where only the end is not plain, the beginning is said, if it is most of the message. What is asked is said as what
    the person has been wondering.
    """
    if not task.own_words or addresses_coach(spelled(task.message)):
        return ""
    if topic := named(spelled(task.message), task.turned):
        return f"I'd like to talk about {topic}. {'' if task.wish in PLAIN_WISHES else task.wish}".strip()
    if has_questions(spelled(task.message)):
        wondering, close = wondered_aloud(task)
        text = _said(wondering, all_wondered(spelled(task.message)), task) if wondering else ""
        return f"{text} {close}" if text else ""
    drafts, messages = SENTENCE.split(task.turned.strip()), SENTENCE.split(spelled(task.message))
    least = (_LEAST_OF_LIFE if task.of_life else _LEAST_SAID) * len(spelled(task.message).split())
    for count in range(len(messages), 0, -1):
        draft, message = " ".join(drafts[:count]), " ".join(messages[:count])
        cut = count < len(messages)
        if cut and (len(drafts) != len(messages) or len(message.split()) < least or takes_back(messages[count])):
            return ""
        if text := _said(draft, message, task):
            return text if _WISHES.search(QUOTED.sub("", text)) else f"{text} {task.wish}"
    return ""


def _said(draft: str, message: str, task: Task) -> str:
    text = _SAID_YOU.sub(lambda told: f"{told['said']} you {_SAY.get(told['verb'], told['verb'])}", _begun(draft, "I"))
    bare, asked = QUOTED.sub("", text), QUOTED.sub("", message)
    if (
        not text
        or not is_plain(message, draft, _MOST_SAID, _fewest(message, _FEWEST_SAID))
        or asks(asked)
        or calls_names(_TELLS_YOU.sub("", bare))
        or has_second_verb(bare)
    ):
        return ""
    alone = not _WE.search(bare)
    elsewhere = task.elsewhere
    of_life = (elsewhere and _ALL_ROUND.match(bare)) or _DIED.search(bare)
    if alone and not (THERAPIST.search(asked) or task.of_them or of_life):
        return ""
    if (
        _BOTH.search(bare)
        or _TOLD_TO.search(message)
        or _TODAY.search(bare)
        or says_you_in_general(message)
        or (THERAPIST.search(bare) and not elsewhere)
        or (_SOMEONE_SEEN.search(bare) and not elsewhere)
        or _SEEN_BY_NAME.search(bare)
        or _BY_ANOTHER.search(text)
    ):
        return ""
    if _THEY.search(bare) and not _MANY.search(bare) and not elsewhere:
        return ""
    with_whom = _WITH_WHOM.search(bare) or names(bare) or (elsewhere and _AT_HOME.search(bare))
    if task.of_others and _TOGETHER.search(bare) and not with_whom:
        return ""  # "we" would be the two who sit there
    others = others_meant(spelled(asked), of_others=task.of_others or elsewhere)
    if others is None or others != sum(len(pronoun.findall(bare)) for pronoun in PRONOUN.values()):
        return ""
    text = noticed(text) if alone and not of_life else text
    return _ended(_IN_THERE.sub("in here", text)) if text else ""


def _fewest(message: str, otherwise: int) -> int:
    return _FEWEST_WHOLE if _WHOLE.match(message) else otherwise


def _begun(text: str, subject: str) -> str:
    """Each sentence with a capital, and with its subject where that was left out: "told her" is "You told her"; empty
    where it is not plain who is left out."""
    begun: list[str] = []
    for sentence in SENTENCE.split(text.strip()):
        if (
            _NO_VERB_OF_THEIRS.match(sentence)
            or _WHO_DID.match(sentence)
            or (not begun and _LEFT_OPEN.match(sentence))
            or (_NO_SUBJECT.match(sentence) and _DOES_TO.match(sentence))
            or _BIDS.match(sentence)
        ):
            return ""
        if begun and begun[-1].endswith(("..", "…")):  # goes on
            begun.append(sentence)
            continue
        left_out = _left_out(sentence, subject, first=not begun)
        whole = f"{left_out} {sentence[:1].lower()}{sentence[1:]}" if left_out else sentence
        at = 1 if whole[:1] in {'"', "“"} and not begun else 0
        begun.append(whole[:at] + whole[at : at + 1].upper() + whole[at + 1 :])
    return " ".join(begun)


def _left_out(sentence: str, subject: str, *, first: bool) -> str:
    """What is left out before a sentence: its subject, with a verb where that is wanting too; or nothing."""
    if _NOT_YET.match(sentence):
        return "" if first else _IS[subject]
    if _HAD_ENOUGH.match(sentence):
        return _HAS[subject]
    return subject if _NO_SUBJECT.match(sentence) else ""


def _ended(text: str) -> str:
    text = _SMALL_I.sub("I", text).rstrip(" ,;")
    text = _AFTER_QUOTE.sub(lambda found: found["end"] + found["next"].upper(), text)
    whole = text.endswith((".", "…")) or text[-2:-1] in {".", "…", "?", "!"}
    return text if whole else f"{text}."
