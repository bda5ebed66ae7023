"""What is left out in a typed message and can be nothing else, put back: "got sacked" is "I got sacked".

So people type to themselves: without "I", without "I'm", with "mum" for "my mum". Neither rule nor model need guess
then. "I" is put back at the beginning of the message alone, and where it is plain that the person is meant.
"""

import re
from collections.abc import Callable


def _one_of(words: str) -> str:
    """A pattern for any of these words; a "_" stands for a space."""
    return f"(?:{'|'.join(words.split())})".replace("_", " ")


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_ADVERBS = (
    rf"(?:{_one_of('just still always constantly really so very too now also only again finally proper')} ){{0,2}}"
)
_NOT_TO_ME = r"(?! (?:(?:at|to|with|on|for|after|about|by|up) )?(?:me|us|him|her|them)\b)"
_LEFT = _one_of(
    """dumped sacked fired made_redundant laid_off diagnosed passed_over ghosted kicked_out evicted bullied
    signed_off"""
)
_GOT = _rule(
    rf"(?:{_one_of('just finally nearly almost only_just')} )?got (?:{_LEFT}|"
    + _one_of("let_go divorced married engaged promoted rejected turned_down burgled ill drunk caught told_off nobody")
    + r"|no \w+|(?:so|really|very) (?:drunk|angry|mad|upset))\b"
)
_WAS = _rule(
    rf"(?:just )?(?:{_LEFT}|adopted|brought up)(?= (?:by|at|over|after|in|from|with|on|last|for|when|again|as)\b)"
)
_DONE = _one_of(
    """spoken slept eaten seen heard been told cried had left done opened worked answered rung called touched enjoyed
    laughed stopped felt washed showered paid sent started finished managed met found said learnt learned known liked
    lived fitted belonged wanted asked talked"""
)
_NOT_DONE = _rule(rf"(?P<still>still )?not (?=(?:{_DONE}|(?(still)\w{{3,}}ed|(?!)))\b)")
_NEVER_DONE = _rule(rf"never (?={_DONE}\b)")
_OF_AGE = _rule(rf"(?P<age>[1-9]\d),? (?:years old )?and never (?={_DONE}\b)")
_SUBJECT = r"(?:he|she|they|we|you|i|it|the|my|people|someone|somebody|anyone|anybody)\b"
_HAVE_NOT = _rule(rf"(?:still )?(?:(?:haven|hadn|couldn|can)['’]t|don['’]t enjoy)\b(?! {_SUBJECT})")
_DID_NOT = _rule(
    r"(?:still )?didn['’]t (?:go|tell|want|mean|sleep|eat|finish|open|speak|dare|sign|visit|turn up)\b"
    r"(?! (?:me|us)\b)(?! \w+ (?:me|us)\b)"
)
_HAVE_BEEN = _rule(
    r"(?:(?:only )?just been (?:\w+ed|told|made|given|left|let)|"
    r"been (?!(?:there|done|ages|years|forever)\b)(?:\w+ing|an?|so|really|in|on|off|to|with|here|married|single|"
    r"sober|clean|lying|told|signed|made|put|left)|"
    r"gone (?:back (?:to|on)|through (?:his|her|my)|off))\b(?! (?:it|that|this) \w+ing\b)"
)
_STATES = _one_of(
    """scared terrified petrified afraid worried ashamed embarrassed lonely exhausted knackered shattered fed_up sick_of
    jealous guilty angry furious addicted obsessed convinced anxious nervous depressed unhappy miserable numb bored
    homesick heartbroken devastated overwhelmed burnt_out burned_out signed_off off_sick unemployed stuck
    mean_to_myself hard_on_myself horrible_to_myself rubbish_at bad_at useless_at hopeless_at desperate tired_of in_debt
    not_coping not_sleeping not_eating dreading"""
)
_AFTER_STATE = _one_of(
    """of about that to by for with at on in inside and but all every since because so when after again today these most
    i i['’]m i['’]ve my how what than from over lately now never not enough even"""
)
_STATE = _rule(
    rf"{_ADVERBS}(?:(?:a )?bit )?"
    rf"(?:{_one_of('absolutely completely totally slightly quite pretty proper')} )?{_STATES}\b"
    rf"(?=$|[.,;]| {_AFTER_STATE}\b)"
)
_DOINGS = _one_of(
    """worrying overthinking procrastinating dreading struggling feeling counting waiting trying drinking gambling
    bingeing binging crying failing hiding avoiding waking sleeping scrolling googling checking washing looking caring
    grieving drowning losing going getting living working moving retiring turning having comparing stalking arguing
    fighting snapping shouting screaming yelling eating weighing putting spending buying lying_awake thinking_about
    second_guessing replaying rereading sitting missing_(?!person)"""
)
_NO_DOING = _one_of(
    """room list machine pills tablets bag problem class disorder habits party week hours? memory worse better harder
    easier late dark cold longer out_of_hand too_much on_(?:my|his|her|our|their) well badly wrong ok fine great nowhere
    downhill a_(?:go|laugh|dig)_at"""
)
_A_VERB_FOLLOWS = _one_of(
    """is was isn['’]t wasn['’]t makes? made feels felt helps? helped hurts? takes? took would does doesn['’]t seems?
    gives? gets got has can should will I['’]m"""
)
_DOING = _rule(rf"{_ADVERBS}{_DOINGS}\b{_NOT_TO_ME}(?! {_NO_DOING}\b)(?!.*\b{_A_VERB_FOLLOWS}\b)")
_DO = _rule(
    _ADVERBS
    + _one_of(
        """check wash count scroll spend worry overthink binge weigh wake procrastinate screamed yelled threw swore
        burst_(?:out|into) quit moved failed split_up broke_up gave_up walked_out dropped_out hung_up binged panicked
        feel froze checked came_(?:from|out|home|back|off) put_on_\\d hate miss(?!_(?-i:[A-Z]))"""
    )
    + rf"\b{_NOT_TO_ME}(?! (?:is|was|issues?|and|mail|up)\b)"
)
TOLD_OF_ONESELF = _one_of(
    """told went made lost found thought dreamt dreamed counted burned burnt hid drove spent practised rehearsed decided
    promised reali[sz]ed googled slept woke tried cried lied saw felt started stopped retired resigned cheated stole
    shouted snapped overslept missed skipped drank relapsed smoked noticed bought wrote brought worked described gained
    sat_down screamed kissed deleted ate gambled vaped pretended ignored apologi[sz]ed"""
)
"""Verbs which, with no doer before them, tell of oneself."""
_DID = _rule(
    _ADVERBS
    + rf"(?:{TOLD_OF_ONESELF}(?! (?:his|her|their)\b)|told (?:his|her|their)|"
    + _one_of(
        """want_to put_\\w+_stone forgot_(?:to|(?:her|his)_(?:parents|school|birthday))
        forgot_my_(?:son|daughter|wife|husband|mum|mom|dad|kid|boy|girl)['’]?s"""
    )
    + r")\b(?! (?:(?:to|at|with|on|off|about) )?(?:me|us|you)\b)(?! \w+ (?:me|us|you)\b)"
)
"""Told of oneself; what was done to the person was somebody else."""
_AND_DID = _rule(
    r"(?P<before>^i['’]m (?!\w+ing\b)(?:(?!(?:my|his|her|their|with|of|to|by|at|about)\b)\w+ ){0,3}(?!\w+ing\b)\w+, )"
    r"(?=(?:forgot|lost|missed|shouted|yelled|screamed|lied|spent|drank|snapped|cried|slept|ate|"
    r"(?:can|couldn|didn|haven|don)['’]t)\b(?! (?:he|she|they|it|we|you|i|me|us)\b)(?! \w+ (?:me|us)\b))"
)
"""What the person is, and then did."""
_SO_QUIET = _rule(r"(?:house|flat|place|home) (?=(?:so|too|very|really|awful) (?:quiet|empty|cold|big|small|loud)\b)")
_KNOWS_NOBODY = _rule(r", know (?P<whom>nobody|no one|not a soul)\b")
_THING = _one_of(
    """knees? back hips? shoulders? neck legs? feet hands? eyes hair skin teeth stomach guts? blood_pressure sugars
    diabetes(?:_numbers)? cholesterol asthma eczema migraines? tinnitus hearing eyesight memory concentration weight
    periods? hormones boiler car van phone_bill rent mortgage marriage exams? thesis dissertation coursework contract
    visa divorce house flat bills debts head brain body heart"""
)
_MY_THING = _rule(
    rf"(?:both |all )?{_THING}(?=['’]s\b| (?:is|are|was|were|has|have|went|keeps?|came|just|still|hurts?|aches?|"
    r"gone|gets?|ran|(?:isn|aren|won|can|wasn)['’]t)\b)"
)
_CANNOT = _rule(r"(?P<stop>, )(?=(?:can|couldn|don|haven|won)['’]t\b(?! (?:he|she|they|it|we|you|i)\b))")
_PARENT = _one_of("mother mum mom father dad parent wife husband partner friend daughter son sister brother person")
_BAD_ONE = _rule(
    r"(?P<stop>^|[.!] |, )(?:just |such )?(?:an? )?"
    rf"(?P<bad>(?:really )?(?:bad|terrible|awful|horrible|rubbish|useless|shit|crap|lousy)) (?P<who>{_PARENT})"
    r"(?P<next>[.!]?$|(?=,? (?:that['’]s it|again)\b)| (?:me|i) (?=forgot|lost|missed|shouted|yelled|left))"
)
"""What people call themselves, with nothing before it."""
_OF_ANOTHER = _rule(r"\b(?:he|she|they|who|him|himself|herself)\b")
_NO_AT_END = _rule(r"(?P<stop>[.!] )(?P<aux>(?:was|did|had|have|do|can|could)n['’]t|can['’]t)(?=[.!]?$)")
"""A no to what was told before it."""
_WHO = _rule(r"\b(?:i|he|she|they|it|we|you|there|that|who)\b")
_STATE_AFTER = _rule(
    rf"(?P<begins>^i (?!(?:feel|felt|am|was|get|got|seem|look|keep)\b)(?:(?!\b(?:am|is|are|was|were|feel\w*|felt|"
    rf"been|be|"
    r"get\w*|got|seem\w*|look\w*|both|he|she|they|we|it)\b|[.,;?!]|['’](?:m|s|re)\b).)*?"
    rf" (?P<and>and|but)) (?={_ADVERBS}(?:{_STATES}|bored_stiff)\b)".replace("_stiff", " stiff")
)
"""What the person did, and how they are: "I want to stop but scared to say"."""
_LATER = _rule(
    r"(?P<stop>[.!?] )(?:(?P<have>(?:haven|hadn)['’]t(?! (?:he|she|they|it|we|you|i)\b))|"
    r"(?P<be>been|was) (?P<doing>\w+ing)\b|(?P<done>done) (?=(?:it|that|this)\b)|"
    r"(?P<got>have) (?=(?:one|an?|to|got|no|two|three)\b))"
)
"""Left out of a later sentence: "Haven't told my wife"."""
_TOLD_THEM = _rule(
    r"(?P<stop>[.!?] )(?=(?:told|lied to|said to) (?:my|the) (?:therapist|counsell?or|psychologist|shrink)\b"
    r" (?:that )?(?:i|my)\b)"
)
"""Who told the therapist something of "me" is the person, where nobody else does anything just before."""
_SOMEBODY_DID = _rule(r"(?:my|our|his|her|the) (?!.*\b(?:died|passed away)\b)")
_BEGINS_WITH_I = _rule(r"(?:(?:so|and|but|then|now|well|yeah) )*i\b")
_SEVERAL = _rule(r"(?:they|we|you|people|(?:my|the|our) (?:parents|kids|friends|family|children|boys|girls))\b")
_BACK = 300
"""Letters that are looked back for the sentence before."""
_MY_FAULT = _rule(
    r"(?<!\bis)(?<!\bwas)(?<!['’]s)(?<!\ball)(?<!\bnot)(?<!\bbe)(?<!\bbeen)(?<!n['’]t),? my (?:own )?fault(?=[.!]?$)"
)
_FOR_LONG = _rule(
    r"\b(?:since|for (?:ages|ever|years|months|weeks|days|a while|a long time|\w+ (?:years|months|weeks|days)))\b"
)
_ASKS_FOR = _rule(r"\b(?:show|tell|give|write|help|teach) me\b")

