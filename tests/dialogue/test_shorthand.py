"""Shorthand, written out."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.dialogue.shorthand import meant, spelled


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("he said 'let it go' n i didnt", 'he said "let it go" and I didn\'t'),
        ("she said 'it's a journey'", 'she said "it\'s a journey"'),
        ("the kids' room is next door", "the kids' room is next door"),
        ("'cause i can't", "'cause I can't"),
        ("its going well and its door is shut", "it's going well and its door is shut"),
        ("lol i told him. tbh it was fine", "I told him. it was fine"),
        ("he asked about MY brother. THANKED him", "he asked about MY brother. thanked him"),
        ("my PTSD and my ADHD", "my PTSD and my ADHD"),
        ("WHY DOES SHE ALWAYS DO THAT", "why does she always do that"),
        ("i nod lol she thinks its going well", "I nod. she thinks it's going well"),
        ("i want to BE him tbh. nice jumpers", "I want to BE him. nice jumpers"),
        ("LOW GRADE he says", "low grade he says"),
        ("idk its flat", "I don't know, it's flat"),
        ("idk if she knows", "I don't know if she knows"),
        ("T says so. my T-shirt says so", "my therapist says so. my T-shirt says so"),
        ("T's late, to a T", "my therapist's late, to a T"),
        ("is it weird to hug your therapist", "is it weird to hug my therapist"),
        ("do you hug your therapist", "do you hug your therapist"),
        ("too embarassed to go", "I'm too embarrassed to go"),
        ("Lola and Imogen laughed lol", "Lola and Imogen laughed"),
        ("we split in june. were with his mum now", "we split in June. we're with his mum now"),
        ("me and my wife fight on instagram", "my wife and I fight on Instagram"),
        ("can you be married and hate your sofa", "can people be married and hate their sofa"),
        ("can you help me with your own words", "can you help me with your own words"),
        ("therapist was late. its harder now", "my therapist was late. it's harder now"),
        ("honestly some days i wish we had stayed", "some days I wish we had stayed"),
        ("With respect, I find the silences long", "I find the silences long"),
        ("I should say that I am old and that it was her idea", "I should say that I am old and that it was her idea"),
        ("i have to mention my dad", "I have to mention my dad"),
        ("i was annoyed if im honest but fine", "I was annoyed but fine"),
        ("hr moved me in march. its a 15 min drive", "HR moved me in March. it's a 15-minute drive"),
        ("it takes 2 hr and i may go", "it takes 2 hr and I may go"),
        ("im 17 and my mum makes me come so idk", "I'm 17 and my mum makes me come"),
        ("moms been in the home", "my mom's been in the home"),
        ("he's back with his ex i heard", "he's back with his ex, I heard"),
        ("i told counsellor about it", "I told my counsellor about it"),
        ("my boyfreind was suposed to call", "my boyfriend was supposed to call"),
        ("", ""),
    ],
)
def test_it_is_written_out(typed: str, written: str) -> None:
    assert spelled(typed) == written


@pytest.mark.parametrize(
    "piece", ["i ", "i and i ", "my brother and i went and ", ". been ", "i'm bad mum, ", "its ", "a" * 40]
)
def test_a_very_long_message_takes_no_longer_than_its_length(piece: str) -> None:
    """No rule looks back, or ahead, over all of it at each place."""
    begun = time.perf_counter()
    spelled(piece * (20_000 // len(piece)))
    short = time.perf_counter() - begun
    begun = time.perf_counter()
    spelled(piece * (200_000 // len(piece)))
    assert time.perf_counter() - begun < 40 * short + 2


@given(st.text(max_size=300))
def test_words_that_are_no_shorthand_stay(text: str) -> None:
    kept = spelled(f"grandmother {text}")
    assert kept.lower().startswith("grandmother")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("i wont to tel her about my baby", "i want to tel her about my baby"),
        ("i wont tell her", "i wont tell her"),
        ("i wont it back", "i want it back"),
        ("They wont a fight", "They want a fight"),
        ("wont it look rude", "wont it look rude"),
        ("why wont the therapist say so", "why wont the therapist say so"),
        ("my mum wont her own room", "my mum wont her own room"),
    ],
)
def test_who_wont_to_do_a_thing_wants_to_and_a_wont_that_may_be_a_not_stays(typed: str, read: str) -> None:
    assert meant(typed) == read
