import pytest

from coach.dialogue.turning import to_person
from coach.guard.base import Context, Part
from coach.guard.check import check

DRINK = Context(
    "i drink every night and told her i stopped. she'll think im a liar",
    "I drink every night and told you I stopped. you'll think I'm a liar",
    "I haven't been honest with you about something, and I'd like to change that.",
)
TOLD = Context(DRINK.message, "you drink every night and told her you stopped. she'll think you're a liar", "")
DAD = Context("she keeps asking about my dad and i'm not ready", "you keep asking about my dad and I'm not ready", "")
THEY = Context("they moved my slot and told me by text", "they moved my slot and told me by text", "")
PARENTS = Context("my parents fight and they blame me", "my parents fight and they blame me", "")
SISTER = Context("my sister works here and she reads my file", "my sister works here and she reads my file", "")
SEX = Context("sex stuff. cant say it", "sex stuff. can't say it", "I'd like to talk about sex in here.")
SOCKS = Context(
    "my nan",
    "your nan knitted bed socks for your therapist, she's never met her, she just heard your voice got nicer. either "
    "you give your therapist the socks or you lie to your nan.",
    "",
)
NORMAL = Context("is it normal to cry in therapy?", "you wonder if it is normal to cry in therapy.", "")

LONG = (
    "I drink every night, and on days when I have work I call it one glass, and then it is two, and when you asked "
    "me about it in May I told you that I stopped, which was never true at all"
)
WRONG: list[tuple[str, Part, str, Context]] = [
    ("speaks-as-therapist", "say", "I told you I drink. I hear you, and we can work on it.", DRINK),
    ("speaks-as-therapist", "say", "I told you I drink. I hear you.", DRINK),
    ("speaks-as-therapist", "say", "I told you I drink. I see you're ashamed of it.", DRINK),
    ("speaks-as-therapist", "say", "I told you I drink. Tell me more about it.", DRINK),
    ("not-first-person", "say", "There's drink every night.", DRINK),
    ("speaks-of-the-therapist", "say", "I drink every night and told her I stopped.", DRINK),
    ("speaks-of-the-therapist", "say", "My brother drinks, and she thinks I drink too.", DRINK),
    (
        "turned-round",
        "heard",
        "She drinks every night, you told her you stopped, and she'll think you're a liar.",
        TOLD,
    ),
    (
        "feeling-not-voiced",
        "heard",
        "You drink every night, told her you stopped, and feel ashamed of being a liar.",
        TOLD,
    ),
    ("diagnosis", "heard", "You are an alcoholic who told her you stopped, and she'll think you're a liar.", TOLD),
    ("promise", "say", "I drink every night and told you I stopped. It will get better.", DRINK),
    ("medicine-or-dose", "say", "I drink every night and I want to ask for 20 mg.", DRINK),
    ("against-therapy", "say", "I drink every night and told you I stopped. I'd like to hide it from you.", DRINK),
    ("claims-to-be-someone", "heard", "As an AI, you drink every night.", TOLD),
    ("jargon-or-gush", "say", "I drink every night and told you I stopped. It's important to be honest.", DRINK),
    ("prompt-leak", "say", "Draft: I drink every night and told you I stopped.", DRINK),
    ("markup", "say", "I **drink** every night and told you I stopped.", DRINK),
    ("control-character", "say", "I drink every night\x1b[2J and told you I stopped.", DRINK),
    ("exclamation", "say", "I drink every night and told you I stopped!", DRINK),
    ("unfinished", "say", "I drink every night and told you", DRINK),
    ("unfinished", "say", "I drink every night and told . You think I stopped.", DRINK),
    ("too-many-sentences", "say", "I drink. I told you. I said I stopped. You'll think I'm a liar.", DRINK),
    ("could-be-misheard", "say", "I can't say sex stuff. Could we do it in here?", SEX),
    ("could-be-misheard", "say", "I can't say sex stuff. Could you be a woman for that?", SEX),
    ("wrong-person", "say", "I drink every night so you don't stop loving me.", DRINK),
    ("misspelt", "say", "I drink every night and told you I stoped.", DRINK),
    ("too-long", "say", f"{LONG}.", DRINK),
    ("new-number", "say", "I drink seven nights and told you I stopped.", DRINK),
    ("new-name", "say", "I drink every night with Robert and told you I stopped.", DRINK),
    ("negation", "say", "You keep asking about my dad and I'm ready.", DAD),
    ("question-lost", "heard", "It is normal to cry in therapy, and you do.", NORMAL),
    (
        "new-question",
        "heard",
        "You drink every night, told her you stopped, she'll think you lie, and you wonder why.",
        TOLD,
    ),
    ("not-told-back", "heard", "I drink every night and told her I stopped.", TOLD),
    ("clause-lost", "heard", "You drink every night.", TOLD),
    ("turned-round", "say", "My parents fight and you blame me.", PARENTS),
    ("asks", "heard", "You drink every night and told her you stopped?", TOLD),
    ("empty", "say", "  ", DRINK),
]


