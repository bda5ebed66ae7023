"""Check one part of a reply that a model wrote, before it is shown: fine, or why not.

Every rule has a name and says which words it is about. None needs a model. What fails is written
once more; what fails again is replaced by the entry's own words.

Some rules only suspect. They are left out where a reader that has learnt to tell vouches that a sentence is true to the
message: of right sentences written by hand they refuse one in fourteen (`python -m training.words_check`).
"""

import re
import unicodedata
from dataclasses import replace

from coach.guard.base import Context, Part, Problem, Rule
from coach.guard.facts import keeps_facts, new_words, within_quotes
from coach.guard.phrases import DIAGNOSIS, DISCOURAGE, DOSE, IDENTITY, JARGON, LEAK, PROMISE, THERAPIST_SPEAKS
from coach.guard.screen import screen
from coach.guard.someone import EITHER, MEN, WOMEN, anyone, names, people
from coach.guard.unkind import calls_names, unkind
from coach.guard.who import SENTENCE, THERAPIST, has_two_of_one_kind
from coach.guard.words import content, numbers, stem, tokens
from coach.spelling import is_spelt, respelled

_LONGEST = {"heard": 190, "help": 420, "say": 240, "bring": 160}
_LONGEST_SAID = 160
"""Letters of one sentence to say; a longer one was cut where the grammar ends it."""
_SENTENCES = {"heard": 1, "help": 3, "say": 3, "bring": 1}
_SENTENCE_END = re.compile(r"[.?](?=\s|$)")
_NEW_ALLOWED = {"heard": 1, "help": 2, "say": 1, "bring": 1}
_FREE = "wonder ask say tell told talk take time session therapist whether happen say said"


def check(part: Part, text: str, context: Context, *, vouched: bool = False) -> Problem | None:
    """Why this text must not be shown as this part of a reply, or None where nothing is wrong.

    Args:
        part: which part.
        text: what a model wrote.
        context: what it may rest on.
        vouched: whether a reader has found it true to the message; the rules that only suspect are left out.
    """
    problem = form(text, _LONGEST[part], _SENTENCES[part])
    if problem:
        return problem
    context = replace(context, message=respelled(context.message, text), draft=respelled(context.draft, text))
    for rule in (*EVERY_PART, *_ALWAYS[part], *(_VOUCHED if vouched else _SUSPECTS)[part]):
        problem = rule(text, context)
        if problem:
            return problem
    return _grounded(part, text, context)


def check_own_words(text: str) -> Problem | None:
    """Why a message must not even be shown in the person's own words: it leads on, or claims to be somebody."""
    nothing = Context("", "", "")
    return LEAK(text, nothing) or IDENTITY(text, nothing)


def form(text: str, longest: int, sentences: int) -> Problem | None:
    """What is wrong with the outside of a text: empty, control characters, markup, too long, unfinished."""
    if not text.strip():
        return Problem("empty", "")
    if any(unicodedata.category(letter) in {"Cc", "Cf", "Co", "Cs", "Cn"} for letter in text):
        return Problem("control-character", "")
    marked = re.search(r"[*_#`<>\[\]{}|\\~]|https?:|www\.|\.com\b", text)
    if marked:
        return Problem("markup", marked.group())
    if "!" in text:
        return Problem("exclamation", "!")
    if len(text) > longest:
        return Problem("too-long", f"{len(text)} characters")
    if not _SENTENCE_END.search(text[-2:]) or re.search(r"\s[.?,]", text):
        return Problem("unfinished", text[-20:])
    if len(_SENTENCE_END.findall(text)) > sentences:
        return Problem("too-many-sentences", text)
    return None


def _risk(text: str, context: Context) -> Problem | None:
    """The screen reads what the model wrote as it reads what people write."""
    heard = screen(text)
    if heard.level == "clear" or screen(f"{context.message}\n{context.draft}").level != "clear":
        return None
    return Problem("risk", heard.kind)


def _repeats(text: str, _: Context) -> Problem | None:
    words = tokens(text)
    runs = [tuple(words[n : n + 4]) for n in range(len(words) - 3)]
    doubled = next((run for run in runs if runs.count(run) > 1), None)
    return Problem("repeats-itself", " ".join(doubled)) if doubled else None


