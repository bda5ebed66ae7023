"""Fit a language model to the coach's words: `python -m training.tune MODEL [--epochs N] [--rows N] [--try]`.

Low-rank changes on every linear layer (Hu and others 2021, arXiv 2106.09685), from `FIRST_LAYER` on, of a model of the
catalogue, read straight from its GGUF file; the loss is on the answers alone. Goes on from its checkpoint where it was
cut short, and writes `models/adapters/MODEL.gguf`. Two cores that multiply in fp32 alone get the 1.5B model through 20
to 25 of the 330,000 tokens a second; `--rows` takes a share of them. On a GPU where there is one. `--try` keeps some
entries out and prints the loss on them; without it all rows are learnt from.
"""

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig, get_peft_model
from torch import Tensor, nn
from transformers import AutoModelForCausalLM

from coach import paths
from coach.engine.llama import LlamaModel
from coach.library.entries import load_library
from coach.models.store import Store, sha256
from training import adapter_file, words
from training.samples import Sample, samples

LAYERS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
RANK = {"qwen2.5-coder-1.5b": 8, "smollm2-135m": 16}
FIRST_LAYER = {"qwen2.5-coder-1.5b": 8, "smollm2-135m": 0}
"""The layers before it stay as they are: nothing is carried back through them, which saves a fifth of the time."""
RATE = {"qwen2.5-coder-1.5b": 2e-4, "smollm2-135m": 5e-4}
BATCH, WARM_UP, SAVE_EVERY_S = 4, 0.05, 300
HELD_ENTRIES = 5


def precision() -> torch.dtype:
    """bf16 where the machine multiplies in it; where it would be emulated, fp32 is many times faster."""
    quick = torch.cuda.is_available() or torch.ops.mkldnn._is_mkldnn_bf16_supported()
    return torch.bfloat16 if quick else torch.float32


class Tuned(nn.Module):
    """A base model in `precision()` with factors in fp32."""

    def __init__(self, gguf: Path, rank: int, first_layer: int = 0) -> None:
        super().__init__()
        base = AutoModelForCausalLM.from_pretrained(gguf.parent, gguf_file=gguf.name, dtype=precision())
        config = LoraConfig(
            r=rank,
            lora_alpha=2 * rank,
            target_modules=LAYERS,
            layers_to_transform=list(range(first_layer, base.config.num_hidden_layers)),
            layers_pattern="layers",
        )
        self.changed: Any = get_peft_model(base, config)
        for one in self.changed.parameters():
            if one.requires_grad:
                one.data = one.data.float()
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.to(self.device)
        self.config = base.config

    def forward(self, batch: Sequence[Sample]) -> Tensor:
        """The mean loss over the tokens of the answers."""
        tokens, places, mask, wanted = (one.to(self.device) for one in laid_out(batch))
        with torch.autocast(self.device.type, torch.bfloat16, enabled=precision() == torch.bfloat16):
            inner = self.changed.base_model.model
            held = inner.model(input_ids=tokens, position_ids=places, attention_mask=mask, use_cache=False)
            asked = wanted >= 0
            logits = inner.lm_head(held.last_hidden_state[asked])
        return nn.functional.cross_entropy(logits.float(), wanted[asked])

    def factors(self) -> dict[str, tuple[Tensor, Tensor]]:
        """By layer, A and B."""
        found: dict[str, dict[str, Tensor]] = {}
        for name, value in self.changed.state_dict().items():
            if ".lora_" in name:
                layer, _, rest = name.removeprefix("base_model.model.").partition(".lora_")
                found.setdefault(layer, {})[rest[0]] = value.detach().cpu()
        return {layer: (both["A"], both["B"]) for layer, both in found.items()}


