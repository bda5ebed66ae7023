"""Fit how the marks of a case weigh together: `python -m training.cases`.

A fifth of the questions of `knowledge/questions.tsv`, which the encoder has not learnt from
(`training/case_encoder.py`), is read by what is left. A logistic regression learns from all cases of its entry whether
each is the right one. Prints, for entries held out from that as well, how often the likeliest case is right and how
often it is among the first three, and how right it is where it is surest. Writes `coach/library/fitted/cases.json`.
About a minute.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from coach.encoder import Embedder
from coach.library.base import Entry
from coach.library.cases import FITTED, CaseFinder, texts_of
from coach.library.entries import Library, load_library
from coach.library.index import FITTED as ENCODER
from coach.models.store import Store

_FIFTHS = 5
_COVERED = (0.1, 0.2, 0.3, 0.4, 0.5)
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Held:
    """A question that was held out: its entry, the marks of each case, and which one is right; -1 where none is."""

    entry: str
    marks: Matrix
    right: int

    @property
    def targets(self) -> npt.NDArray[np.bool_]:
        """Whether each case is the right one."""
        return np.arange(len(self.marks)) == self.right


def held(entry: Entry) -> tuple[Entry, tuple[str, ...]]:
    """An entry without a fifth of its questions, and these."""
    out = entry.also[::_FIFTHS]
    return without(entry, set(out)), out


def held_out(library: Library, vectors: dict[str, npt.NDArray[np.float32]]) -> Iterator[Held]:
    """The questions that are held out, each read by those that are not."""
    finder = CaseFinder(library, lambda entry: np.array([vectors[text] for text in texts_of(entry)]))
    for entry in (entry for entry in library if len(entry.cases) > 1):
        left, out = held(entry)
        for text in out:
            right = next((n for n, case in enumerate(entry.cases) if text in case.asks), -1)
            yield Held(entry.id, finder.marks(left, text, vectors[text]), right)


def without(entry: Entry, out: set[str]) -> Entry:
    """An entry without some of its questions."""
    cases = tuple(replace(case, asks=tuple(text for text in case.asks if text not in out)) for case in entry.cases)
    return replace(entry, also=tuple(text for text in entry.also if text not in out), cases=cases)


def fitted(rows: list[Held]) -> LogisticRegression:
    """Learn from all cases of all rows."""
    model = LogisticRegression(C=1.0, max_iter=5000)
    return model.fit(np.vstack([row.marks for row in rows]), np.concatenate([row.targets for row in rows]))


def report(rows: list[Held]) -> None:
    """Print how right it is for entries that it has not learnt from."""
    chances: list[npt.NDArray[np.float64]] = [np.zeros(0)] * len(rows)
    groups = [row.entry for row in rows]
    for learnt, out in GroupKFold(5).split(groups, groups=groups):
        model = fitted([rows[n] for n in learnt])
        for n in out:
            chances[n] = model.predict_proba(rows[n].marks)[:, 1]
    ranks = [np.argsort(-some).tolist() for some in chances]
    of_a_case = [(rank, row.right) for rank, row in zip(ranks, rows, strict=True) if row.right >= 0]
    first = np.mean([rank[0] == right for rank, right in of_a_case])
    three = np.mean([right in rank[:3] for rank, right in of_a_case])
    print(f"{len(rows)} questions, {len(of_a_case)} of them of a case")
    print(f"of these the right case is the likeliest for {first:.3f}, among three for {three:.3f}")
    sure = np.array([some.max() for some in chances])
    good = np.array([rank[0] == row.right for rank, row in zip(ranks, rows, strict=True)])[np.argsort(-sure)]
    print(f"\n{'share of all':>14}{'how sure':>10}{'right':>8}")
    for share in _COVERED:
        count = int(share * len(rows))
        print(f"{share:14.1f}{np.sort(sure)[::-1][count - 1]:10.2f}{good[:count].mean():8.3f}")


def main() -> int:
    """Report, fit on all, and write."""
    store, library = Store(), load_library()
    embedder = Embedder(store.trusted_path(store.catalog.get("all-minilm-l6-v2")), ENCODER)
    texts = [text for entry in library for text in texts_of(entry)]
    vectors = dict(zip(texts, embedder.encode(texts), strict=True))
    rows = list(held_out(library, vectors))
    report(rows)
    model = fitted(rows)
    weights = {
        "weights": [round(float(one), 4) for one in model.coef_[0]],
        "bias": round(float(model.intercept_[0]), 4),
    }
    FITTED.write_text(json.dumps(weights) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