_YOU = frozenset({"you", "your", "yours", "yourself"})


def _told_back(text: str, _: Context) -> Problem | None:
    words = tokens(re.sub(r"[“\"'‘][^”\"]*[”\"]", "", text))
    for word in words:
        if word in {"i", "me", "my", "mine", "myself", "we", "us", "our"}:
            return Problem("not-told-back", word)
    return Problem("asks", "?") if "?" in text else None


def _to_the_person(text: str, context: Context) -> Problem | None:
    """It speaks to the person, gives no advice, and leaves a question a question."""
    if not _YOU & set(tokens(text)) and _YOU & set(tokens(context.draft)):
        return Problem("not-told-back", text)
    advice = re.search(
        r"\byou (?:should|must|need to|could try|ought)\b|\btry to\b|\bit is (?:okay|fine|normal)\b", text, re.I
    )
    if advice and advice.group().lower() not in context.draft.lower():
        return Problem("advice", advice.group())
    return _question_kept(text, context)


_ASKS = re.compile(
    r"(?:^|[.!?,]\s*|\b(?:so|and|but|like|also|wait|ok|hi|hey)\s+)"
    r"(?:what|how|why|when|where|who|which|is|are|am|do|does|did|can|could|should|will|would|may|has|have)\b"
    r"(?!\s+(?:if|though)\b)",
    re.IGNORECASE,
)
_WONDERS = frozenset("wonder ask know question sure look whether find want".split())


def _kind(text: str, _: Context) -> Problem | None:
    """What people call themselves, and the verdict they pass on themselves, is not told back as so."""
    said = unkind(text)
    return Problem("unkind", said) if said else None


def _no_names(text: str, _: Context) -> Problem | None:
    """No therapist is called names."""
    said = calls_names(text)
    return Problem("unkind", said) if said else None


def _asked(context: Context) -> bool:
    return bool(_ASKS.match(context.draft.strip()) or re.search(r"\?\s*$|\byou wonder\b", context.draft))


def _question_kept(text: str, context: Context) -> Problem | None:
    """A question told back as a fact puts words into the person's mouth."""
    if _asked(context) and not _WONDERS & {stem(word) for word in tokens(text)}:
        return Problem("question-lost", text)
    return None


_WONDERED = re.compile(r"\byou (?:wonder|want to know|ask)\b.*", re.IGNORECASE)
_MAY_WONDER = re.compile(
    r"\?|\b(?:(?:h[ao]*w|why|wh?at|who|where|when)['’]?s?|wot|whose|which|whether|if|or|any\w+|wonder\w*|suppose|maybe|"
    r"perhaps|sure|dunno|k?no\w*|idk|guess|ask\w*|tell me|give me)\b|"
    r"(?:^|[.,;!]|\b(?:and|so|but|can))\s*(?:is|are|was|do|does|did|has|have|can|could|will|would|wud|should)\b",
    re.IGNORECASE,
)
"""How a question may be put that the draft has not turned: with a word that asks, or the verb first."""


def _no_new_question(text: str, context: Context) -> Problem | None:
    """Nobody is told to wonder who asked nothing."""
    told = _WONDERED.search(text)
    asked = _asked(context) or _MAY_WONDER.search(context.message)
    return Problem("new-question", told.group()) if told and not asked else None


_CLAUSE = re.compile(r"[.!?;,\n]+|\b(?:and|but|because|so)\b")
_MOST_TO_KEEP = 24


def _clause_kept(text: str, context: Context) -> Problem | None:
    """What a person told in a few words is told back whole."""
    if len(tokens(context.draft)) > _MOST_TO_KEEP:
        return None
    told = set(content(text)) | {stem(word) for word in tokens(text)}
    for clause in _CLAUSE.split(context.draft):
        words = content(clause)
        if len(words) > 1 and not any(word in told or numbers(word) for word in words):
            return Problem("clause-lost", clause.strip())
    return None


def _said_in_one_breath(text: str, _: Context) -> Problem | None:
    long = [sentence for sentence in re.split(r"(?<=[.?]) ", text) if len(sentence) > _LONGEST_SAID]
    return Problem("too-long", f"{len(long[0])} characters") if long else None


