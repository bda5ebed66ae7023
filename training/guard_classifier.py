"""Fit the guard's classifier: `python -m training.guard_classifier [--epochs N] [--all]`.

LoRA on every linear layer of the sentence encoder (Hu and others 2021, arXiv 2106.09685) and a linear head for level
and kind, trained together on our own examples. Writes `coach/guard/fitted/classifier.safetensors`: the two factors of
each layer, the head, and the hash of the encoder that they belong to. About ten minutes on two cores; the same seed
gives the same file on the same machine. Without `--all` a share of the situations is held out and the curve printed on
which the operating point in `coach.guard.opinion` was chosen.
"""

import argparse
import hashlib
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from peft import LoraConfig, get_peft_model
from safetensors.torch import save_file
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

from coach.models.store import Store
from training.examples import KINDS, LEVELS, Example, everything, roughened, split

OUT = Path(__file__).resolve().parents[1] / "coach" / "guard" / "fitted" / "classifier.safetensors"
RANK, ALPHA, BATCH, LONGEST, RATE, HEAD_RATE = 16, 32, 32, 256, 4e-4, 2e-3
LEVEL_WEIGHTS = (1.0, 1.2, 1.6)
"""What an example of each level counts: a crisis missed costs most."""


class Network(nn.Module):
    """The encoder with its low-rank parts, and the head on the mean of its last layer."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        base = AutoModel.from_pretrained(folder, local_files_only=True)
        config = LoraConfig(
            r=RANK, lora_alpha=ALPHA, lora_dropout=0.1, target_modules=["query", "key", "value", "dense"]
        )
        self.encoder = get_peft_model(base, config)
        self.head = nn.Linear(base.config.hidden_size, len(LEVELS) + len(KINDS))

    def forward(self, texts: Sequence[str]) -> Tensor:
        """One row of logits a text: levels, then kinds."""
        batch = self.tokenizer(list(texts), padding=True, truncation=True, max_length=LONGEST, return_tensors="pt")
        states = self.encoder(**batch).last_hidden_state
        mask = batch["attention_mask"].unsqueeze(-1)
        mean = (states * mask).sum(1) / mask.sum(1)
        logits: Tensor = self.head(nn.functional.normalize(mean, dim=1) * SCALE)
        return logits


SCALE = 10.0
"""The encoder's vectors have length 1; the head reads them this much longer, so that it can be sure of itself."""


def batches(examples: Sequence[Example], chance: random.Random) -> Iterator[list[Example]]:
    """Batches of about the same length, in random order."""
    by_length = sorted(examples, key=lambda one: len(one.text) + chance.random() * 30)
    cut = [list(by_length[at : at + BATCH]) for at in range(0, len(by_length), BATCH)]
    chance.shuffle(cut)
    yield from cut


def loss(logits: Tensor, batch: Sequence[Example]) -> Tensor:
    """Level for all; kind for those in danger."""
    levels = torch.tensor([LEVELS.index(one.level) for one in batch])
    kinds = torch.tensor([KINDS.index(one.kind) if one.level != "clear" else -100 for one in batch])
    weights = torch.tensor(LEVEL_WEIGHTS)
    both = nn.functional.cross_entropy(logits[:, : len(LEVELS)], levels, weight=weights, label_smoothing=0.03)
    if any(one.level != "clear" for one in batch):
        both = both + 0.5 * nn.functional.cross_entropy(logits[:, len(LEVELS) :], kinds, ignore_index=-100)
    return both


def train(network: Network, examples: Sequence[Example], epochs: int, seed: int) -> None:
    """Fit in place; prints the loss of each epoch."""
    chance = random.Random(seed)
    adapted = [one for one in network.encoder.parameters() if one.requires_grad]
    groups = [{"params": adapted, "lr": RATE}, {"params": network.head.parameters(), "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * -(-len(examples) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [RATE, HEAD_RATE], total_steps=steps, pct_start=0.1)
    for epoch in range(epochs):
        network.train()
        begun, total = time.monotonic(), 0.0
        for batch in batches(examples, chance):
            cost = loss(network([roughened(one.text, chance) for one in batch]), batch)
            optimizer.zero_grad()
            cost.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(cost.detach()) * len(batch)
        print(f"epoch {epoch + 1}: loss {total / len(examples):.3f}, {time.monotonic() - begun:.0f} s", flush=True)


@torch.no_grad()
def judge(network: Network, texts: Sequence[str]) -> np.ndarray:
    """One row of level probabilities a text."""
    network.eval()
    rows = [network(texts[at : at + BATCH])[:, : len(LEVELS)].softmax(1) for at in range(0, len(texts), BATCH)]
    return torch.cat(rows).numpy()


def curve(network: Network, held: Sequence[Example]) -> None:
    """Print what each threshold hears of the examples held out."""
    sure = judge(network, [one.text for one in held])
    level = np.array([LEVELS.index(one.level) for one in held])
    print(f"\n{len(held)} held out: {np.bincount(level)} clear, concern, crisis")
    print("at or above   crisis heard   false   | any danger heard   false   (false: share of the clear)")
    for at in (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
        crisis, danger = sure[:, 2] >= at, 1 - sure[:, 0] >= at
        figures = [
            crisis[level == 2].mean(),
            crisis[level == 0].mean(),
            danger[level > 0].mean(),
            danger[level == 0].mean(),
        ]
        print(f"{at:11.2f}" + "".join(f"{figure:14.3f}" for figure in figures))


def save(network: Network, base: Path) -> None:
    """Write the factors in half precision, with the scale worked in, and the head."""
    tensors: dict[str, Tensor] = {}
    for name, value in network.encoder.state_dict().items():
        if ".lora_" in name:
            short = name.removeprefix("base_model.model.").replace(".default.weight", "")
            scale = ALPHA / RANK if short.endswith("lora_B") else 1.0
            tensors[short] = (value * scale).half().contiguous()
    tensors |= {"head.weight": network.head.weight.detach() * SCALE, "head.bias": network.head.bias.detach()}
    encoder = hashlib.sha256((base / "model.safetensors").read_bytes()).hexdigest()
    OUT.parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors, OUT, metadata={"encoder": encoder, "levels": " ".join(LEVELS), "kinds": " ".join(KINDS)})
    print(f"{OUT.name}: {OUT.stat().st_size / 1e6:.1f} MB")


def main() -> int:
    """Fit, measure, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--all", action="store_true", help="learn from all examples, as for the file that ships")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    store = Store()
    base = store.trusted_path(store.catalog.get("all-minilm-l6-v2"))
    examples = everything()
    learnt, held = (examples, []) if args.all else split(examples)
    print(f"{len(learnt)} to learn from, {len(held)} held out", flush=True)
    network = Network(base)
    train(network, learnt, args.epochs, args.seed)
    if held:
        curve(network, held)
    save(network, base)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
