"""How people type on a phone, written out, so that neither rule nor model need guess."""

import re

from coach.dialogue.commas import with_commas
from coach.dialogue.ellipsis import completed
from coach.spelling import is_spelt, mended

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|[bm]\d\b|\d+|\s+|.", re.DOTALL)

_SPELLED = {
    "im": "I'm", "ive": "I've", "dont": "don't", "didnt": "didn't", "doesnt": "doesn't", "cant": "can't",
    "wont": "won't", "wasnt": "wasn't", "isnt": "isn't", "arent": "aren't", "havent": "haven't", "hasnt": "hasn't",
    "hadnt": "hadn't", "couldnt": "couldn't", "wouldnt": "wouldn't", "shouldnt": "shouldn't", "werent": "weren't",
    "hes": "he's", "shes": "she's", "theyre": "they're", "thats": "that's", "whats": "what's", "youre": "you're",
    "theres": "there's", "id": "I'd", "hed": "he'd", "theyd": "they'd", "weve": "we've", "whos": "who's",
    "u": "you", "ur": "your", "bc": "because", "cuz": "because", "idk": "I don't know", "abt": "about", "tho": "though",
    "rly": "really", "pls": "please", "thx": "thanks", "wanna": "want to", "gonna": "going to", "gotta": "have to",
    "tmrw": "tomorrow", "min": "minutes", "mins": "minutes", "yr": "year", "yrs": "years", "wk": "week", "wks": "weeks",
    "incl": "including", "nite": "night", "tonite": "tonight", "waht": "what", "wat": "what", "wht": "what",
    "wen": "when", "y": "why", "coz": "because", "cos": "because", "shud": "should", "wud": "would", "cud": "could",
    "dnt": "don't", "teh": "the", "thru": "through", "w": "with", "ppl": "people", "alot": "a lot", "etc": "and so on",
    "itd": "it'd", "thatd": "that'd", "youd": "you'd", "prob": "probably", "tbf": "to be fair", "b4": "before",
    "dunno": "I don't know", "m8": "mate", "n": "and", "mines": "mine",
    "bf": "boyfriend", "gf": "girlfriend", "i": "I", "shell": "she'll", "theyll": "they'll",
}  # fmt: skip

_SPELLED |= dict(
    pair.split("/")
    for pair in """somthing/something somethin/something anythin/anything sentance/sentence ment/meant
    questionaire/questionnaire diffrence/difference parnets/parents counsler/counsellor therpist/therapist
    embarassed/embarrassed embarassing/embarrassing embarrased/embarrassed embarrasing/embarrassing
    embaressed/embarrassed definately/definitely definatly/definitely defiantely/definitely seperate/separate
    seperated/separated therepist/therapist theripist/therapist thearpist/therapist theraphist/therapist
    therapyst/therapist theraphy/therapy thearpy/therapy counciling/counselling councelling/counselling
    councelor/counselor councellor/counsellor psycologist/psychologist phsycologist/psychologist
    appointement/appointment apointment/appointment appoitment/appointment wierd/weird beleive/believe
    belive/believe recieve/receive recieved/received freind/friend freinds/friends tommorow/tomorrow
    tomorow/tomorrow tommorrow/tomorrow becuase/because becasue/because beacuse/because becouse/because
    realy/really reallly/really probaly/probably probly/probably happend/happened happenned/happened
    untill/until wich/which anxitey/anxiety anxeity/anxiety anxeous/anxious anxios/anxious nervus/nervous
    depresion/depression depresed/depressed relashionship/relationship realationship/relationship
    reltionship/relationship greatful/grateful foward/forward writting/writing finaly/finally actualy/actually
    usualy/usually basicly/basically comming/coming stoped/stopped stoping/stopping geting/getting cryed/cried
    triyed/tried forgoten/forgotten mentionned/mentioned remeber/remember rember/remember thier/their
    acros/across agian/again agen/again diffrent/different difficullt/difficult dificult/difficult
    suprised/surprised suprise/surprise awkard/awkward akward/awkward awkwad/awkward jelous/jealous
    gulity/guilty guilyt/guilty honnest/honest lieing/lying sesion/session sessoin/session sesh/session
    excercise/exercise excercises/exercises independant/independent exept/except neccessary/necessary
    necesary/necessary occured/occurred posible/possible prefered/preferred refering/referring
    responsable/responsible thougt/thought thouhgt/thought trys/tries unfortunatly/unfortunately whith/with
    woudl/would coudl/could shoud/should dosent/doesn't dosnt/doesn't doesent/doesn't didint/didn't
    dident/didn't couldent/couldn't migrane/migraine somtimes/sometimes sometmes/sometimes suposed/supposed
    allways/always confidentality/confidentiality confidentialy/confidentially swich/switch stil/still
    aswell/too""".split()
)
"""The commonest slips, which can be no other word."""
_YOUR_THERAPIST = re.compile(r"\byour (?=(?:own )?(?:therapist|counsell?or|psychologist|shrink)\b)", re.IGNORECASE)
_OTHER_YOU = re.compile(
    r"\b(?:you|your|yours|u|ur)\b(?! (?:own )?(?:therapist|counsell?or|psychologist|shrink)\b)", re.IGNORECASE
)
_ASKS = re.compile(
    r"\s*(?:is|isn['’]?t|are|do|does|can|could|should|would|will|am|how|what|when|why|where|who)\b[^\"“”]*$",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"(?<!\w)['‘](?=\w)(?P<said>(?:[^'’\"“”]|(?<=\w)['’](?=\w)){1,90})['’](?!\w)")
