from pathlib import Path

import pytest

from coach.library.check import SEED, check
from coach.library.entries import Library, load_library

from .conftest import Write

HINT = "  hint: I'd like to ask about something.\n"
DETAIL = "detail: I'd like to ask about something that stays with me, and I am not sure how to begin."


def test_a_sound_entry_has_no_findings(write: Write, folder: Path) -> None:
    write()
    assert check(load_library(folder), seed=False) == []


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("id: faq/late", "id: faq/early", "place"),
        ("id: faq/late", "id: nothing", "place"),
        ("  - what about being late for the 0. time\n", "", "asks"),
        ("for the 0. time", "for the 1. TIME!", "asks"),
        ("  - what about being late for the 0. time", '  - "?"', "asks"),
        ("heard: You are", "heard: I hear you are", "heard"),
        ("help: It can be said aloud.", "help: One. Two. Three. Four.", "help"),
        ("help: It can be said aloud. Your therapist can hear it.", "help: a few words", "help"),
        ("bring: One sentence", "bring: " + "One long sentence " * 12, "bring"),
        (HINT, "  hint: You'd better ask.\n", "say"),
        (HINT, "  hint: I'd like to ask\n", "say"),
        (HINT, '  hint: "I would like to ask about [topic]."\n', "say"),
        (HINT, "  hint: I'd like to ask about ___.\n", "say"),
        (HINT, f"  hint: {'I would like to ask. ' * 5}\n", "say"),
        (DETAIL, "detail: I'd ask.", "say"),
        ('  - "A made-up source"', '  - ""', "sources"),
        ("reviewed: 2026-01-02", "reviewed: 2999-01-02", "reviewed"),
        ("\n\nAna came", "\nAna came", "body"),
        ("Being late is common.", "It's important to be on time.", "tone"),
        ("Being late is common.", "I understand that you are late.", "tone"),
        ("Being late is common.", "Being late is common!", "tone"),
    ],
)
def test_each_fault_is_found(write: Write, folder: Path, old: str, new: str, rule: str) -> None:
    write(swap={old: new})
    assert {finding.rule for finding in check(load_library(folder), seed=False)} == {rule}


def test_an_ask_may_hold_an_exclamation_mark(write: Write, folder: Path) -> None:
    write(swap={"for the 0. time": "again!!"})
    assert check(load_library(folder), seed=False) == []


def test_the_same_ask_in_two_entries_is_found(write: Write, folder: Path) -> None:
    write()
    write("faq/other")
    findings = check(load_library(folder), seed=False)
    assert len(findings) == 12
    assert all("faq/late" in finding.message for finding in findings)


def test_a_missing_seed_entry_is_found(write: Write, folder: Path) -> None:
    write()
    missing = {finding.entry for finding in check(load_library(folder)) if finding.rule == "missing"}
    assert missing == set(SEED)
    assert len(SEED) == 29


def test_what_ships_is_sound(library: Library) -> None:
    assert check(library) == []
