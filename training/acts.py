"""Fit what tells the acts of sentences apart: `python -m training.acts [--held]`.

Learns from the messages of `training/acts/`, a JSON line each: what the reply before it said, the message, and its
sentences with what each does (`coach.reading.acts`). The messages of each writer are read by a head that has learnt
from all others; what that comes to is printed, beside what rules alone keep (`coach.dialogue.objecting`, which know of
the reply before it no more than stands here). Writes `coach/reading/fitted/acts.safetensors`. Under a minute.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import LeaveOneGroupOut

from coach.assembly import EMBEDDER
from coach.dialogue.objecting import without_objection
from coach.dialogue.sorting import OWN
from coach.encoder import Embedder
from coach.heads import Vectors
from coach.library.index import FITTED as SEARCH
from coach.models.store import Store
from coach.reading.acts import FITTED, marked
from coach.reading.base import ACTS

FOLDER = Path(__file__).with_suffix("")
_C = 4.0
_OF_NAME = {"T": "tells", "Q": "asks", "C": "corrects", "P": "to-program"}


@dataclass(frozen=True)
class Row:
    """A message: who wrote it, what is known of the reply before it, its sentences, and what each does, as a place in
    `ACTS`."""

    writer: str
    before: str
    sentences: tuple[str, ...]
    acts: tuple[int, ...]


def rows(folder: Path = FOLDER) -> list[Row]:
    """All that was written."""
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            said = row["sentences"]
            acts = tuple(ACTS.index(_OF_NAME[act]) for _, act in said)
            found.append(Row(path.stem, row.get("before", ""), tuple(text for text, _ in said), acts))
    return found


def fitted(features: Vectors, acts: np.ndarray) -> LogisticRegression:
    """One head for all."""
    return LogisticRegression(C=_C, max_iter=5000, class_weight="balanced").fit(features, acts)


def by_rules(row: Row) -> list[bool]:
    """Whether rules keep each of its sentences."""
    kept = " ".join(without_objection(" ".join(row.sentences), row.before, []).text.split())
    return [" ".join(sentence.split()) in kept for sentence in row.sentences]


def report(name: str, kept: np.ndarray, own: np.ndarray) -> None:
    """Print how much of what is kept is one's own, and how much of that is kept."""
    print(f"{name}: of what is kept {np.mean(own[kept]):.3f} is one's own, of that {np.mean(kept[own]):.3f} is kept")


def main() -> int:
    """Fit, measure on what was held out, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--held", action="store_true", help="measure only; write nothing")
    args = parser.parse_args()
    store = Store()
    encoder = Embedder(store.trusted_path(store.catalog.get(EMBEDDER)), SEARCH)
    some = rows()
    features = [marked(row.sentences, encoder.encode(row.sentences)) for row in some]
    acts = [np.array(row.acts) for row in some]
    right, said, share, order = [], [], [], []
    for learnt, out in LeaveOneGroupOut().split(some, groups=[row.writer for row in some]):
        head = fitted(np.concatenate([features[n] for n in learnt]), np.concatenate([acts[n] for n in learnt]))
        shares = head.predict_proba(np.concatenate([features[n] for n in out]))
        of = np.concatenate([acts[n] for n in out])
        order += out.tolist()
        right += (shares.argmax(axis=1) == of).tolist()
        said += (of < 2).tolist()
        share += shares[:, :2].sum(axis=1).tolist()
    own = np.array(said)
    ruled = [one for at in order for one in by_rules(some[at])]
    print(f"{len(some)} messages, {len(right)} sentences; of four acts the right one {np.mean(right):.3f}")
    print(f"told or asked, and not: area under the curve {roc_auc_score(own, share):.3f}")
    report(f"learnt, from a share of {OWN}", np.array(share) >= OWN, own)
    report("rules alone", np.array(ruled), own)
    if not args.held:
        head = fitted(np.concatenate(features), np.concatenate(acts))
        FITTED.parent.mkdir(exist_ok=True)
        # a tensor is written as it lies in memory, and these do not lie row by row
        weight, bias = (np.ascontiguousarray(one, dtype=np.float32) for one in (head.coef_, head.intercept_))
        save_file({"head.weight": weight, "head.bias": bias}, FITTED)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
