"""Forms of verbs."""

import pytest

from coach.dialogue.verbs import base, past, third


@pytest.mark.parametrize(
    ("plain", "with_he", "was"),
    [
        ("tell", "tells", "told"),
        ("have", "has", "had"),
        ("carry", "carries", "carried"),
        ("play", "plays", "played"),
        ("stop", "stops", "stopped"),
        ("admit", "admits", "admitted"),
        ("watch", "watches", "watched"),
        ("go", "goes", "went"),
        ("die", "dies", "died"),
        ("laugh", "laughs", "laughed"),
    ],
)
def test_forms(plain: str, with_he: str, was: str) -> None:
    assert third(f" {plain}").strip() == with_he
    assert past(f" {plain}").strip() == was
    assert plain == "have" or base(with_he) == plain
