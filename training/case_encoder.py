"""Fit the search's encoder further, to tell cases of an entry apart: `python -m training.case_encoder [--epochs N]`.

Goes on from the file that `training/search_encoder.py` wrote, and writes it anew. A question should lie near what its
case tells back or says, and not near what the other cases of some entries do (cross-entropy over their cosines); and
near other questions of its case (supervised contrastive loss, Khosla and others 2020). A fifth of the questions is held
out, for `training/cases.py` to learn from and to measure on. About 20 minutes on two cores.
"""

import argparse
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from coach.library.base import Case
from coach.library.entries import load_library
from coach.library.index import FITTED
from coach.models.store import Store
from training.cases import held
from training.examples import roughened
from training.loop import adapted, fit

if TYPE_CHECKING:
    from training.encoder import Encoder  # needs what only training installs; the tests of the batches do not

RATE, TEMPERATURE, ALIKE = 4e-4, 0.07, 0.5
"""`ALIKE` is what the nearness of questions counts beside that of the cases' own words."""
ENTRIES, CASES, QUESTIONS = 5, 4, 2
"""In a batch: entries, cases of each, and questions of each; and of all cases of these entries what they say."""
_NEVER = -1e4


@dataclass(frozen=True)
class Batch:
    """Questions, the number of each one's case among `told`, and what all cases there tell back or say."""

    asked: list[str]
    case: list[int]
    told: list[str]


def batches(learnt: Mapping[str, list[Case]], chance: random.Random) -> Iterator[Batch]:
    """An epoch: each question is drawn about once."""
    count = sum(len(case.asks) for cases in learnt.values() for case in cases)
    for _ in range(count // (ENTRIES * CASES * QUESTIONS)):
        asked, numbers, told = [], [], []
        for id in chance.sample(sorted(learnt), ENTRIES):
            part = chance.choice(("heard", "say"))
            for n in chance.sample(range(len(learnt[id])), min(CASES, len(learnt[id]))):
                some = learnt[id][n].asks
                for text in chance.sample(some, min(QUESTIONS, len(some))):
                    asked.append(roughened(text, chance))
                    numbers.append(len(told) + n)
            told += [getattr(case, part) for case in learnt[id]]
        yield Batch(asked, numbers, told)


def loss(network: "Encoder", batch: Batch) -> Tensor:
    """What is lost where a question lies nearer to other cases, or to their questions, than to its own."""
    rows = network([*batch.asked, *batch.told])
    asked, told, case = rows[: len(batch.asked)], rows[len(batch.asked) :], torch.tensor(batch.case)
    by_words: Tensor = nn.functional.cross_entropy(asked @ told.T / TEMPERATURE, case)
    itself = torch.eye(len(case), dtype=torch.bool)
    same = (case[:, None] == case[None, :]) & ~itself
    chances = torch.log_softmax((asked @ asked.T / TEMPERATURE).masked_fill(itself, _NEVER), 1)
    alike = chances.masked_fill(~same, 0.0).sum(1) / same.sum(1).clamp(min=1)
    return by_words - ALIKE * alike[same.any(1)].mean()


def main() -> int:
    """Fit and write."""
    from training.encoder import Encoder

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    chance = random.Random(args.seed)
    store = Store()
    network = Encoder(store.trusted_path(store.catalog.get("all-minilm-l6-v2")), dropout=0.0)
    network.set_factors(load_file(FITTED))
    left = (held(entry)[0] for entry in load_library() if entry.cases)
    learnt = {entry.id: [case for case in entry.cases if case.asks] for entry in left}
    drawn = [list(batches(learnt, chance)) for _ in range(args.epochs)]
    fit(network, [(adapted(network), RATE)], drawn, lambda batch: loss(network, batch))
    save_file(network.factors(), FITTED, metadata={"encoder": network.identity})
    print(f"{FITTED.name}: {FITTED.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
