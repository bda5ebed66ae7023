"""What is typed in one breath gets its commas, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.dialogue.commas import with_commas


@pytest.mark.parametrize(
    "parted",
    [
        "i had three cans on sunday after telling her id gone five weeks, and now i dont know if i count it",
        "he goes on it at half six every morning, and i lie there waiting, and my wife says put earplugs in",
        "she goes away for three weeks in august, but i said no bother have a nice time",
        "we've had him with us since his hip in spring, so i do his breakfast and his washing every day",
        "ive been there nineteen years next month, and my husband does the chat while i do the washing up",
    ],
)
def test_a_clause_that_begins_in_a_long_stretch_gets_one(parted: str) -> None:
    assert with_commas(parted.replace(",", "")) == parted


@pytest.mark.parametrize(
    "text",
    [
        "i said yes and i meant no",
        "we havent spoken since my brother and i fell out over the house at christmas and the car",
        "i was told by my mum and my dad that they are selling the house where we grew up",
        "she turned the little light on beside the bed so i could see the clock from there",
        "i am scared that when i finally manage to say so he will think the worse of me",
        'he looked at me for a while and said "well you are here now and i am here" in that voice',
        "my hands shake with the cup of tea and the biscuits and the little spoon in the saucer",
    ],
)
def test_nothing_is_put_in_where_none_begins(text: str) -> None:
    assert with_commas(text) == text


@given(st.text(max_size=300))
def test_nothing_but_commas_is_ever_put_in(text: str) -> None:
    assert with_commas(text).replace(",", "") == text.replace(",", "")
