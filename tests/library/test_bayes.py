"""Naive Bayes over words and pairs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.library.bayes import Bayes, features

TEXTS = ["she is late again", "late by ten minutes", "she hugged me", "a hug at the end", "hugged again"]
LABELS = ["late", "late", "touch", "touch", "touch"]


def best(bayes: Bayes, text: str) -> str:
    return bayes.labels[int(np.argmax(bayes.scores(text)))]


@pytest.mark.parametrize(("text", "label"), [("late", "late"), ("he hugged me", "touch"), ("ten minutes late", "late")])
def test_a_text_goes_with_the_label_whose_words_it_has(text: str, label: str) -> None:
    assert best(Bayes(TEXTS, LABELS), text) == label


def test_the_order_of_words_tells_apart_what_words_alone_do_not() -> None:
    bayes = Bayes(["if i told her", "she told me if"], ["asks", "was told"])
    assert best(bayes, "if i told her") == "asks" and best(bayes, "she told me if") == "was told"


def test_stems_edges_and_neighbours_are_its_features() -> None:
    assert features("She hugged") == {"<", "she", "hug", ">", "< she", "she hug", "hug >"}


def test_it_agrees_with_scikit_learn() -> None:
    """The reference: ComplementNB of scikit-learn on the same features, each text of length 1."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.naive_bayes import ComplementNB

    vectors = TfidfVectorizer(analyzer=lambda text: sorted(features(text)), use_idf=False)
    model = ComplementNB(alpha=2.0).fit(vectors.fit_transform(TEXTS), LABELS)
    asked = "she hugged me again late"
    theirs = model.feature_log_prob_ @ vectors.transform([asked]).toarray()[0]
    known = len(set(features(asked)) & vectors.vocabulary_.keys())
    ours = Bayes(TEXTS, LABELS).scores(asked) * (len(features(asked)) / known) ** 0.5
    assert np.allclose(ours - ours.mean(), theirs - theirs.mean(), atol=1e-5)


@given(st.text(max_size=200))
def test_any_text_has_finite_scores(text: str) -> None:
    for bayes in (Bayes(TEXTS, LABELS), Bayes(["x"], ["only"]), Bayes([], [])):
        assert np.isfinite(bayes.scores(text)).all() and len(bayes.scores(text)) == len(bayes.labels)


def test_the_best_label_lies_behind_none() -> None:
    bayes = Bayes(TEXTS, LABELS)
    behind = dict(zip(bayes.labels, bayes.behind("he hugged me"), strict=True))
    assert behind["touch"] == 0 > behind["late"]
    assert not len(Bayes([], []).behind("he hugged me"))
