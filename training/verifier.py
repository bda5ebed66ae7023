"""Fit the verifier: `python -m training.verifier [--epochs N] [--all]`.

It reads a message and a sentence made of it, as one text, and says how likely the sentence keeps what the message says.
The sentence encoder's layers (`training.encoder`) and one linear head, trained on `training.pairs`. Without `--all`
some whole entries are held out, and a table printed: how often each way of breaking is noticed, at thresholds that
let through a given share of the sentences that keep. Writes `coach/guard/fitted/verifier.safetensors`.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from coach.guard.verify import joined
from coach.models.store import Store
from training.encoder import Encoder
from training.loop import adapted, fit
from training.pairs import Pair, everything

OUT = Path(__file__).resolve().parents[1] / "coach" / "guard" / "fitted" / "verifier.safetensors"
BATCH, RATE, HEAD_RATE, SCALE = 32, 4e-4, 2e-3, 10.0
HELD_ENTRIES = 8
WRITTEN_COUNT = 3
"""How often a pair that was written by hand is shown for each time that others are."""


class Network(nn.Module):
    """The encoder, and the head on its vectors."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = Encoder(folder)
        self.head = nn.Linear(self.encoder.width, 1)

    def forward(self, pairs: Sequence[Pair]) -> Tensor:
        """One number a pair, above 0 where it keeps."""
        texts = [joined(one.message, one.part, one.sentence) for one in pairs]
        logits: Tensor = self.head(self.encoder(texts) * SCALE).squeeze(1)
        return logits


def batches(pairs: Sequence[Pair], chance: random.Random) -> Iterator[list[Pair]]:
    """Batches of about the same length, in random order."""
    by_length = sorted(pairs, key=lambda one: len(one.message) + len(one.sentence) + chance.random() * 40)
    cut = [list(by_length[at : at + BATCH]) for at in range(0, len(by_length), BATCH)]
    chance.shuffle(cut)
    yield from cut


def train(network: Network, pairs: Sequence[Pair], epochs: int, seed: int) -> None:
    """Fit in place."""
    chance = random.Random(seed)

    def cost(batch: Sequence[Pair]) -> Tensor:
        wanted = torch.tensor([0.97 if one.keeps else 0.03 for one in batch])
        return nn.functional.binary_cross_entropy_with_logits(network(batch), wanted)

    rates = [(adapted(network.encoder), RATE), (list(network.head.parameters()), HEAD_RATE)]
    fit(network, rates, [list(batches(pairs, chance)) for _ in range(epochs)], cost)


@torch.no_grad()
def judge(network: Network, pairs: Sequence[Pair]) -> np.ndarray:
    """How likely each keeps."""
    network.eval()
    rows = [network(pairs[at : at + BATCH]).sigmoid() for at in range(0, len(pairs), BATCH)]
    return torch.cat(rows).numpy()


def table(network: Network, held: Sequence[Pair]) -> None:
    """What is noticed, by the way of breaking, at thresholds that let through .98 to .80 of what keeps."""
    sure, keeps = judge(network, held), np.array([one.keeps for one in held])
    shares = (0.98, 0.95, 0.9, 0.85, 0.8)
    at = [float(np.quantile(sure[keeps], 1 - share)) for share in shares]
    print(f"\n{'lets through of what keeps':28}{'n':>6}" + "".join(f"{share:8.2f}" for share in shares))
    print(f"{'threshold':28}{'':6}" + "".join(f"{limit:8.3f}" for limit in at))
    whys = [one.why for one in held]
    for why in sorted(set(whys)):
        rows = np.array([other == why for other in whys])
        if keeps[rows].all():
            print(
                f"{why + ' (let through)':28}{rows.sum():6}" + "".join(f"{(sure[rows] >= x).mean():8.2f}" for x in at)
            )
        else:
            print(f"{why:28}{rows.sum():6}" + "".join(f"{(sure[rows] < x).mean():8.2f}" for x in at))


def save(network: Network) -> None:
    """Write the factors and the head."""
    tensors = network.encoder.factors()
    tensors |= {"head.weight": network.head.weight.detach() * SCALE, "head.bias": network.head.bias.detach()}
    save_file(tensors, OUT, metadata={"encoder": network.encoder.identity})
    print(f"{OUT.name}: {OUT.stat().st_size / 1e6:.1f} MB")


def main() -> int:
    """Fit, measure, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--all", action="store_true", help="learn from all pairs, as for the file that ships")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    pairs = everything(args.seed)
    entries = sorted({one.entry for one in pairs})
    unseen = set() if args.all else set(random.Random(args.seed).sample(entries, HELD_ENTRIES))
    learnt = [one for one in pairs if one.entry not in unseen]
    by_hand = [one for one in learnt if one.why in {"keeps"} or not (one.keeps or one.why.startswith(("made", "of-")))]
    learnt += (WRITTEN_COUNT - 1) * by_hand
    held = [one for one in pairs if one.entry in unseen]
    print(f"{len(learnt)} to learn from, {len(by_hand)} of them by hand; {len(held)} held out", flush=True)
    store = Store()
    network = Network(store.trusted_path(store.catalog.get("all-minilm-l6-v2")))
    train(network, learnt, args.epochs, args.seed)
    if held:
        table(network, held)
    save(network)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
