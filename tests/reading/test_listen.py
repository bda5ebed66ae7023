from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.errors import LibraryError
from coach.guard.opinion import hear
from coach.guard.screen import screen
from coach.guard.verify import FITTED
from coach.library.entries import Library
from coach.reading.process import ReadingProcess

pytestmark = pytest.mark.embedder

UNSAID = [
    "told her the thoughts were gone. they are not. she looked so glad",
    "he hold my passport and say police will send me back if i tell anybody",
    "I threw her against the wardrobe and made her promise to be quiet",
    "i clean his flat on saturdays instead of paying him. my counsellor i mean",
]
"""Danger that no rule has a phrase for."""
HARMLESS = [
    "i drink every night and told her i stopped. she'll think im a liar",
    "I told her I'd stopped drinking",
    "3 months with him and I still don't trust him. Is it rude to say?",
    "I told her one true thing last week!! it felt huge",
    "idk. i just say fine to everything",
    "this homework is killing me",
    "she keeps asking about my dad and i'm not ready",
    "the homework is pointless but she's so nice",
    "i can't cry in front of her",
    "how long do i boil an egg",
    "are you human",
    "dunno",
    "no idea",
    "my therapist is always ten minutes late and i say it's fine",
    "im dying to know what she writes in her notebook",
]


@pytest.fixture(scope="module", params=["one encoder", "both"])
def process(
    request: pytest.FixtureRequest, library: Library, embedder_path: Path, index_folder: Path, larger_path: Path
) -> Iterator[ReadingProcess]:
    larger = larger_path if request.param == "both" else None
    process = ReadingProcess(library, embedder_path, index_folder, larger=larger)
    yield process
    process.close()


def test_it_hears_what_no_rule_was_written_for(process: ReadingProcess) -> None:
    assert [text for text in UNSAID if screen(text).level == "crisis"] == []
    heard = [hear(text, (), process) for text in UNSAID]
    assert all(one.failed is None for one in heard)
    assert sum(one.verdict.level != "clear" for one in heard) >= 3
    assert all(one.verdict.kind != "none" for one in heard if one.verdict.level != "clear")


@pytest.mark.parametrize("text", HARMLESS)
def test_it_lets_everyday_words_pass(process: ReadingProcess, text: str) -> None:
    assert hear(text, (), process).verdict.level == "clear"


def test_any_length_and_any_letters_are_heard(process: ReadingProcess) -> None:
    for text in ("", " ", "\x00\x1b[2J", "नमस्ते", "🙂" * 500, "word " * 20_000):
        opinion = process.listen(text)
        assert 0.0 <= opinion.crisis <= opinion.danger <= 1.0


def test_without_the_fitted_file_the_rules_listen_alone_and_it_is_told(
    process: ReadingProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deaf(order: object) -> object:
        raise LibraryError("The second listener for danger could not be loaded", "The rules listen alone.")

    monkeypatch.setattr(process, "_ask", deaf)
    heard = hear("my therapist texts me at night about her own problems", (), process)
    assert heard.failed and heard.verdict.level == "concern"


def test_without_a_verifier_nothing_is_said_of_what_a_sentence_keeps(process: ReadingProcess) -> None:
    fitted = FITTED.is_file()
    kept = process.keeps("i did not go", "say", "I did not go.")
    assert (kept is not None) == fitted and (kept is None or 0.0 <= kept <= 1.0)


WORRYING = "I keep thinking my family would be better off without me"


@pytest.mark.parametrize(
    "text", ["they keep moving my apointment", "can i bring my dog", "how do i ask for a later slot"]
)
def test_a_short_message_about_something_else_is_not_drawn_into_the_worry_before_it(
    process: ReadingProcess, text: str
) -> None:
    assert hear(WORRYING, (), process).verdict.level != "clear"
    assert hear(text, (WORRYING,), process).verdict.level == "clear"


@pytest.mark.parametrize("text", ["yes", "sometimes", "yes but not tonight", "i think about it a lot"])
def test_an_answer_to_what_the_page_asked_is_heard_with_the_worry(process: ReadingProcess, text: str) -> None:
    assert hear(text, (WORRYING,), process).verdict.level != "clear"


def test_a_sentence_sent_in_two_messages_is_heard_as_one(process: ReadingProcess) -> None:
    assert hear("put my head under the train", ("tonight i am going to",), process).verdict.level == "crisis"
