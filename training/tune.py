"""Fit a language model to the coach's words: `python -m training.tune MODEL [--epochs N] [--share F] [--try]`.

Low-rank changes on every linear layer (Hu and others 2021, arXiv 2106.09685) of a model of the catalogue, read straight
from its GGUF file; the loss is on the answers alone (`training.samples` says which). Goes on from its checkpoint where
it was cut short, and writes `models/adapters/MODEL.gguf`. `--try` keeps some entries out and prints the loss on them.

A GPU is needed for the 1.5B: there two epochs take three minutes, where two cores would take days. The adapter that
ships was made there, by a script of its own with the same examples, weights, layers and rates, before this command was
brought in line with it (epochs 2, share .5; bf16; the vocabulary cut to the 27,000 tokens that the examples and common
English need; the rate going down by the clock). This command was run here on 40 samples, to see that it works.

It has not learnt from `tangled.jsonl` and `pairs_4.jsonl`, which came later. One that had, and after that by preference
from its own failures, was better on as many messages as it was worse (`benchmarks/data/blind/preferred`): 2.49 beside
2.50 of 5. In its first stage the answers had by mistake no end, so one without that may do better.
"""

import argparse
import random
import time
from collections.abc import Sequence
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
from training.batches import batches, laid_out
from training.examples import everything as messages
from training.pairs import everything as pairs
from training.samples import Sample, danger, samples, share, truth
from training.samples import words as worded

LAYERS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
RANK = 16
RATE = {"qwen2.5-coder-1.5b": 2.5e-4, "smollm2-135m": 5e-4}
DROPOUT, WARM_UP, SAVE_EVERY_S = 0.05, 0.05, 300
TOKENS = {"cuda": 8000, "cpu": 800}
"""How many tokens a step reads."""
HELD_ENTRIES = 5


def precision() -> torch.dtype:
    """bf16 where the machine multiplies in it; where it would be emulated, fp32 is many times faster."""
    quick = torch.cuda.is_available() or torch.ops.mkldnn._is_mkldnn_bf16_supported()
    return torch.bfloat16 if quick else torch.float32


class Tuned(nn.Module):
    """A base model in `precision()` with factors in fp32."""

    def __init__(self, gguf: Path) -> None:
        super().__init__()
        base = AutoModelForCausalLM.from_pretrained(gguf.parent, gguf_file=gguf.name, dtype=precision())
        config = LoraConfig(r=RANK, lora_alpha=2 * RANK, lora_dropout=DROPOUT, target_modules=LAYERS)
        self.changed: Any = get_peft_model(base, config)
        for one in self.changed.parameters():
            if one.requires_grad:
                one.data = one.data.float()
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.to(self.device)
        self.config = base.config

    def forward(self, batch: Sequence[Sample]) -> Tensor:
        """The mean loss over the tokens of the answers, each with its weight."""
        tokens, sees, wanted, weights = (one.to(self.device) for one in laid_out(batch))
        with torch.autocast(self.device.type, torch.bfloat16, enabled=precision() == torch.bfloat16):
            inner = self.changed.base_model.model
            held = inner.model(input_ids=tokens, attention_mask=sees, use_cache=False)
            asked = wanted >= 0
            logits = inner.lm_head(held.last_hidden_state[asked])
        costs = nn.functional.cross_entropy(logits.float(), wanted[asked], reduction="none")
        return (costs * weights[asked]).sum() / weights[asked].sum()

    def factors(self) -> dict[str, tuple[Tensor, Tensor]]:
        """By layer, A and B."""
        found: dict[str, dict[str, Tensor]] = {}
        for name, value in self.changed.state_dict().items():
            if ".lora_" in name:
                layer, _, rest = name.removeprefix("base_model.model.").partition(".lora_")
                found.setdefault(layer, {})[rest[0]] = value.detach().cpu()
        return {layer: (both["A"], both["B"]) for layer, both in found.items()}


def train(network: Tuned, plan: Sequence[list[Sample]], rate: float, checkpoint: Path) -> None:
    """Fit in place, from the checkpoint where there is one; a step whose slope is no number is left out."""
    asked = [one for one in network.changed.parameters() if one.requires_grad]
    optimizer = torch.optim.AdamW(asked, rate, betas=(0.9, 0.98), weight_decay=0.0)
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
        if torch.isfinite(nn.utils.clip_grad_norm_(asked, 1.0)):
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
    cut = list(batches(held, TOKENS["cpu"], random.Random(1)))
    return sum(float(network(batch)) * len(batch) for batch in cut) / len(held)


def split(seed: int) -> tuple[list[Any], list[Any]]:
    """All rows of words but those of some whole entries, and those."""
    replies = words.replies()
    held = set(random.Random(seed).sample(sorted({row.entry for row in replies}), HELD_ENTRIES))
    learnt: list[Any] = [row for row in replies if row.entry not in held]
    return learnt + list(words.lines()), [row for row in replies if row.entry in held]


def tokens(model: Path, seed: int, *, hold: bool) -> tuple[list[Sample], list[Sample]]:
    """All that is learnt, and what is kept out of it, in tokens of a model."""
    rows, kept_out = split(seed) if hold else ([*words.replies(), *words.lines()], [])
    unseen = {row.entry for row in kept_out}
    library, chance, reader = load_library(), random.Random(seed), LlamaModel(model, 1024, slots=1)
    known = [pair for pair in pairs(seed) if pair.entry not in unseen]
    shown = [*worded(rows, library), *truth(known, library, chance), *danger(messages(), chance)]
    learnt, held = samples(shown, reader), samples(worded(kept_out, library), reader)
    reader.close()
    return learnt, held


def main() -> int:
    """Fit, measure, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("model", choices=sorted(RATE))
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float)
    parser.add_argument("--share", type=float, default=0.5, help="of all but the words, so much is learnt in an epoch")
    parser.add_argument("--rows", type=int, help="learn from so many samples, where time is short")
    parser.add_argument(
        "--try", action="store_true", dest="hold", help="keep some entries out and print the loss on them"
    )
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    store = Store()
    card = store.catalog.get(args.model)
    path = store.trusted_path(card)
    learnt, held = tokens(path, args.seed, hold=args.hold)
    learnt = random.Random(args.seed).sample(learnt, min(args.rows or len(learnt), len(learnt)))
    print(f"{len(learnt)} samples, {sum(one.length for one in learnt)} tokens; {len(held)} held out", flush=True)
    network = Tuned(path)
    most, chances = TOKENS[network.device.type], [random.Random(args.seed + epoch) for epoch in range(args.epochs)]
    plan = [batch for chance in chances for batch in batches(share(learnt, args.share, chance), most, chance)]
    checkpoint = paths.cache_dir() / "training" / f"{args.model}{'-try' if args.hold else ''}.pt"
    before = mean_loss(network, held) if held else 0.0
    train(network, plan, args.rate or RATE[args.model], checkpoint)
    if held:
        print(f"loss on entries kept out: {before:.3f} before, {mean_loss(network, held):.3f} after")
    out = (checkpoint.parent if args.hold else Path("models/adapters")) / f"{args.model}.gguf"
    adapter_file.write(out, network.factors(), 2 * RANK, network.config, card.files[0].sha256)
    checkpoint.unlink(missing_ok=True)
    print(f"{out.name}: {out.stat().st_size / 1e6:.1f} MB. To ship it, models/catalog.toml says below this model:\n")
    print(f'[model.adapter]\npath = "adapters/{out.name}"\nsize = {out.stat().st_size}\nsha256 = "{sha256(out)}"')
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
