import pytest

from coach.dialogue.told_of import told_of


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("my therapist sighed. my mom, my brother's", "You wrote about your mom, your brother and your therapist."),
        ("my mother-in-law and my best friend", "You wrote about your mother-in-law and your best friend."),
        ("my late husband", "You wrote about your husband."),
        ("my counsellor yawns", "You wrote about your therapist."),
        ("my wife saw a doctor, a nice lady", "You wrote about your wife."),
        ("it rains and he left", ""),
        ("my sessions", ""),
    ],
)  # fmt: skip
def test_who_is_named_is_told_back(typed: str, told: str) -> None:
    assert told_of(typed) == told
