"""What is typed to the program, and is nothing to search for or to tell a therapist: who sent them here, a greeting, an
excuse for the spelling."""

import re

from coach.dialogue.following import any_of, without_lead_in
from coach.library.lexical import terms
from coach.library.message import SENTENCES

LONGEST = 4_000
"""Letters of a message that are looked through."""


_KIN = (
    "(?:(?:my |our |the )?(?:daughter|son|wife|husband|missus|mrs|hubby|partner|girlfriend|boyfriend|gf|bf|friend|mate|"
    "best friend|sister|brother|mum|mom|mam|dad|mother|father|doctor|gp|nurse|therapist|counsell?or|psychologist|niece|"
    "nephew|grandson|granddaughter|boss|kids?|children|social worker|flatmate|roommate|cousin|aunt|uncle)(?:[- ]in[- ]"
    "law)?)"
)
_IT = any_of(
    "this(?: (?:thing|app|program(?:me)?|computer|chat|site|tool))?", "here", "the computer", "a computer",
    "the (?:program(?:me)?|app)", "coach"
)  # fmt: skip
"""The program; "it" may be anything, and "he gave me something" is no word about a program."""
_HELLO = any_of(
    "hello+", "hi+", "hey+", "hiya", "good (?:morning|day|evening|afternoon)", "morning", "evening", "namaste",
    "greetings", "dear (?:sir|madam|coach|all|team)", "respected (?:sir|madam)", "ola", "guten tag"
)  # fmt: skip
_WHOM = r"(?:(?:\s|,|/|\bor\b|\band\b)*(?:there|all|everyone|sir|madam|ma|o|to you|computer|coach|program|bot|again))*"
_TRY = any_of("try", "use", "type", "write", "talk to", "speak to", "go on", "come on", "have a go (?:at|on|with)")
_SAYS_NOTHING = re.compile(
    any_of(
        rf"{_HELLO}{_WHOM}",
        r"well,? (?:here (?:we|i) go|here goes)(?: then| nothing)?|here (?:we go|goes)(?: nothing| then)?",
        r"(?:so |please |pls |plz )*(?:don'?t|do not) (?:judge|laugh(?: at)?|hate)(?: me)?|no judge?ment|no laughing",
        r"(?:please |kindly |pls )+(?:guide|advise|advice|help|suggest|assist)(?: me| us)?"
        r"(?: (?:in|on|with) (?:this|the)(?: matter| regard)?)?",
        r"(?:(?:i'm |i am )?(?:so |very )?sorry|apologies|my apologies|excuse|pardon|forgive|please excuse)(?: me)?"
        r"(?: about| for)?(?: the| my| any| such| this)?(?: bad| poor| broken)? (?:long|length|rant|ramble|rambling|"
        r"spelling|typos?|english|essay|wall of text|caps|grammar)\b"
        r"(?: (?:message|post|story|one|rant|ramble|text|and|or|the|my|bad|here|mistakes|in advance))*",
        r"bear with me|long story(?: short)?|here is the thing|here's the thing|thanks? (?:you )?in advance|"
        r"thank you (?:in advance|for (?:reading|listening|your (?:help|time)))|asking for a friend|grand like",
    ),
    re.IGNORECASE,
)
"""A whole sentence that is said to whoever reads it."""
_OF_THE_PROGRAM = re.compile(
    any_of(
        rf"{_KIN} (?:has |have |had |'s )?(?:set|put|installed|downloaded|opened|got|showed|gave|found|recommended|"
        rf"suggested|sent)(?: (?:me|us|for me))?(?: up| on| onto)? {_IT}\b(?: up| on| to me)?(?: for me)?"
        r"(?: on (?:my|the) [\w ]{2,20})?(?:,? (?:and|but) i(?:'m| am) not (?:certain|sure|good|used)\b.{0,50})?",
        rf"{_KIN} (?:told|said|says|thinks|reckons|asked|suggested|keeps? (?:telling|saying)|got)(?: that)?"
        rf"(?: me| i| us)?(?: should| could| might| must| need to| have to| to)* {_TRY}(?: in)? {_IT}(?: out)?"
        r"(?: (?:before|first|for|and see)\b.{0,30})?",
        rf"{_KIN} (?:says?|said|told me to) (?:just )?(?:type|write)(?: in)? what(?:ever)?(?: i|'s) .{{2,40}}",
        r".{0,30}\b(?:typing|talking) (?:in)?to (?:a|the) (?:computer|machine|program(?:me)?|robot|bot)",
        rf"(?:(?:this is )?my |it's my )?first time (?:using|trying|doing|on|with) {_IT}",
        rf"i(?:'m| am) (?:not|new|un).{{0,30}} (?:using|use|doing|at|to|with) {_IT}"
        r"(?: (?:correctly|right|properly|works))?",
        rf"(?:i(?:'ve| have)? )?never (?:used|done|tried|typed)(?: in)? {_IT}(?: like this)?(?: before)?",
        rf"(?:i(?:'m| am) )?not (?:quite |really )?sure how {_IT} works",
        r"(?:i )?hope (?:this|that|it)(?:'s| is) (?:ok|okay|all ?right|fine|allowed|the right place)",
    ),
    re.IGNORECASE,
)
"""One that is said of the program, at the beginning of a message or at its end; between others "this" is theirs."""
_ORDERS = re.compile(
    r"(?:(?:look|so|and|ok|just|please|pls|kindly|then|but|now)\b[\s,]*)*"
    r"(?:give|write|make|get|show|tell) (?:me|it|us)\b"
    r"(?: \w+){0,6} (?:sentences?|lines?|words|answer|reply|version|phrase)"
    r"(?: (?:i can (?:say|use|bring)|to (?:say|use)|for (?:her|him|them|that|this|it|the session|\w+day)|"
    r"to (?:her|him|them)|at the (?:start|beginning)|please|now|then|on \w+day|tomorrow|in english))*|"
    r"(?:a |just )*(?:plain |simple )?yes or no(?: (?:would|will) do| please)?",
    re.IGNORECASE,
)
"""What is ordered of it, beside what is told."""
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
    said = [sentence for sentence in sentences if not _SAYS_NOTHING.fullmatch(bare_sentence(sentence))]
    said = [sentence for sentence in said if not _ORDERS.fullmatch(bare_sentence(sentence))] or said
    own = [n for n, sentence in enumerate(said) if not _OF_THE_PROGRAM.fullmatch(bare_sentence(sentence))]
    kept = said[own[0] : own[-1] + 1] if own else []
    rest = _BEFORE_IT.sub("", " ".join(kept), count=1) if kept else ""
    if kept == sentences and rest == " ".join(sentences):
        return text
    return rest if terms(rest) else ""


def bare_sentence(sentence: str) -> str:
    """As the rules above are written."""
    bare = without_lead_in(sentence.replace("’", "'").strip())
    return re.sub(r"\s+", " ", bare).strip(' .,!?…;:-–—"“”')
