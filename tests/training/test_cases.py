import random
from collections import Counter

from coach.library.entries import Library
from training.case_encoder import CASES, ENTRIES, QUESTIONS, batches
from training.cases import held


def test_what_is_held_out_is_nowhere_in_what_is_left(library: Library) -> None:
    for entry in library:
        left, out = held(entry)
        assert len(left.also) + len(out) == len(entry.also)
        assert not set(out) & {*left.also, *(text for case in left.cases for text in case.asks)}
        assert len(out) <= len(entry.also) / 5 + 1


def test_a_batch_has_each_question_beside_what_its_case_says(library: Library) -> None:
    learnt = {entry.id: list(held(entry)[0].cases) for entry in library if entry.cases}
    said = {text: case for cases in learnt.values() for case in cases for text in (case.heard, case.say)}
    some = list(batches(learnt, random.Random(1)))
    batch = some[0]
    assert len(batch.asked) == len(batch.case) <= ENTRIES * CASES * QUESTIONS
    assert all(text in said for text in batch.told) and max(batch.case) < len(batch.told)
    assert set(Counter(batch.case).values()) <= {1, QUESTIONS}
    questions = {text for cases in learnt.values() for case in cases for text in case.asks}
    kept = [n for n, text in enumerate(batch.asked) if text in questions]  # the rest was roughened
    assert kept and all(batch.asked[n] in said[batch.told[batch.case[n]]].asks for n in kept)