def _who_is_plain(text: str, _: Context) -> Problem | None:
    """ "She told her", said to a therapist: one of both is the therapist, most likely, and should be "you"."""
    two = next((one for one in SENTENCE.split(text) if has_two_of_one_kind(one)), None)
    return Problem("unclear-who", two) if two else None


_SEXUAL = re.compile(r"\b(?:sex\w*|bed|naked|kiss\w*|porn\w*|orgasm\w*|intima\w+)\b", re.IGNORECASE)
_INVITES = re.compile(
    r"\b(?:(?:could|can|shall|should|would|will) (?:we|you)|let['’]s|i(?:['’]d like| would like| want) (?:us )?to) "
    r"(?:\w+ )?(?:do|try|have|make|start|practi[sc]e|show|be)\b",
    re.IGNORECASE,
)
_TENDER = re.compile(
    r"\byou(?:['’](?:d|ll|ve))? (?:(?:don['’]t|didn['’]t|won['’]t|would|might|will|to|still|never|stop(?:ped)?) )*"
    r"(?:lov(?:e|es|ed|ing)|kiss\w*|hit|hug(?:ged|s)?|dump\w*|cheat\w*|marr\w+|slept|sleep\w*)(?: (?:me|on me|with))\b",
    re.IGNORECASE,
)


def _misheard(text: str, _: Context) -> Problem | None:
    """Where the talk is of sex, "could we do it in here" would be heard as something else."""
    invites = _INVITES.search(text) if _SEXUAL.search(text) else None
    return Problem("could-be-misheard", invites.group()) if invites else None


def _not_them(text: str, context: Context) -> Problem | None:
    """What a partner does is not said to the therapist as theirs: "I keep quiet so you don't stop loving me"."""
    tender = _TENDER.search(text)
    theirs = tender and tender.group().lower() in context.draft.lower() and THERAPIST.search(context.message)
    return Problem("wrong-person", tender.group()) if tender and not theirs else None


_CAUSE = re.compile(
    r"\bso (?!can|could|what|i|we|let|may)\w+ (?:\w+ ){0,4}that (?:you|i|he|she|they|it|one)\b|\bwhich is why\b",
    re.IGNORECASE,
)
_GIVES_CAUSE = re.compile(
    r"\b(?:so|such|because|bc|cos|coz|cuz|cause|since|as|why|that['’]?s what|makes?|made|due)\b", re.IGNORECASE
)
_SOMETIMES_SO = re.compile(
    r"\b(?:sometimes|often|always|usually|never|now and then),? (?:you['’]re|you are|i['’]m|i am) \d", re.IGNORECASE
)


def _hangs_together(text: str, context: Context) -> Problem | None:
    """No reason that was not given ("so keen on them that you did none"), and nobody is "sometimes 24"."""
    cause = None if _GIVES_CAUSE.search(f"{context.message} {context.sources}") else _CAUSE.search(text)
    odd = cause or _SOMETIMES_SO.search(text)
    return Problem("new-cause", odd.group()) if odd else None


def _well_spelt(text: str, _: Context) -> Problem | None:
    """A slip of the person's is not held up to them."""
    return None if is_spelt(text) else Problem("misspelt", text)


def _first_person(text: str, _: Context) -> Problem | None:
    mine = {"i", "me", "my", "mine", "we", "us"} & set(tokens(text))
    return None if mine else Problem("not-first-person", text)


def _unquoted(text: str, _: Context) -> Problem | None:
    return Problem("quoted", text) if re.search(r"[\"“”]", text) else None


def _to_the_therapist(text: str, _: Context) -> Problem | None:
    """ "You" is the therapist, so a "he" or "she" must be someone that the sentence has named before."""
    for form, others in _THIRD:
        third = form.search(text)
        if third and not others.search(text[: third.start()]) and not names(text[: third.start()]):
            return Problem("speaks-of-the-therapist", third.group())
    if re.search(r"\b(?:my|the) (?:therapist|counsell?or|psychologist)\b", text, re.I):
        return Problem("speaks-of-the-therapist", "therapist")
    return None