_THEIRS = _one_of(
    """therapist counsell?or psychologist shrink best_friend friend mate husband hubby wife missus mrs partner boyfriend
    girlfriend fella mum mom mam dad nan gran grandad sister brother son daughter cousin uncle aunt landlord landlady
    roommate flatmate housemate boss manager supervisor doctor (?:mother|father|sister|brother)[-_]in[-_]law
    fianc[eé]e? parents kids ex(?:[-_](?:husband|wife|boyfriend|girlfriend))?"""
)
_DO_THEY = _one_of(
    """is was are were has have had says? said wants? wanted keeps? kept told asks? asked thinks? thought knows? knew
    (?:doesn|don|didn|won|can|isn|aren|hasn|haven)['’]t gave forgot left went made got came took rang texts? cancelled
    put been having gone broke lost needs lives died snoring drinking"""
)
_BARE = _rule(
    rf"(?:(?P<first>^)|(?P<stop>[.!?,]\s+))(?P<who>{_THEIRS})(?P<s>['’]s)?"
    rf"(?= (?:{_one_of('still also always never just only now')} )?"
    rf"(?:{_DO_THEY}|(?(first)(?!jehovah|meeting)(?:\w{{2,}}ed|\w{{2,}}[^s\W]s)|(?!)))\b)"
    r"(?! (?:issues|problems|friends|things|troubles)\b)"
)
"""Theirs, where a clause begins with it; at the very beginning with any verb, for a noun seldom stands there."""


