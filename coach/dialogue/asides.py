"""What is typed to the program, and is nothing to search for or to tell a therapist: who sent them here, a greeting, an
excuse for the spelling."""

import re

from coach.dialogue.following import without_lead_in
from coach.library.lexical import terms

SENTENCES = re.compile(r"(?<=[.!?…])\s+|\n+")
LONGEST = 4_000
"""Letters of a message that are looked through."""


def any_of(*patterns: str) -> str:
    """One pattern that matches where any of them does."""
    return f"(?:{'|'.join(patterns)})"


_KIN = (
    "(?:(?:my |our |the )?(?:daughter|son|wife|husband|missus|mrs|hubby|partner|girlfriend|boyfriend|gf|bf|friend|mate|"
    "best friend|sister|brother|mum|mom|mam|dad|mother|father|doctor|gp|nurse|therapist|counsell?or|psychologist|niece|"
    "nephew|grandson|granddaughter|boss|kids?|children|social worker|flatmate|roommate|cousin|aunt|uncle)(?:[- ]in[- ]"
    "law)?|he|she|they|someone|somebody)"
)
_IT = any_of(
    "this(?: (?:thing|app|program(?:me)?|computer|chat|site|tool))?", "it", "here", "the computer", "a computer",
    "something(?: in(?: here)?)?", "the (?:program(?:me)?|app)", "coach"
)  # fmt: skip
_HELLO = any_of(
    "hello+", "hi+", "hey+", "hiya", "good (?:morning|day|evening|afternoon)", "morning", "evening", "namaste",
    "greetings", "dear (?:sir|madam|coach|all|team)", "respected (?:sir|madam)", "ola", "guten tag"
)  # fmt: skip
_WHOM = r"(?:(?:\s|,|/|\bor\b|\band\b)*(?:there|all|everyone|sir|madam|ma|o|to you|computer|coach|program|bot|again))*"
_TRY = any_of(
    "try", "use", "type", "write", "talk to", "speak to", "go on", "come on", r"have a go (?:at|on|with)", "do"
)
_SAID_OF_IT = re.compile(
    any_of(
        rf"{_HELLO}{_WHOM}",
        r"well,? (?:here (?:we|i) go|here goes)(?: then| nothing)?|here (?:we go|goes)(?: nothing| then)?",
        rf"{_KIN} (?:has |have |had |'s )?(?:set|put|installed|downloaded|opened|got|showed|gave|found|recommended|"
        rf"suggested|sent)(?: (?:me|us|for me))?(?: up| on| onto)? {_IT}\b(?: up| on| to me)?(?: for me)?"
        r"(?: on (?:my|the) [\w ]{2,20})?(?:,? (?:and|but) i(?:'m| am) .{0,60})?",
        rf"{_KIN} (?:told|said|says|thinks|reckons|wants?|made|makes|asked|suggested|keeps? (?:telling|saying)|got)"
        rf"(?: that)?(?: me| i| us)?(?: should| could| might| must| need to| have to|"
        rf" to)* {_TRY}(?: in)? {_IT}(?: out)?"
        r"(?: (?:before|first|for|and see)\b.{0,30})?",
        r".{0,30}\b(?:typing|talking) (?:in)?to (?:a|the) (?:computer|machine|program(?:me)?|robot|bot)",
        rf"{_KIN} (?:says?|said|told me to) (?:just )?(?:type|write)(?: in)? what(?:ever)?(?: i|'s) .{{2,40}}",
        rf"(?:(?:this is )?my |it's my )?first time (?:using|trying|doing|on|with) {_IT}",
        rf"i(?:'m| am) (?:not|new|un).{{0,30}} (?:using|use|doing|at|to|with) {_IT}(?: (?:correctly|right|properly|"
        rf"works))?",
        rf"(?:i(?:'ve| have)? )?never (?:used|done|tried|typed)(?: in)? {_IT}(?: like this)?(?: before)?",
        rf"(?:i(?:'m| am) )?not (?:quite |really )?sure (?:how|if|whether) {_IT} (?:works?|is) ?.{{0,30}}",
        r"(?:so |please |pls |plz )*(?:don'?t|do not) (?:judge|laugh(?: at)?|hate)(?: me)?",
        r"no judge?ment",
        r"(?:please |kindly |pls )+(?:guide|advise|advice|help|suggest|assist)(?: me| us)?"
        r"(?: (?:in|on|with) (?:this|the)(?: matter| regard)?)?",
        r"(?:i )?hope (?:this|that|it)(?:'s| is) (?:ok|okay|all ?right|fine|allowed|the right place).{0,40}",
        r"(?:(?:i'm |i am )?(?:so |very )?sorry|apologies|my apologies|excuse|pardon|forgive|please excuse)(?: me)?"
        r"(?: about| for)?(?: the| my| any| such| this)?(?: bad| poor| broken)? (?:long|length|rant|ramble|rambling|"
        r"spelling|typos?|english|mess|essay|wall of text|caps|grammar|mistakes)\b.{0,30}",
        r"bear with me|long story(?: short)?|here is the thing|here's the thing|thanks? (?:you )?in advance|"
        r"thank you (?:in advance|for (?:reading|listening|your (?:help|time)))|asking for a friend|"
        r"where to (?:start|begin)|"
        r"where do i (?:even )?(?:start|begin)|grand like|no laughing|"
        r"(?:so )?(?:doing|trying) (?:it|this)",
    ),
    re.IGNORECASE,
)
"""A whole sentence that is said to the program, or of it."""
_BEFORE_IT = re.compile(
    r"\A(?:(?:right|so|ok|okay|well|um+|uh|erm|basically|hi|hello|hey)\b[\s,.]*)*"
    + any_of(
        r"(?:(?:please |pls )?(?:don'?t|do not) (?:judge|laugh at|hate) me|no judge?ment)[\s,.]*(?:but|ok|okay)?[\s,]+",
        r"(?:i(?:'m| am) )?(?:not sure|don'?t know) (?:how to (?:put|say|explain|word|type) (?:this|it)|where to "
        r"(?:start|begin)|if this (?:counts|is the (?:right )?place))[\s,]*\bbut[\s,]+",
        r"(?:long story short|here(?:'s| is) the thing)[\s,:]+",
        rf"(?:hi+|hey+|hello+|hiya)\b{_WHOM}[\s,.!]+(?:so |well |ok )?(?:basically |actually )?",
        rf"{_HELLO}{_WHOM}\s*[,.!]+\s*(?:so |well |ok )?(?:basically |actually )?",
    ),
    re.IGNORECASE,
)
"""The same, before what is meant."""


def without_asides(text: str) -> str:
    """A message without what is said to the program, or of it; empty where nothing else is said."""
    if len(text) > LONGEST:
        return text
    sentences = [sentence for sentence in SENTENCES.split(text.strip()) if sentence]
    kept = [sentence for sentence in sentences if not _SAID_OF_IT.fullmatch(bare_sentence(sentence))]
    rest = _BEFORE_IT.sub("", " ".join(kept), count=1) if kept else ""
    if kept == sentences and rest == " ".join(sentences):
        return text
    return rest if terms(rest) else ""


def bare_sentence(sentence: str) -> str:
    """As the rules above are written."""
    bare = without_lead_in(sentence.replace("’", "'").strip())
    return re.sub(r"\s+", " ", bare).strip(' .,!?…;:-–—"“”')
