"""Fit what tells which question about the telling is asked: `python -m training.asked [--held] [--misses]`.

Learns from `training/asked/`, a JSON line each: what was typed, and the name of the answer that it asks for, or
"none"; and from what tells, puts right or speaks to the program in `training/acts/`, which asks for none. The
questions of each writer are read by a head that has learnt from all others; printed is, from several shares on, how
many of the questions get an answer, how many of these the right one, and how often one is given where none is asked
for. Writes `coach/reading/fitted/asked.safetensors`. Some eight minutes, nearly all of
them for the sentence vectors.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from sklearn.linear_model import LogisticRegression

from coach.assembly import EMBEDDER, LARGER
from coach.dialogue.answering import SURE, WONDERS
from coach.encoder import Embedder
from coach.heads import Vectors
from coach.library.index import FITTED as SEARCH
from coach.library.larger import FITTED_LARGER
from coach.models.store import Store
from coach.reading.asked import FITTED, NONE, features
from coach.reading.base import ACTS
from training import acts

FOLDER = Path(__file__).with_suffix("")
_C = 30.0
_SHARES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)


@dataclass(frozen=True)
class Row:
    """A question: who wrote it, what was typed, and the answer that it asks for."""

    writer: str
    text: str
    answer: str


def rows(folder: Path = FOLDER) -> list[Row]:
    """All that was written."""
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found.append(Row(path.stem, row["text"], row["id"]))
    for message in acts.rows():
        said = zip(message.sentences, message.acts, strict=True)
        found += [Row(f"acts/{message.writer}", text, NONE) for text, act in said if asks_nothing(text, act)]
    return found


def asks_nothing(sentence: str, act: int) -> bool:
    """Whether it neither asks nor says what is feared of the telling."""
    return ACTS[act] != "asks" and not WONDERS.search(sentence)


def fitted(features: Vectors, answers: np.ndarray) -> LogisticRegression:
    """One head for all."""
    return LogisticRegression(C=_C, tol=1e-3, max_iter=1000).fit(features, answers)


def main() -> int:
    """Fit, measure on what was held out, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--held", action="store_true", help="measure only; write nothing")
    parser.add_argument("--misses", action="store_true", help="print the wrong answers")
    args = parser.parse_args()
    store = Store()
    of = ((EMBEDDER, SEARCH), (LARGER, FITTED_LARGER))
    encoders = [Embedder(store.trusted_path(store.catalog.get(name)), adapter) for name, adapter in of]
    some = rows()
    read = features([row.text for row in some], encoders)
    answers = np.array([row.answer for row in some])
    named, share = answers.copy(), np.zeros(len(some))
    writers = np.array([row.writer for row in some])
    for writer in sorted({path.stem for path in FOLDER.glob("*.jsonl")}):
        learnt, out = writers != writer, writers == writer
        head = fitted(read[learnt], answers[learnt])
        shares = head.predict_proba(read[out])
        named[out], share[out] = head.classes_[shares.argmax(axis=1)], shares.max(axis=1)
    asks = answers != NONE
    print(f"{len(some)} sentences, {asks.sum()} of them ask for one of {len(set(answers)) - 1} answers")
    for least in sorted({*_SHARES, SURE}):
        given = (named != NONE) & (share >= least)
        right = given & asks & (named == answers)
        rightly, besides = right.sum() / given[asks].sum(), np.mean(given[~asks])
        print(f"from a share of {least}: answered {np.mean(given[asks]):.3f}, {rightly:.3f} of these rightly; ", end="")
        print(f"where none is asked for {besides:.3f}")
    if args.misses:
        for row, name, sure in zip(some, named, share, strict=True):
            if name not in (row.answer, NONE) and sure >= SURE:
                print(f"{sure:.2f} {row.answer} taken for {name}: {row.text}")
    if not args.held:
        head = fitted(read, answers)
        FITTED.parent.mkdir(exist_ok=True)
        # a tensor is written as it lies in memory, and these do not lie row by row
        weight, bias = (np.ascontiguousarray(one, dtype=np.float16) for one in (head.coef_, head.intercept_))
        save_file({"head.weight": weight, "head.bias": bias}, FITTED, {"labels": " ".join(head.classes_)})
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