def _with(prefix: str) -> Callable[[re.Match[str]], str]:
    return lambda found: prefix + _small(found.group())


def _am(found: re.Match[str]) -> str:
    """What somebody is, or has been for some time."""
    clause = re.split(r"[.;]", found.string[found.end() :])[0]
    state = re.sub(r"\b(?:a )?bit ", "a bit ", found.group(), count=1, flags=re.IGNORECASE)
    return ("I've been " if _FOR_LONG.search(clause) else "I'm ") + _small(state)


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_GOT, _with("I ")),
    (_WAS, _with("I was ")),
    (_NOT_DONE, lambda found: "I still haven't " if found["still"] else "I haven't "),
    (_NEVER_DONE, _with("I've ")),
    (_HAVE_NOT, _with("I ")),
    (_DID_NOT, _with("I ")),
    (_HAVE_BEEN, _with("I've ")),
    (_OF_AGE, lambda found: f"I'm {found['age']} and I've never "),
    (_STATE, _am),
    (_DOING, _am),
    (_DO, _with("I ")),
    (_DID, _with("I ")),
)


def completed(text: str) -> str:
    """The message with what is left out; as it is where nothing is, or where it may be more than one thing.

    Args:
        text: the message, its shorthand written out.
    """
    text = _BARE.sub(lambda bare: f"{bare['stop'] or ''}my {bare['who'].lower()}{bare['s'] or ''}", text)
    if "?" in text or _ASKS_FOR.search(text):
        return text
    if house := _SO_QUIET.match(text):
        text = f"my {_small(house.group())}is {text[house.end() :]}"
    if thing := _MY_THING.match(text):
        text = f"my {_small(thing.group())}" + _CANNOT.sub(r"\g<stop>I ", text[thing.end() :], count=1)
    return _with_rest(_first(text))