@pytest.mark.parametrize(
    ("rule", "part", "text", "context"), WRONG, ids=[f"{rule}-{part}" for rule, part, _, _ in WRONG]
)
def test_what_must_not_be_shown_is_not(rule: str, part: Part, text: str, context: Context) -> None:
    problem = check(part, text, context)
    assert problem and problem.rule == rule


@pytest.mark.parametrize(
    ("part", "text", "context"),
    [
        (
            "say",
            "I drink every night and told you I stopped. You'll think I'm a liar, and I'd like to change that.",
            DRINK,
        ),
        ("heard", "You drink every night, you told her you stopped, and she'll think you're a liar.", TOLD),
        ("say", "You keep asking about my dad, and I'm not ready.", DAD),
        ("heard", "You wonder if it is normal to cry in therapy.", NORMAL),
        ("heard", "Your nan knitted bed socks for your therapist, and she's never met her.", SOCKS),
        ("say", "There's sex stuff I can't say. Could we talk about it slowly?", SEX),
        ("say", "You moved my slot and told me by text.", THEY),
        ("say", "They moved my slot and told me by text.", THEY),
        ("say", "My sister works here, and she reads my file.", SISTER),
    ],
)
def test_what_is_right_passes(part: Part, text: str, context: Context) -> None:
    assert check(part, text, context) is None


def test_a_misspelling_put_right_is_no_new_word() -> None:
    context = Context("i stoped goin becuase of the burdn", "I stoped goin becuase of the burdn", "")
    assert check("say", "I stopped going because of the burden.", context) is None
    assert check("say", "I stopped going because of my mother.", context)


def test_a_real_word_is_never_taken_for_a_misspelling() -> None:
    context = Context("my brother told her", "my brother told you", "")
    assert check("say", "My mother told you.", context)


@pytest.mark.parametrize(
    ("message", "text", "fails"),
    [
        ("shes keen on the sheets and i havent done any", "She's so keen on them that you haven't done any.", True),
        ("shes so keen on the sheets i cant say no", "She's so keen on them that you can't say no.", False),
        ("stil wet the bed somtimes im 24", "Sometimes you're 24 and still wet the bed.", True),
        ("first appointment tomorrow 9.15", "Your first appointment is tomorrow at 9.", True),
    ],
)
def test_no_reason_is_made_up(message: str, text: str, fails: bool) -> None:
    problem = check("heard", text, Context(message, to_person(message), ""), vouched=True)
    assert (problem is not None and problem.rule in {"new-cause", "new-number"}) is fails


def test_what_somebody_is_quoted_with_is_theirs_when_it_is_reported() -> None:
    message = "I told her I was cold. She goes \"well I don't see color\". I can't let that slide."
    draft = "I told you I was cold. You go \"well I don't see color\". I can't let that slide."
    said = "You said you don't see color, and I can't let that slide."
    assert check("say", said, Context(message, draft, "")) is None
    turned = check("say", "I told you that you were cold.", Context(message, draft, ""))
    assert turned is not None
    assert turned.rule == "turned-round"


@pytest.mark.parametrize(
    ("message", "wrong", "right"),
    [
        ("My mother-in-law is very proud.", "You are very proud.", "My mother-in-law is very proud."),
        ("My wife thinks I work late.", "You think I work late.", "My wife thinks I work late."),
    ],
)
def test_what_somebody_else_does_is_not_the_therapists_doing(message: str, wrong: str, right: str) -> None:
    context = Context(message, message, "")
    refused = check("say", wrong, context, vouched=True)
    assert refused is not None
    assert refused.rule == "turned-round"
    assert check("say", right, context, vouched=True) is None
