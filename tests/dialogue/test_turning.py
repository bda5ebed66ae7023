import pytest

from coach.dialogue.asking import as_stated, as_wondering
from coach.dialogue.shorthand import spelled
from coach.dialogue.turning import to_client, to_person, to_therapist


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("i told her i was fine", "you told her you were fine"),
        ("im scared of him", "you're scared of him"),
        ("my mum says its my fault", "your mum says it's your fault"),
        ("we talk about nothing", "you talk about nothing"),
        ("was i too honest", "you wonder if you were too honest. "),
        ("can she tell my boss", "you wonder if she can tell your boss. "),
        ("why does she never tell me", "you wonder why she never tells you. "),
        ("does he write it all down?", "you wonder if he writes it all down. "),
        ("how do i tell her", "you wonder how to tell her. "),
    ],
)
def test_told_back(typed: str, told: str) -> None:
    assert to_person(typed) == told


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("she keeps asking about my dad", "you keep asking about my dad"),
        ("he laughed when i told him", "you laughed when I told you"),
        ("i told her one true thing", "I told you one true thing"),
        ("her notes worry me", "your notes worry me"),
        ("my therapist is always late", "you are always late"),
        ("my therapist's going to ask", "you're going to ask"),
        ("my counsellor's been ill", "you've been ill"),
        ("my therapist's waiting room smells", "your waiting room smells"),
        ('she said "do you trust me" twice', 'you said "do you trust me" twice'),
        ("my old therapist left and she was kind", "my old therapist left and she was kind"),
        ("my brother told his wife", "my brother told his wife"),
        ("my mum told her that i drink", "my mum told you that I drink"),
        ("my mum called her sister", "my mum called her sister"),
        ("my mum and my aunt met and told her", "my mum and my aunt met and told her"),
        ("she asked about my mum and i said she is fine", "you asked about my mum and I said she is fine"),
        ("my boss paid. my therapist says she minds", "my boss paid. you say you mind"),
        ("my therapist met my husband and he laughed", "you met my husband and he laughed"),
        ("there was Colin, and he looked at his phone", "there was Colin, and he looked at his phone"),
        ("we were in Leeds and he rang", "we were in Leeds and you rang"),
        ("my nan says she is proud", "my nan says she is proud"),
        ("my manager rang and he shouted", "my manager rang and he shouted"),
        ("is it rude to tell my therapist that I don't trust him?", "I don't trust you."),
        ("should i tell her that i googled her", "I googled you."),
        ("do i have to answer everything?", ""),
        ("can she call my mum?", ""),
    ],
)
def test_said_to_the_therapist(typed: str, said: str) -> None:
    assert to_therapist(typed) == said


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("you laughed when i told you about my sister", "I laughed when you told me about your sister"),
        ("i dont trust you yet", "you don't trust me yet"),
        ("you were late and i was cross", "I was late and you were cross"),
        ("can we leave that", "can we leave that"),
        ("", ""),
    ],
)
def test_from_the_therapists_side(said: str, heard: str) -> None:
    assert to_client(said) == heard


@pytest.mark.parametrize(
    ("typed", "wondered"),
    [
        ("Is it odd? I cry.", "I wonder if it's odd. I cry."),
        ("I'm 17, does he tell my parents", "I'm 17. I wonder if he tells my parents. "),
        ("why does she look at the clock?", "I wonder why she looks at the clock. "),
        ("what if he laughs?", "I wonder what happens if he laughs. "),
        ("what is the difference, mine never said?", "what is the difference, mine never said?"),
        ("when he yawned i stopped", "when he yawned i stopped"),
        ("", ""),
        ("?!", "?!"),
    ],
)
def test_questions_are_wondered(typed: str, wondered: str) -> None:
    assert as_wondering(typed) == wondered


def test_a_statement_stays_as_it_is() -> None:
    text = "The homework is pointless but she's so nice, I don't want to hurt her"
    assert as_wondering(text) == as_stated(text) == text


def test_shorthand_is_written_out() -> None:
    assert spelled("idk abt u, i cant") == "I don't know about you, I can't"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("i keep making her laugh", "I keep making you laugh"),
        ("what if it makes her embarrassed", "what if it makes you embarrassed"),
        ("i made her bed and kept her notes", "I made your bed and kept your notes"),
    ],
)
def test_her_is_the_one_who_does_it_after_a_verb_of_making(typed: str, said: str) -> None:
    assert to_therapist(typed) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("my counsellor Joan thinks I'm grieving", "you think I'm grieving"),
        ("I told my therapist Joan's assistant", "I told your assistant"),
        ("I see my therapist Thursday and I dread it", "I see you Thursday and I dread it"),
    ],
)
def test_a_therapist_with_a_name_is_you_without_it(typed: str, said: str) -> None:
    assert to_therapist(typed) == said