def _people_kept(text: str, context: Context) -> Problem | None:
    """Nobody takes part who was not named: a brother must not become a mother."""
    new = people(text) - people(f"{context.draft} {context.message} {context.sources}")
    return Problem("new-person", min(new)) if new else None


def _echo(text: str, context: Context) -> Problem | None:
    """A question to the coach is not what to say to a therapist."""
    asked = [set(content(part)) for part in re.findall(r"[^.!?\n]+\?", context.message)]
    for question in re.findall(r"[^.?]+\?", text):
        words = set(content(question))
        if words and any(len(words & other) / len(words) >= 0.7 for other in asked) and "you" not in tokens(question):
            return Problem("echo", question.strip())
    same = tokens(text) == tokens(context.message)
    return Problem("echo", text) if same and context.message.rstrip().endswith("?") else None


_THIRD = (
    (re.compile(r"\b(?:he|him|his)\b(?:['’]\w+)?", re.IGNORECASE), anyone(MEN, EITHER)),
    (re.compile(r"\b(?:she|her|hers)\b(?:['’]\w+)?", re.IGNORECASE), anyone(WOMEN, EITHER)),
)
_THEY = {"they": "you", "them": "you", "their": "your"}
_SEVERAL = re.compile(
    r"\b(?:parents?|famil(?:y|ies)|siblings?|relatives?|in[- ]laws|people|everyone|everybody|group|team|class|staff|"
    r"others|girls|lads|twins)\b",
    re.IGNORECASE,
)


def _facts_said(*, negations: bool) -> Rule:
    """Who did what; a "they" where nobody else is named may be the therapist or not, and is right either way."""

    def rule(text: str, context: Context) -> Problem | None:
        quoted = within_quotes(context.message)
        problem = keeps_facts(text, context.draft, context.sources, negations=negations, quoted=quoted)
        if not problem or people(context.draft) or _SEVERAL.search(context.draft):
            return problem
        you = re.sub(r"\b(?:they|them|their)\b", lambda told: _THEY[told.group().lower()], context.draft, flags=re.I)
        return keeps_facts(text, you, context.sources, negations=negations, quoted=quoted)

    return rule


def _facts_told(*, negations: bool) -> Rule:
    return lambda text, context: keeps_facts(
        text, context.draft, "", negations=negations, quoted=within_quotes(context.message)
    )


def _grounded(part: Part, text: str, context: Context) -> Problem | None:
    known = f"{context.draft} {context.message} {_FREE}"
    if part != "heard":
        known += " " + context.sources
    new = new_words(text, known)
    if len(new) > _NEW_ALLOWED[part]:
        return Problem("not-grounded", " ".join(new))
    held = set(content(f"{context.draft} {context.sources}"))
    if part in {"heard", "say"} and held and not held & set(content(text)):
        return Problem("not-about-this", text)
    return None


EVERY_PART: tuple[Rule, ...] = (
    LEAK, IDENTITY, DIAGNOSIS, DOSE, PROMISE, DISCOURAGE, JARGON, _risk, _repeats,
)  # fmt: skip
_ALWAYS: dict[Part, tuple[Rule, ...]] = {
    "heard": (_told_back, _kind, _well_spelt, _people_kept, _clause_kept, _no_new_question, _hangs_together),
    "help": (),
    "say": (
        _said_in_one_breath,
        _misheard,
        _not_them,
        _well_spelt,
        _unquoted,
        THERAPIST_SPEAKS,
        _to_the_therapist,
        _no_names,
        _who_is_plain,
        _people_kept,
        _hangs_together,
    ),
    "bring": (),
}
_SUSPECTS: dict[Part, tuple[Rule, ...]] = {
    "heard": (_to_the_person, _facts_told(negations=True)),
    "help": (),
    "say": (_first_person, _echo, _facts_said(negations=True)),
    "bring": (),
}
_VOUCHED: dict[Part, tuple[Rule, ...]] = {
    "heard": (_facts_told(negations=False),),
    "help": (),
    "say": (_facts_said(negations=False),),
    "bring": (),
}
"""What is left of them for a sentence that is vouched for."""
