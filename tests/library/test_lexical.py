import pytest

from coach.library.entries import Library
from coach.library.lexical import Bm25, LexicalSearch, WordScope, terms
from coach.library.search import LexicalSearcher


def test_terms_are_stems_without_small_words() -> None:
    assert terms("She's been HIDING it, hasn’t she?") == ["hide", "hasnt"]


def test_a_rare_shared_word_counts_more_than_a_common_one() -> None:
    bm25 = Bm25(["trust grows", "trust breaks", "trust needs a lizard"])
    shares = bm25.shares(terms("trust lizard"))
    assert max(shares, key=lambda number: shares[number]) == 2
    assert all(0 < share <= 1 for share in shares.values())


@pytest.fixture
def searcher(by_words: LexicalSearcher) -> LexicalSearcher:
    return by_words


@pytest.mark.parametrize("text", ["xqzzt", "", "?!"])
def test_a_text_without_known_words_finds_nothing(lexical: LexicalSearch, searcher: LexicalSearcher, text: str) -> None:
    assert lexical.search_prefix(text) == searcher.search(text).passages == ()


def test_every_ask_finds_its_own_entry(searcher: LexicalSearcher, library: Library) -> None:
    asked = [(ask, entry.id) for entry in library for ask in entry.asks]
    found = [searcher.search(ask).passages for ask, _ in asked]
    hits = sum(bool(some) and some[0].entry.id == id for some, (_, id) in zip(found, asked, strict=True))
    assert hits > 0.95 * len(asked)


def test_scores_fall_and_keep_to_their_range(lexical: LexicalSearch) -> None:
    scores = [passage.score for passage in lexical.search_prefix("is what i say confidential ", 5)]
    assert len(scores) == 5
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


@pytest.mark.parametrize("typed", ["confid", "confidentia", "who hears my confid"])
def test_an_unfinished_word_finds(lexical: LexicalSearch, typed: str) -> None:
    assert lexical.search_prefix(typed)[0].entry.id == "faq/confidentiality"


def test_scope_tells_people_from_recipes() -> None:
    scope = WordScope(["i never told her", "he asks too much"], ["boil two eggs", "weather on sunday"])
    assert scope.score("she asks and i never told") > 0 > scope.score("eggs on sunday")


def test_the_fallback_answers_and_abstains(searcher: LexicalSearcher) -> None:
    found = searcher.search("is what i tell my therapist confidential")
    assert found.answerable
    assert found.passages[0].entry.id == "faq/confidentiality"
    assert len(found.passages) == 3
    assert not searcher.search("give me a recipe for onion soup").answerable
    assert not searcher.search("").answerable


def test_the_fallback_finds_one_sentence_in_a_long_paste(searcher: LexicalSearcher) -> None:
    filler = "The red kettle costs forty euros and the blue one is made of steel and glass. " * 12
    assert not searcher.search(filler).answerable
    found = searcher.search(f"{filler}I asked whether what I say to my therapist stays confidential. {filler}")
    assert found.answerable
    assert "faq/confidentiality" in [passage.entry.id for passage in found.passages]
