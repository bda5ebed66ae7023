import re
from pathlib import Path
from typing import get_args

import pytest

from coach import paths
from coach.dialogue.following import Wish
from coach.errors import LibraryError
from coach.guard.base import HelpPage, Kind, Level, Topic, Wording
from coach.guard.help import INTERNATIONAL, Help, load_help

HELP = load_help()
KINDS: list[Kind] = [kind for kind in get_args(Kind) if kind != "none"]
PAGES = sorted(path.stem for path in (paths.shipped("knowledge") / "help" / "pages").glob("*.md"))
COUNTRIES = [country.code for country in HELP.countries()]
MEANS = re.compile(
    r"\b(?:pills?|tablets?|overdose|rope|hang(?:ing)?|knife|knives|blade|razor|gun|bridge|jump|train|drown\w*|"
    r"mg|poison(?! or health))\b",
    re.I,
)


def said(wording: Wording) -> str:
    return " ".join((wording.heard, wording.help, wording.say, wording.question, wording.bring))


def test_the_countries_of_the_design_are_there() -> None:
    assert set(COUNTRIES) == {"us", "ca", "uk", "ie", "au", "nz", "in", "za", "de", INTERNATIONAL}
    assert COUNTRIES[-1] == INTERNATIONAL


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("kind", KINDS)
def test_each_country_has_someone_for_each_kind(country: str, kind: Kind) -> None:
    page = HELP.page(kind, "crisis", country, 0)
    assert page.emergency
    assert 1 <= len(page.lines) <= 5
    assert all(line.name and line.how and line.private for line in page.lines)
    assert HELP.page(kind, "concern", country, 0).lines


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("level", ["crisis", "concern"])
def test_each_country_says_whom_to_turn_to_about_a_therapist(country: str, level: Level) -> None:
    page = HELP.page("unsafe-therapist", level, country, 0)
    assert page.turn_to.count("\n\n") == 1
    assert re.search(r"complain|takes concerns", page.turn_to)
    assert re.search(r"Another (?:therapist|professional)", page.turn_to)
    assert re.search(r"police|Gardaí", page.turn_to)
    assert "your therapist" not in page.turn_to and "!" not in page.turn_to
    assert not HELP.page("abuse", level, country, 0).turn_to


@pytest.mark.parametrize("code", ["", "xx", "atlantis"])
def test_an_unknown_country_gets_the_international_default(code: str) -> None:
    assert HELP.country(code).code == INTERNATIONAL


def test_gb_is_uk() -> None:
    assert HELP.country("GB").code == "uk"


@pytest.mark.parametrize("name", PAGES)
def test_pages_have_several_wordings_and_name_no_means(name: str) -> None:
    wordings = HELP.wordings("help/pages", name)
    assert len({wording.heard for wording in wordings}) >= 4
    for wording in wordings:
        assert wording.heard and wording.help and wording.say and wording.question.count("?") >= 1
        assert "!" not in said(wording)
        assert not MEANS.search(said(wording)), MEANS.search(said(wording))


@pytest.mark.parametrize("kind", KINDS)
def test_a_crisis_page_names_the_emergency_number_and_rotates(kind: Kind) -> None:
    pages: list[HelpPage] = [HELP.page(kind, "crisis", "uk", nth) for nth in range(8)]
    assert [page.wording for page in pages[:4]] == [page.wording for page in pages[4:]]
    assert len({page.wording for page in pages}) == 4
    if kind != "unsafe-therapist":
        assert all("emergency number" in page.wording.help for page in pages)


def test_nobody_is_sent_back_to_a_therapist_who_harms_them() -> None:
    sent_back = re.compile(r"(?:tell|talk to|ask|call|bring it to|say (?:it )?to) your therapist", re.I)
    for wording in HELP.wordings("help/pages", "unsafe-therapist"):
        assert not sent_back.search(said(wording))
        assert "your therapist" not in f"{wording.bring} {wording.help}"
        assert re.search(r"professional|outside", wording.help)


