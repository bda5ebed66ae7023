"""Fit the guard's reader on the larger encoder: `python -m training.guard_larger [--epochs N] [--on [FILE…]] [--held]`.

As `training.guard_classifier`, on the last layers of the larger encoder; the examples are the same, of what is plainly
typed here a share in each run. Writes `coach/guard/fitted/larger.safetensors`. With `--held` a share of the situations
is held out, a curve printed and nothing written. About 30 minutes an epoch on two cores.

With `--on` it goes on from the fitted file; where files are named, for these: an epoch has all of theirs twice, and of
the rest a half.

The file that ships: two epochs, then two more with `--on` when `signs_*` and `session_self_harm` had come, then one
with `--on` for `theirs_*`, `home_*`, `room_*`, `heavy_clear`, `confessions` and `followups`.
"""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import torch

from coach.assembly import LARGER
from coach.guard.classify import FITTED_LARGER
from coach.library.entries import load_library
from coach.models.store import Store
from training.examples import Example, split, typed, written
from training.guard_classifier import RATE, Network, curve, save, take_up, train

TOP, SLOWER, ON_SLOWER = 6, 1.6, 1.5
"""Layers that are changed; how much slower than the smaller encoder it learns, and again where it goes on."""
PLAIN, OTHERS = 0.15, 0.5
"""The share of what is typed here, and harmless, that it learns from: there is much of it, and it is easy. And that of
all that it has learnt before, where it goes on for some files."""


def drawn(chance: random.Random) -> list[Example]:
    """All that was written for the guard, and a share of what is typed here."""
    some = (one for one in typed(load_library()) if one.level != "clear" or chance.random() < PLAIN)
    return [*written(), *some]


def going_on(examples: Sequence[Example], files: Sequence[str], chance: random.Random) -> list[Example]:
    """What an epoch has where it goes on for some files: theirs twice, and of the others a half."""
    new = [one for one in examples if one.situation.partition("/")[0] in files]
    old = [one for one in examples if one.situation.partition("/")[0] not in files]
    return [*new, *new, *(one for one in old if chance.random() < OTHERS)] if files else old


def main() -> int:
    """Fit, measure where asked to, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--on", nargs="*", metavar="FILE", help="go on, more slowly, from the fitted file")
    parser.add_argument("--held", action="store_true", help="hold a share out and print the curve; write nothing")
    parser.add_argument("--out", type=Path, default=FITTED_LARGER, help="where the fitted file goes")
    args = parser.parse_args()
    on = args.on is not None
    if on and args.held:
        parser.error("the fitted file has seen every example: --held begins from the encoder as it comes")
    torch.manual_seed(args.seed)
    store = Store()
    chance = random.Random(args.seed)
    examples = going_on(drawn(chance), args.on or (), chance)
    learnt, held = split(examples) if args.held else (examples, [])
    slower = SLOWER * ON_SLOWER if on else SLOWER
    print(f"{len(learnt)} to learn from, {len(held)} held out, rate {RATE / slower:.1e}", flush=True)
    network = Network(store.trusted_path(store.catalog.get(LARGER)), top=TOP)
    if on:
        take_up(network, FITTED_LARGER)
    train(network, learnt, args.epochs, args.seed, slower=slower)
    if held:
        curve(network, held)
    else:
        save(network, {}, args.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