"""Between single marks, apostrophes inside words aside."""
_FILLER = re.compile(
    r"(?P<so>\bso )?\b(?P<word>lol|lmao|rofl|haha\w*|tbh|ngl|imo|imho|btw|w?h?oops|"
    r"(?<![a-z] )i mean(?! (?:it|that|what|to|well|is)\b))\b(?P<stop>[.,!]*)\s*",
    re.IGNORECASE,
)
"""Tone of voice in a text; of no use to whom it is told back."""
_LAUGHS = re.compile(r"l(?:ol|mao)|rofl|haha", re.IGNORECASE)
_ITS = re.compile(
    r"\bits(?= (?:not|a|an|the|like|been|just|so|ok|okay|fine|too|all|only|hard|easy|because|flat|really|my|his|her|"
    r"your|our|their|that|how|what|why|when|where|who|always|never|still|about|for|in|weird|nice|good|bad|easier|"
    r"harder|better|worse|up|part|mine|true|crazy|\w{2,}ing|\w+ed)\b)",
    re.IGNORECASE,
)
_ITS_SO = re.compile(
    r"(?P<before>(?:^|[.,;!?] |\b(?:and|but|because|so|that|though|says?|said|think|know|if|since|then|now|when) ))its"
    r"(?= (?:\d+|only|now|gone|got|temporary|official|half|nearly|almost|more|less|two|three|four|five|six|ten|"
    r"pointless|stupid|daft|silly|normal|different|over|done|nothing|something|everything|me|him|us|them|down|off|on|"
    r"at|to|costing|quite|pretty|really|so)\b)",
    re.IGNORECASE,
)
"""Where a clause begins with it."""
_SHOUTED = re.compile(r"\b[A-Z]{2,}(?: [A-Z]{2,})+\b|\b[A-Z]{4,}\b")
_ABBREVIATED = frozenset(
    "GP NHS CBT DBT OCD TV ID HR BPD ACT GAD UK US EU AA NA IT ADHD PCOS CAMHS IAPT NICU MDMA".split()
)
_NOT_LOL = re.compile(r"(?P<before>\w)[\s,.]+not (?:even )?(?:lol|lmao|haha\w*|funny)(?=[\s.,!]*$)", re.IGNORECASE)
"""Taken back: no joke."""
_GAP = re.compile(r"\s+([.,!?](?:\s|$))")
_LONG = 12
_MOST_SHOUTED = 2
"""Words in capitals that are emphasis; more, and it is another tone altogether."""
_IDK = re.compile(
    r"^(\s*)idk (?!(?:if|what|wat|wot|how|why|y|where|who|whose|when|wen|which|about|abt|that|yet|whether|anything)\b)",
    re.IGNORECASE,
)