@pytest.mark.parametrize("topic", [*get_args(Topic), "nothing-found", "can-be-brought"])
def test_limits_end_in_something_to_bring(topic: Topic) -> None:
    wordings = HELP.wordings("limits", topic)
    assert len(wordings) >= 3
    assert all(wording.heard and wording.help and wording.say and wording.bring for wording in wordings)


@pytest.mark.parametrize("wish", get_args(Wish))
def test_wishes_about_a_reply_are_answered_whole(wish: Wish) -> None:
    wordings = HELP.wordings("follow-ups", wish)
    assert len(wordings) >= 2
    assert all(wording.heard and wording.help and wording.say and wording.bring for wording in wordings)


def test_who_is_speaking_is_said_plainly() -> None:
    assert all("program" in said(wording) for wording in HELP.wordings("limits", "identity"))
    assert "not to a person" in HELP.program("reminder")
    assert "not a therapist" in HELP.program("what-this-is")
    assert HELP.consent_version()


@pytest.mark.parametrize("name", ["what-this-is", "where-help-is", "what-is-kept", "reminder"])
def test_program_pages_fit_a_small_terminal(name: str) -> None:
    assert len(HELP.program(name).splitlines()) <= 16


def test_a_broken_page_is_told_by_name(tmp_path: Path) -> None:
    lines = tmp_path / "help" / "lines"
    lines.mkdir(parents=True)
    (lines / "xx.md").write_text("---\ncode: xx\n---\n")
    with pytest.raises(LibraryError, match=r"xx\.md"):
        Help(tmp_path).countries()


@pytest.mark.parametrize("kind", KINDS)
def test_a_concern_asks_about_what_was_heard(kind: Kind) -> None:
    page = HELP.page(kind, "concern", "uk", 0)
    assert page.kind == ("concern" if kind == "self-harm" else f"{kind}-concern")
    asks_of_dying = re.search(
        r"not being alive|dying", " ".join(HELP.page(kind, "concern", "uk", n).wording.question for n in range(4))
    )
    assert bool(asks_of_dying) == (kind == "self-harm")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("my friend says she'll kill herself", "self-harm-other"),
        ("my flatmate keeps saying she wants to die", "self-harm-other"),
        ("a friend told me he doesn't want to live", "self-harm-other"),
        ("my brother is cutting himself again", "self-harm-other"),
        ("i want to kill myself", "self-harm"),
        ("my mum says i should kill myself", "self-harm"),
        ("my friend wants to die and so do i", "self-harm"),
        ("my friend wants to die and i get it", "self-harm"),
        ("he killed himself and i want to join him", "self-harm"),
        ("my dad killed himself in 2010 and it's my turn", "self-harm"),
    ],
)
def test_who_fears_for_another_is_not_asked_whether_they_want_to_die(text: str, kind: str) -> None:
    for nth in range(4):
        page = HELP.page("self-harm", "crisis", "uk", nth, text)
        assert page.kind == kind and page.lines and page.emergency
        assert kind == "self-harm" or "are you thinking of killing yourself" not in page.wording.question.lower()


@pytest.mark.parametrize("kind", ["self-harm", "harm-to-others", "abuse"])
def test_where_no_phrase_spoke_of_a_crisis_the_page_asks_first(kind: Kind) -> None:
    pages = [HELP.page(kind, "crisis", "uk", nth, perhaps=True) for nth in range(4)]
    sure = HELP.page(kind, "crisis", "uk", 0)
    assert len({page.wording for page in pages}) == 4 and not sure.asks_first
    for page in pages:
        assert page.asks_first and page.lines == sure.lines and page.emergency == sure.emergency
        assert "emergency number" in page.wording.help and re.search(r"\b(?:if|where)\b", page.wording.help, re.I)
        assert "line below" in page.wording.help or "lines below" in page.wording.help
    concern = HELP.page(kind, "concern", "uk", 0, perhaps=True)
    assert concern.kind == "concern-perhaps" and concern.lines and concern.wording.question
    assert HELP.page("unsafe-therapist", "concern", "uk", 0, perhaps=True).kind == "unsafe-therapist-concern"