def laid_out(batch: Sequence[Sample]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Tokens, their places, what each may see, and what should follow each (-1 where nothing is asked)."""
    longest = max(one.length for one in batch)
    tokens = torch.zeros(len(batch), longest, dtype=torch.long)
    places, wanted = torch.zeros_like(tokens), torch.full_like(tokens, -1)
    sees = torch.eye(longest, dtype=torch.bool).repeat(len(batch), 1, 1)
    for row, sample in enumerate(batch):
        end = trunk = len(sample.trunk)
        tokens[row, :end] = torch.tensor(sample.trunk)
        places[row, :end] = torch.arange(end)
        sees[row, :end, :end] = torch.ones(end, end).tril().bool()
        for branch in sample.branches:
            own = (*branch.prompt, *branch.answer)
            start, end = end, end + len(own)
            tokens[row, start:end] = torch.tensor(own)
            places[row, start:end] = trunk + torch.arange(len(own))
            sees[row, start:end, :trunk] = True
            sees[row, start:end, start:end] = torch.ones(len(own), len(own)).tril().bool()
            first = start + len(branch.prompt)
            wanted[row, first - 1 : end - 1] = torch.tensor(branch.answer)
    mask = torch.zeros(sees.shape).masked_fill(~sees, torch.finfo(precision()).min)
    return tokens, places, mask.unsqueeze(1).to(precision()), wanted


def batches(learnt: Sequence[Sample], chance: random.Random) -> Iterator[list[Sample]]:
    """All samples once, those of about one length together, in random order."""
    by_length = sorted(learnt, key=lambda one: one.length + chance.random() * 12)
    cut = [by_length[at : at + BATCH] for at in range(0, len(by_length), BATCH)]
    chance.shuffle(cut)
    yield from cut


def train(network: Tuned, learnt: Sequence[Sample], epochs: int, rate: float, checkpoint: Path, seed: int) -> None:
    """Fit in place, from the checkpoint where there is one."""
    asked = [one for one in network.changed.parameters() if one.requires_grad]
    optimizer = torch.optim.AdamW(asked, rate, weight_decay=0.0)
    plan = [batch for epoch in range(epochs) for batch in batches(learnt, random.Random(seed + epoch))]
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, rate, total_steps=len(plan), pct_start=WARM_UP, anneal_strategy="cos", cycle_momentum=False
    )
    done = take_up(network, optimizer, schedule, checkpoint)
    network.train()
    begun = saved = time.monotonic()
    costs: list[float] = []
    for step in range(done, len(plan)):
        cost = network(plan[step])
        optimizer.zero_grad()
        cost.backward()
        nn.utils.clip_grad_norm_(asked, 1.0)
        optimizer.step()
        schedule.step()
        costs.append(float(cost.detach()))
        if (step + 1) % 20 == 0 or step + 1 == len(plan):
            seen = sum(one.length for batch in plan[done : step + 1] for one in batch)
            speed = seen / (time.monotonic() - begun)
            print(
                f"{step + 1}/{len(plan)}: loss {sum(costs[-40:]) / len(costs[-40:]):.3f}, {speed:.0f} tokens/s",
                flush=True,
            )
        if time.monotonic() - saved > SAVE_EVERY_S:
            keep(network, optimizer, schedule, step + 1, checkpoint)
            saved = time.monotonic()


def keep(network: Tuned, optimizer: Any, schedule: Any, done: int, path: Path) -> None:
    """Write a checkpoint; a run that is cut short goes on from it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    factors = {name: value for name, value in network.changed.state_dict().items() if ".lora_" in name}
    parts = {"factors": factors, "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(), "done": done}
    torch.save(parts, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


def take_up(network: Tuned, optimizer: Any, schedule: Any, path: Path) -> int:
    """Go on from a checkpoint; returns the steps done."""
    if not path.exists():
        return 0
    parts = torch.load(path, weights_only=True)
    network.changed.load_state_dict(parts["factors"], strict=False)
    optimizer.load_state_dict(parts["optimizer"])
    schedule.load_state_dict(parts["schedule"])
    done: int = parts["done"]
    print(f"goes on after {done} steps", flush=True)
    return done


@torch.no_grad()
def mean_loss(network: Tuned, held: Sequence[Sample]) -> float:
    """Over the answers of samples that are not learnt from."""
    network.eval()
    cut = [held[at : at + BATCH] for at in range(0, len(held), BATCH)]
    return sum(float(network(batch)) * len(batch) for batch in cut) / len(held)


def split(seed: int) -> tuple[list[Any], list[Any]]:
    """All rows but those of some whole entries, and those."""
    replies = words.replies()
    held = set(random.Random(seed).sample(sorted({row.entry for row in replies}), HELD_ENTRIES))
    learnt: list[Any] = [row for row in replies if row.entry not in held]
    return learnt + list(words.lines()), [row for row in replies if row.entry in held]


def main() -> int:
    """Fit, measure, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("model", choices=sorted(RATE))
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float)
    parser.add_argument("--rows", type=int, help="learn from so many rows, drawn evenly, where time is short")
    parser.add_argument(
        "--try", action="store_true", dest="hold", help="keep some entries out and print the loss on them"
    )
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    store = Store()
    card = store.catalog.get(args.model)
    path = store.trusted_path(card)
    rows, kept_out = split(args.seed) if args.hold else ([*words.replies(), *words.lines()], [])
    rows = words.drawn(rows, args.rows or len(rows), random.Random(args.seed))
    library, reader = load_library(), LlamaModel(path, 1024, slots=1)
    learnt, held = samples(rows, library, reader), samples(kept_out, library, reader)
    reader.close()
    print(f"{len(learnt)} samples, {sum(one.length for one in learnt)} tokens; {len(held)} held out", flush=True)
    network = Tuned(path, RANK[args.model], FIRST_LAYER[args.model])
    checkpoint = paths.cache_dir() / "training" / f"{args.model}{'-try' if args.hold else ''}.pt"
    before = mean_loss(network, held) if held else 0.0
    train(network, learnt, args.epochs, args.rate or RATE[args.model], checkpoint, args.seed)
    if held:
        print(f"loss on entries kept out: {before:.3f} before, {mean_loss(network, held):.3f} after")
    out = (checkpoint.parent if args.hold else Path("models/adapters")) / f"{args.model}.gguf"
    adapter_file.write(out, network.factors(), 2 * RANK[args.model], network.config, card.files[0].sha256)
    checkpoint.unlink(missing_ok=True)
    print(f"{out.name}: {out.stat().st_size / 1e6:.1f} MB. To ship it, models/catalog.toml says below this model:\n")
    print(f'[model.adapter]\npath = "adapters/{out.name}"\nsize = {out.stat().st_size}\nsha256 = "{sha256(out)}"')
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
