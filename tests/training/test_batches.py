"""What a step of learning is given."""

import random
from collections import Counter

import pytest

from coach.dialogue.prompt import FALSE, TRUE
from coach.engine.llama import LlamaModel
from coach.library.entries import load_library
from coach.models.store import Store
from training import examples, pairs, words
from training.batches import batches, laid_out
from training.samples import LONGEST, WEIGHTS, Sample, danger, samples, share, truth
from training.samples import words as worded


def test_a_step_reads_no_more_than_it_may_and_every_sample_once() -> None:
    some = [Sample("words", (1,) * (n % 37 + 2), (2,) * (n % 5 + 1)) for n in range(300)]
    cut = list(batches(some, 200, random.Random(1)))
    assert sum(map(len, cut)) == 300
    assert all(max(one.length for one in batch) * len(batch) <= 200 for batch in cut)


def test_only_answers_are_asked_for_each_after_the_token_before_it() -> None:
    long, short = Sample("words", (5, 6, 7), (8, 9)), Sample("truth", (5,), (4, 9))
    tokens, sees, wanted, weights = laid_out([long, short])
    assert tokens.tolist() == [[5, 6, 7, 8, 9], [5, 4, 9, 0, 0]]
    assert sees.sum(1).tolist() == [5, 3]
    assert wanted.tolist() == [[-1, -1, 8, 9, -1], [4, 9, -1, -1, -1]]
    assert weights[1].tolist() == [WEIGHTS["truth"], WEIGHTS["truth"], 0, 0, 0]


def test_of_what_is_no_wording_a_share_is_learnt() -> None:
    some = [Sample("words", (1,), (2,))] * 40 + [Sample("truth", (1,), (2,))] * 400
    kinds = Counter(one.task for one in share(some, 0.25, random.Random(1)))
    assert kinds["words"] == 40
    assert 60 < kinds["truth"] < 140


def test_sentences_that_break_a_message_are_learnt_beside_those_that_keep_it() -> None:
    known = pairs.everything(1)
    shown = list(truth(known, load_library(), random.Random(1)))
    answers = Counter(one.answer for one in shown)
    assert set(answers) == {TRUE, FALSE}
    assert min(answers.values()) > 0.4 * max(answers.values())
    by_hand = [one for one in known if not one.why.startswith(("made", "of-another"))]
    assert len(shown) > len(by_hand)


@pytest.mark.model
def test_the_model_reads_what_it_will_be_shown() -> None:
    library, reader = load_library(), LlamaModel(Store().resolve("smollm2-135m").path, 1024, slots=1)
    rows = [words.replies()[0], words.lines()[0]]
    some = [*worded(rows, library), *list(danger(examples.everything()[:40], random.Random(1)))[:3]]
    made = samples(some, reader)
    assert len(made) == len(some)
    for one, shown in zip(made, some, strict=True):
        assert one.answer[-1] == reader.end
        assert b"".join(map(reader.piece, one.answer[:-1])).decode() == shown.answer
        assert len(one.prompt) <= LONGEST
    reader.close()
