"""Fit the search's encoder: `python -m training.search_encoder [--larger] [--on [ID…]] [--epochs N] [--unseen]`.

Two texts of one entry belong together, and apart from those of all other entries in the batch, and from some that no
entry answers: the symmetric InfoNCE loss (van den Oord and others 2018), on the asks, on `knowledge/questions.tsv`, on
the entries' own words, and on `knowledge/elsewhere.txt`. Writes
`coach/library/fitted/search.safetensors`. With `--unseen` a quarter of the entries is held out with all that is theirs
and nothing is written: the table shows, beside the encoder as it comes, how often the nearest text is of a right
entry, for entries learnt and not learnt from. About half an hour on two cores;
`training/case_encoder.py` goes on from there. With `--larger` it is the larger encoder that is fitted so, with more
texts in a batch that no entry answers, in as much time an epoch as the other one takes for ten;
`search_larger.safetensors`. With `--on` it goes on from the fitted file, more slowly, for questions that came later;
where entries are named, these are in every batch, and an epoch is half as long.

The files that ship went on twice, `--on` with the 18 entries on life (`of_life`), one epoch each time: 3 minutes the
small one, 20 to 25 the larger; the second time with twice as many ways to tell of each. Before that the larger had
eight epochs on a GPU, ten seconds each, by a script of its own with these texts, rate and loss, 48 entries in a batch.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from benchmarks.retrieval import Question, questions
from coach.assembly import EMBEDDER, LARGER
from coach.library.entries import load_library, pieces
from coach.library.index import FITTED
from coach.library.larger import FITTED_LARGER
from coach.models.store import Store
from training.encoder import Encoder
from training.examples import roughened
from training.loop import adapted, fit

BATCH, RATE, TEMPERATURE = 40, 3e-4, 0.06
STRAYS, STRAYS_LARGER = 24, 40
"""Texts that no entry answers in a batch."""
LARGER_RATE, ON_SLOWER = 2e-4, 2.0
"""The rate of the larger encoder, and how much slower either learns when it goes on."""
OWN_WORDS = 0.15
"""How often a question's partner is the entry's own words and not another question."""


@dataclass(frozen=True)
class Texts:
    """What an entry is asked, and what it says."""

    asked: list[str]
    said: list[str]


def texts() -> dict[str, Texts]:
    """What there is to learn from, by entry."""
    return {
        entry.id: Texts([*entry.asks, *entry.also], [piece.text for piece in pieces(entry) if piece.kind != "ask"])
        for entry in load_library()
    }


@dataclass(frozen=True)
class Batch:
    """Two texts an entry, and texts of none."""

    pairs: list[tuple[str, str]]
    strays: list[str]


def batches(
    learnt: dict[str, Texts],
    elsewhere: Sequence[str],
    chance: random.Random,
    strays: int = STRAYS,
    always: Sequence[str] = (),
) -> Iterator[Batch]:
    """An epoch: each entry at most once in a batch; each question is drawn about once, those of `always` more often."""
    size = min(BATCH, len(learnt))
    rest = sorted(learnt.keys() - set(always))
    for _ in range(sum(len(one.asked) for one in learnt.values()) // (2 * size * (2 if always else 1))):
        drawn = []
        for id in (*always, *chance.sample(rest, size - len(always))):
            one, other = chance.sample(learnt[id].asked, 2)
            if chance.random() < OWN_WORDS:
                other = chance.choice(learnt[id].said)
            drawn.append((roughened(one, chance), other))
        yield Batch(drawn, chance.sample(elsewhere, strays))


def loss(network: Encoder, batch: Batch) -> Tensor:
    """Each text should find its partner among all in the batch, both ways."""
    ones, others, strays = (network(texts) for texts in (*zip(*batch.pairs, strict=True), batch.strays))
    right = torch.arange(len(batch.pairs))
    sides = (ones @ torch.cat([others, strays]).T, others @ torch.cat([ones, strays]).T)
    both: Tensor = sum(nn.functional.cross_entropy(alike / TEMPERATURE, right) for alike in sides)
    return both / 2


def train(
    network: Encoder,
    learnt: dict[str, Texts],
    epochs: int,
    seed: int,
    rate: float = RATE,
    strays: int = STRAYS,
    always: Sequence[str] = (),
) -> None:
    """Fit in place."""
    chance = random.Random(seed)
    elsewhere = load_library().elsewhere
    drawn = [list(batches(learnt, elsewhere, chance, strays, always)) for _ in range(epochs)]
    fit(network, [(adapted(network), rate)], drawn, lambda batch: loss(network, batch))


def nearest(network: Encoder, all_of_them: dict[str, Texts], asked: Sequence[Question]) -> list[bool]:
    """For each question whether the nearest text is one of a right entry."""
    held = [(text, id) for id, some in all_of_them.items() for text in (*some.asked, *some.said)]
    vectors = network.vectors([text for text, _ in held])
    best = (network.vectors([text for text, _ in asked]) @ vectors.T).argmax(1)
    return [held[int(at)][1] in ids for at, (_, ids) in zip(best, asked, strict=True)]


def compare(network: Encoder, epochs: int, seed: int, rate: float) -> None:
    """Print how the fitted encoder does on entries that it has learnt from and on others, beside the plain one."""
    everything, asked = texts(), questions()
    unseen = set(random.Random(seed).sample(sorted(everything), len(everything) // 4))
    plain = nearest(network, everything, asked)
    train(network, {id: some for id, some in everything.items() if id not in unseen}, epochs, seed, rate)
    fitted = nearest(network, everything, asked)
    print(f"\n{'nearest text is the right one':32}{'questions':>10}{'plain':>8}{'fitted':>8}")
    for name, wanted in (("entries learnt from", False), ("entries not learnt from", True)):
        rows = [n for n, (_, ids) in enumerate(asked) if bool(ids & unseen) == wanted]
        shares = (sum(some[n] for n in rows) / len(rows) for some in (plain, fitted))
        print(f"{name:32}{len(rows):10}" + "".join(f"{share:8.3f}" for share in shares))


def main() -> int:
    """Fit and write, or compare."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--larger", action="store_true", help="the larger encoder")
    parser.add_argument("--on", nargs="*", metavar="ID", help="go on from the fitted file, for some entries")
    parser.add_argument("--epochs", type=int, help="8, or 1 to go on")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="where the fitted file goes")
    parser.add_argument("--unseen", action="store_true", help="compare on entries held out; write nothing")
    args = parser.parse_args()
    on = args.on is not None
    if on and args.unseen:
        parser.error("the fitted file has seen every entry: --unseen begins from the encoder as it comes")
    torch.manual_seed(args.seed)
    store = Store()
    base = store.trusted_path(store.catalog.get(LARGER if args.larger else EMBEDDER))
    network = Encoder(base, dropout=0.0)
    epochs, rate, strays = (8, LARGER_RATE, STRAYS_LARGER) if args.larger else (8, RATE, STRAYS)
    fitted = FITTED_LARGER if args.larger else FITTED
    if on:
        network.set_factors(load_file(fitted))
        epochs, rate = 1, rate / ON_SLOWER
    epochs = args.epochs or epochs
    if args.unseen:
        compare(network, epochs, args.seed, rate)
        return 0
    train(network, texts(), epochs, args.seed, rate, strays, args.on or ())
    out: Path = args.out or fitted
    out.parent.mkdir(parents=True, exist_ok=True)
    save_file(network.factors(), out, metadata={"encoder": network.identity})
    print(f"{out.name}: {out.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
