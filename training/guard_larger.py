"""Fit the guard's reader on the larger encoder: `python -m training.guard_larger [--epochs N] [--on [NAME…]] [--held]`.

As `training.guard_classifier`, on all layers of the larger encoder; the examples are the same, of what is plainly
typed here in few words a share in each epoch. Writes `coach/guard/fitted/larger.safetensors`. With `--held` a share of
the situations is held out, a curve printed and nothing written. About an hour an epoch on two cores.

With `--on` it goes on from the fitted file; where files are named, or entries of the library, for these: an epoch has
all of theirs twice, or `--times` so often, and of the rest a share, a half where `--others` names no other.

The file that ships: five epochs on a GPU, 36 seconds each, by a script of its own with these examples, layers and
loss, 48 in a batch at a rate of 3e-4; without a fifth of `training/words/tangled.jsonl`, on which it was tried. Then,
since it took one in seven of what people tell of their lives for danger: `--on` the 18 entries about that and
`life_twins`, `--others .22 --epochs 1`, 18 minutes. Then, with twice as many of these and pairs of danger among them:
`--on` the 18, `life_twins` and `life_pairs`, `--times 1 --others .25 --epochs 1 --share .5`, 24 minutes; the whole
change takes more of others' questions for danger. Then, with 1,051 rows more of such pairs, which second readers had
read blind and unpaired: `--on` `life_pairs_phone`, `life_pairs_older`, `forum_pairs`, `alike_pairs` and the eight whose
names begin with `pairs_`, `--times 1 --others .22 --epochs 1`, 15 minutes, the whole of it.

`terse` and `first_messages` came later: a pass for them alone mended none of what they are for, and did not ship. Nor
has it learnt from the seven whose names begin with `messages_`, written since: what people type in a conversation, of
which it takes 3 in 100 for a crisis (`python -m benchmarks.talks alarms`).

One before, with the last six layers only and no long messages to
learn from, took one in five of these for danger.
"""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor

from coach.assembly import LARGER
from coach.guard.classify import FITTED_LARGER
from coach.library.entries import load_library
from coach.models.store import Store
from training.examples import Example, going_on, is_of, split, typed, written
from training.guard_classifier import RATE, Network, curve, save, take_up, train

SLOWER, ON_SLOWER = 1.6, 1.5
"""How much slower than the smaller encoder it learns, and again where it goes on."""
PLAIN, LONG, OTHERS, TIMES = 0.15, 40, 0.5, 2
"""The share of what is typed here, harmless and shorter than so many words, that it learns from: there is much of it,
and it is easy. The share of all that it has learnt before, where it goes on for some files; how often it has theirs."""


def drawn(chance: random.Random, wanted: Sequence[str] = ()) -> list[Example]:
    """All that was written for the guard, and of what is typed here what is wanted and a share of the rest."""
    some = (one for one in typed(load_library()) if not _is_easy(one) or is_of(one, wanted) or chance.random() < PLAIN)
    return [*written(), *some]


def _is_easy(example: Example) -> bool:
    return example.level == "clear" and len(example.text.split()) < LONG


def between(old: dict[str, Tensor], new: dict[str, Tensor], share: float) -> dict[str, Tensor]:
    """The fitted file with a share of the change that going on has made; what it knew before is kept better so."""
    return {name: torch.lerp(one, new[name], share) for name, one in old.items()}


def main() -> int:
    """Fit, measure where asked to, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--on", nargs="*", metavar="NAME", help="go on, more slowly, for some files or entries")
    parser.add_argument("--others", type=float, default=OTHERS, help="the share of all others where it goes on")
    parser.add_argument("--times", type=int, default=TIMES, help="how often it has theirs in an epoch")
    parser.add_argument("--share", type=float, default=1.0, help="how much of the change is written where it goes on")
    parser.add_argument("--held", action="store_true", help="hold a share out and print the curve; write nothing")
    parser.add_argument("--out", type=Path, default=FITTED_LARGER, help="where the fitted file goes")
    args = parser.parse_args()
    on = args.on is not None
    if on and args.held:
        parser.error("the fitted file has seen every example: --held begins from the encoder as it comes")
    torch.manual_seed(args.seed)
    store = Store()
    chance = random.Random(args.seed)
    examples = going_on(drawn(chance, args.on or ()), args.on or (), chance, args.others, args.times)
    learnt, held = split(examples) if args.held else (examples, [])
    slower = SLOWER * ON_SLOWER if on else SLOWER
    print(f"{len(learnt)} to learn from, {len(held)} held out, rate {RATE / slower:.1e}", flush=True)
    network = Network(store.trusted_path(store.catalog.get(LARGER)))
    if on:
        take_up(network, FITTED_LARGER)
    train(network, learnt, args.epochs, args.seed, slower=slower)
    if held:
        curve(network, held)
    else:
        old = load_file(FITTED_LARGER) if on else {}
        save(network, {}, args.out)
        if on and args.share < 1:
            with safe_open(args.out, "pt") as written:
                facts = written.metadata()
            save_file(between(old, load_file(args.out), args.share), args.out, metadata=facts)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