_T = re.compile(
    r"(?<![\w'’&.-])(?<!\ba )(?<!\bA )(?<!\bthe )(?<!\bmodel )(?<!\bMr )"
    r"(?<!friend )(?<!mate )(?<!partner )(?<!husband )(?<!wife )(?<!brother )(?<!sister )(?<!son )"
    r"(?:[Mm]y )?T(?P<is>['’]s)?(?=[\s.,?!;:]|$)(?! shirts?\b)"
)
"""How people who write of it a lot call their therapist."""
_BARE_DOING = re.compile(
    r"(?P<before>^|[.!?]\s+)(?P<who>therapist|counsell?or|psychologist|shrink)"
    r"(?= (?:going|leaving|moving|cancelling|asking|pushing|telling|having|getting|being)\b)",
    re.IGNORECASE,
)
_MA = re.compile(
    r"(?:\bma|(?<!\btold )(?<!\btell )(?<!\bgive )(?<!\bgave )(?<!\bshowed )(?<!\bask )(?<!\basked )\bme) "
    r"(?=(?:son|mam|mum|da|dad|wife|husband|daughter|brother|sister|mate|nan|boss|ex|kids|wee|fella|hubby|missus|granda)\b)",
    re.IGNORECASE,
)
_TELL_MINE = re.compile(
    r"\b(?P<verb>tell|told|telling|ask|asked|asking|show|showed|see|seeing|saw) "
    r"(?=(?:therapist|counsell?or|psychologist)\b)",
    re.IGNORECASE,
)
_CALENDAR = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|april|june|july|august|september|october|"
    r"november|december|christmas)\b"
)
_IN_MARCH = re.compile(
    r"\b(?P<when>(?:since|in|by|until|till|last|next|this|from|early|late|mid)[ -])(?P<m>march|"
    r"may)\b(?! [a-z]+ (?:not|be)\b)"
)
_LONG_TRIP = re.compile(
    r"\b(?P<a>an? )(?P<n>\d+) ?(?P<unit>min(?:ute)?|hour|hr|day|week|month|year|mile)s? "
    r"(?=(?:drive|walk|train|bus|session|call|break|wait|gap|commute|journey|ride|flight|course|slot|lie|shift)\b)",
    re.IGNORECASE,
)
_UNIT = {"min": "minute", "hr": "hour"}
_SMALL = re.compile(
    r"(?<!\d )(?<!\d)\b(?:hr(?= (?:\w+ed|said|says|have|has|want|wants|is|are|about|at|called|told)\b)|gp|nhs|cbt|"
    r"ocd|adhd|ptsd|emdr|"
    r"ivf|cv|tv|ibs|pcos|hrt)\b"
)
"""Abbreviations typed small."""
_PARENTS = re.compile(
    r"(?P<before>^|[.!?,] |\b(?:and|but|because|that|since|when|if|think|thinks|said|says) )(?P<who>mum|mom|mam|dad|"
    r"nan|gran)s(?= (?:been|"
    r"got|gone|in|not|having|going|always|never|still|just|coming|house|dead|ill|away|on|losing|getting|moved)\b)",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"^(?!.*\band that\b)(?:(?:with (?:all )?(?:due )?respect|forgive me(?: if [^,.]*)?|permit me to (?:say|mention|"
    r"add) that|"
    r"i (?:should|must|have to|ought to) (?:perhaps )?(?:explain|say|mention|add|begin by saying)"
    r"(?: at the outset| first)? that|if i may(?: say so)?|honestly|truthfully|(?:the )?thing is|"
    r"i hope you (?:do not|don['’]t) mind(?: me saying)?|if i['’]?m (?:being )?honest|to be (?:honest|truthful)|"
    r"basically|anyway)"
    r"(?:, |: | - | (?=(?:i|i['’]\w+|im|ive|my|we|he|she|they|it|some|there|when|the)\b)))(?:but )?",
    re.IGNORECASE,
)
"""How people begin that says nothing."""
_TRAILS = re.compile(
    r",? (?:so|but|and) (?:idk|i don['’]?t know|dunno|yeah|there['’]?s that|anyway|whatever)[.…]*\s*$", re.IGNORECASE
)
"""How they end that says nothing."""
_HONESTLY = re.compile(r",? if i['’]?m (?:being )?honest\b(?! with)", re.IGNORECASE)
_I_THINK = re.compile(
    r"(?P<told>^(?:he|she|they|it)\b[^.?!]*[^.?!,]) (?P<said>i (?:heard|think|guess|suppose|reckon))(?P<stop>[.]?)$",
    re.I,
)
_THE_WIFE = re.compile(r"\bthe (?P<who>wife|missus|mrs|hubby|other half)\b(?! of\b)", re.IGNORECASE)
_WERE = re.compile(
    r"(?P<before>^|[.!?,] |\b(?:and|but|because|so|that) )were(?= (?:with|not|all|both|going|getting|having|trying|"
    r"moving|always|only|"
    r"never|still|meant|supposed|married|divorced|in|on|at|\w+ing)\b(?!.*\?))",
    re.IGNORECASE,
)
"""Typed for "we're", where a clause begins with it."""
_CAN_ONE = re.compile(
    r"^can you(?= (?:(?:really|actually|still|ever|just|both) )?(?:be|have|love|miss|feel|hate|get|grow|want|like|"
    r"stop (?:lov|miss|feel)ing|die (?:of|from))\b)"
    r"(?!.*\b(?:i|me|my|mine|i['’]m|help|please|therap\w+|counsel\w+|rid of)\b)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
"""Asked of anybody: "can you be married and lonely"."""
_THEIRS = {
    "you": "they",
    "your": "their",
    "yours": "theirs",
    "yourself": "themselves",
    "you're": "they're",
    "you've": "they've",
}
_AND_I = r"(?:do|did|are|were|so|because|if|when|since|and|but|why)"
_ME_AND = re.compile(
    rf"(?P<before>^|[.!?,] |\b{_AND_I} )me and "
    r"(?P<who>(?:my (?:ex-?|step|best|older|younger|big|little|twin|old)? ?\w+|(?!i\b|my\b|the\b|then\b|just\b)\w+))"
    r"(?= (?:fight|argue|row|don['’]t|have|had|are|were|split|broke|can['’]t|keep|never|always|live|got|haven['’]t|"
    r"only|just|talk|do|get|used|aren['’]t)\b)",
    re.IGNORECASE,
)
_PROPER = {
    name.lower().replace("'", "").replace("_", " "): name.replace("_", " ")
    for name in """Easter Diwali Eid Ramadan Passover Instagram Facebook TikTok WhatsApp Snapchat YouTube Netflix
    Amazon Tesco Lidl Aldi Asda Walmart Costco Ikea London Leeds Manchester Birmingham Glasgow Edinburgh
    Dublin Cardiff Liverpool Bristol Paris Berlin New_York Toronto Sydney Melbourne Canada Australia
    America England Scotland Ireland Wales India Poland Nigeria Pakistan Germany France Spain Italy
    Parkinson's Crohn's Alzheimer's Asperger's Xbox PlayStation Fortnite Nando's McDonald's English
    Spanish German French Italian""".split()
}
_NAMES = re.compile(rf"(?<![\w'’])(?:{'|'.join(_PROPER)})(?![\w'’])")
"""Typed small, and no other word. Months and days are in `_CALENDAR`."""
_WANT = re.compile(
    r"(?P<who>\b(?:i|we|you|they|he|she) )?\bwont(?= to\b|(?(who) (?:a|the|my|him|her|it|them)\b|(?!)))", re.IGNORECASE
)


def meant(text: str) -> str:
    """The message as it was typed, but for what would be read as its opposite: who "wont to tell" wants to."""
    return _WANT.sub(r"\g<who>want", text)


def spelled(text: str, *, quotes: bool = True) -> str:
    """The message with common shorthand written out, and without what only sets its tone; with `quotes`, what stands
    between single marks is put between double ones, and so is left as it was said."""
    if quotes:
        text = _QUOTE.sub(r'"\g<said>"', text)
    text = _NOT_LOL.sub(r"\g<before>", text)
    text = _TRAILS.sub("", _HONESTLY.sub("", _POLITE.sub("", text.strip())))
    text = _T.sub(r"my therapist\g<is>", meant(text)) if not text.isupper() else meant(text)
    text = _MA.sub("my ", text)
    text = _TELL_MINE.sub(r"\g<verb> my ", text)
    text = _BARE_DOING.sub(r"\g<before>\g<who> is", text)
    if _ASKS.match(text) and not _OTHER_YOU.search(text):  # "is it weird to hug your therapist" means one's own
        text = _YOUR_THERAPIST.sub("my ", text)
    text = _ITS_SO.sub(r"\g<before>it's", _ITS.sub("it's", _FILLER.sub(_unsaid, text)))
    text = _PARENTS.sub(r"\g<before>\g<who>'s", _IDK.sub(r"\1I don't know, ", text))
    text = _LONG_TRIP.sub(lambda trip: f"{trip['a']}{trip['n']}-{_UNIT.get(trip['unit'].lower(), trip['unit'])} ", text)
    if len(_SHOUTED.findall(text)) <= _MOST_SHOUTED:
        text = _SHOUTED.sub(_calmed, text)
    text = mended("".join(_SPELLED.get(word.lower(), word) for word in _WORD.findall(text)))
    text = _SMALL.sub(lambda short: short.group().upper(), _I_THINK.sub(r"\g<told>, \g<said>\g<stop>", text))
    text = _IN_MARCH.sub(lambda day: day["when"] + day["m"].capitalize(), text)
    text = _THE_WIFE.sub(r"my \g<who>", text)
    text = _WERE.sub(r"\g<before>we're", text)
    text = _NAMES.sub(lambda name: _PROPER[name.group().lower()], text)
    text = _CAN_ONE.sub(_of_people, text)
    text = _ME_AND.sub(r"\g<before>\g<who> and I", text)
    text = _CALENDAR.sub(lambda day: day.group().capitalize(), text)
    return completed(with_commas(_GAP.sub(r"\1", text).strip()))


def _of_people(asked: re.Match[str]) -> str:
    """The same, asked of people."""
    words = _WORD.findall(asked["rest"])
    return "can people" + "".join(_THEIRS.get(word.lower().replace("’", "'"), word) for word in words)


def _unsaid(filler: re.Match[str]) -> str:
    """Nothing; but a laugh between two sentences stands for the stop."""
    before, after = filler.string[: filler.start()].rstrip(), filler.string[filler.end() :]
    if not before or not after:
        return "" if not before else filler["stop"]
    if filler["stop"].startswith(","):
        return ", "
    ends = before.endswith((".", "!", "?", ",", ";", ":"))
    if not ends and (_LAUGHS.match(filler["word"]) or "." in filler["stop"] or "!" in filler["stop"]):
        return ". "
    return ""


def _calmed(shouted: re.Match[str]) -> str:
    """In small letters where it is a word and no abbreviation."""
    return " ".join(_calm(word) for word in shouted.group().split(" "))


def _calm(word: str) -> str:
    known = word not in _ABBREVIATED and len(word) < _LONG and is_spelt(word.lower())
    return word.lower() if known else word