def _first(text: str) -> str:
    """The message with what is left out at its beginning."""
    for rule, put_back in _RULES:
        if found := rule.match(text):
            return put_back(found) + text[found.end() :]
    return text


def _with_rest(text: str) -> str:
    """The message with what is left out further on, where the person, and nobody else, is told of before."""
    text = _BAD_ONE.sub(_bad_one, text) if not _OF_ANOTHER.search(text) else text
    text = _LATER.sub(_in_later, text)
    text = _TOLD_THEM.sub(_told_them, text)
    text = _MY_FAULT.sub(", and it's my fault", text, count=1)
    text = _AND_DID.sub(r"\g<before>I ", text, count=1)
    text = _KNOWS_NOBODY.sub(r", and I know \g<whom>", text, count=1)
    text = _STATE_AFTER.sub(r"\g<begins> I'm ", text, count=1)
    no = _NO_AT_END.search(text)
    return f"{text[: no.start('aux')]}I {text[no.start('aux') :]}" if no and _who(_before(no)) == "i" else text


def _bad_one(one: re.Match[str]) -> str:
    if one["stop"] and not _BEGINS_WITH_I.match(one.string):
        return one.group()
    a = "an" if one["bad"][:1].lower() in "aeiou" else "a"
    goes_on = one["next"].strip().lower() in {"me", "i"}
    behind = ", I " if goes_on else one["next"]
    return f"{one['stop']}I feel like {a} {one['bad'].lower()} {one['who'].lower()}{behind}"


def _told_them(found: re.Match[str]) -> str:
    before = _before(found)
    another = _OF_ANOTHER.search(before) or _SOMEBODY_DID.match(before)
    return found["stop"] + ("" if another else "I ")


def _in_later(found: re.Match[str]) -> str:
    """A later sentence with its subject, where the one before begins with "I" and has nobody else in it."""
    before = _before(found)
    alone = _BEGINS_WITH_I.match(before) and not _OF_ANOTHER.search(before)
    if not (alone or (found["have"] and before and not _SEVERAL.match(before))):
        return found.group()
    words = {"was": f"I was {found['doing']}", "been": f"I've been {found['doing']}"}.get((found["be"] or "").lower())
    left = "I've done " if found["done"] else "I have " if found["got"] else f"I {(found['have'] or '').lower()}"
    return found["stop"] + (words or left)


def _before(found: re.Match[str]) -> str:
    """The sentence before what was found."""
    return re.split(r"[.!?]\s+", found.string[max(0, found.start() - _BACK) : found.start()])[-1]


def _who(sentence: str) -> str:
    """The last of whom it speaks by a pronoun."""
    last = ""
    for who in _WHO.finditer(sentence):
        last = who.group().lower()
    return last


def _small(text: str) -> str:
    first, gap, rest = text.partition(" ")
    return (first.lower() if first.isupper() else first[:1].lower() + first[1:]) + gap + rest
