"""A sentence encoder, to be fitted: low-rank changes on its linear layers (Hu and others 2021, arXiv 2106.09685)."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from peft import LoraConfig, get_peft_model
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

RANK, ALPHA, LONGEST, TOGETHER = 16, 32, 256, 10
LAYERS = ["query", "key", "value", "dense", "q", "k", "v", "o"]
"""What the linear layers are called, in BERT and in MPNet."""


class Encoder(nn.Module):
    """Texts to vectors of length 1: the mean of the last layer, as `coach.encoder.Embedder` takes it."""

    def __init__(self, folder: Path, dropout: float = 0.1, together: int = TOGETHER) -> None:
        """Load it; all of its layers are changed."""
        super().__init__()
        self.together = together
        self.identity = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
        self.tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        base = AutoModel.from_pretrained(
            folder, local_files_only=True, hidden_dropout_prob=dropout, attention_probs_dropout_prob=dropout
        )
        self.width: int = base.config.hidden_size
        changed = list(range(base.config.num_hidden_layers))
        config = LoraConfig(
            r=RANK, lora_alpha=ALPHA, lora_dropout=dropout, target_modules=LAYERS, layers_to_transform=changed
        )
        self.changed = get_peft_model(base, config)

    def forward(self, texts: Sequence[str]) -> Tensor:
        """One row a text; those of about one length are read together, so that little is read in vain."""
        order = sorted(range(len(texts)), key=lambda n: len(texts[n]))
        parts = [order[at : at + self.together] for at in range(0, len(order), self.together)]
        rows = torch.cat([self._rows([texts[n] for n in part]) for part in parts])
        return rows[torch.tensor(order).argsort()]

    def _rows(self, texts: Sequence[str]) -> Tensor:
        batch = self.tokenizer(list(texts), padding=True, truncation=True, max_length=LONGEST, return_tensors="pt")
        states = self.changed(**batch).last_hidden_state
        mask = batch["attention_mask"].unsqueeze(-1)
        return nn.functional.normalize((states * mask).sum(1) / mask.sum(1), dim=1)

    @torch.no_grad()
    def vectors(self, texts: Sequence[str], batch: int = 64) -> Tensor:
        """One row a text, nothing learnt."""
        self.eval()
        return torch.cat([self(texts[at : at + batch]) for at in range(0, len(texts), batch)])

    def factors(self) -> dict[str, Tensor]:
        """The two factors of each layer in half precision, with the scale worked in, as `Embedder` reads them."""
        found: dict[str, Tensor] = {}
        for name, value in self.changed.state_dict().items():
            if ".lora_" in name:
                short = name.removeprefix("base_model.model.").replace(".default.weight", "")
                scale = ALPHA / RANK if short.endswith("lora_B") else 1.0
                found[short] = (value * scale).half().contiguous()
        return found

    @torch.no_grad()
    def set_factors(self, factors: Mapping[str, Tensor]) -> None:
        """Take up factors that `factors` gave."""
        for name, value in self.changed.state_dict().items():
            if ".lora_" in name:
                short = name.removeprefix("base_model.model.").replace(".default.weight", "")
                scale = ALPHA / RANK if short.endswith("lora_B") else 1.0
                value.copy_(factors[short].float() / scale)
