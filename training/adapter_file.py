"""Write low-rank factors as a GGUF adapter that llama.cpp loads.

llama.cpp keeps the rows of `q` and `k` of the llama architecture in another order than transformers does; the second
factor of these layers is put into that order.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from gguf import GGUFWriter
from torch import Tensor

_LAYERS = {
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}


def write(
    path: Path, factors: Mapping[str, tuple[Tensor, Tensor]], alpha: float, config: object, base_sha256: str
) -> None:
    """Write one adapter.

    Args:
        path: the file to write.
        factors: by the layer's name in transformers (`model.layers.0.mlp.up_proj`), A (r, in) and B (out, r).
        alpha: the scale is alpha / r.
        config: the model's configuration, for its architecture and heads.
        base_sha256: the hash of the file that it belongs to.
    """
    arch = str(config.model_type)  # type: ignore[attr-defined]
    writer = GGUFWriter(path, arch)
    writer.add_type("adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", float(alpha))
    writer.add_string("coach.base.sha256", base_sha256)
    for name, (one, other) in sorted(factors.items()):
        _, _, number, layer = name.split(".", 3)
        short = f"blk.{number}.{_LAYERS[layer]}.weight"
        if arch == "llama" and layer in {"self_attn.q_proj", "self_attn.k_proj"}:
            heads = config.num_attention_heads if "q_proj" in layer else config.num_key_value_heads  # type: ignore[attr-defined]
            other = reordered(other, heads)
        writer.add_tensor(f"{short}.lora_a", _half(one))
        writer.add_tensor(f"{short}.lora_b", _half(other))
    path.parent.mkdir(parents=True, exist_ok=True)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def reordered(rows: Tensor, heads: int) -> Tensor:
    """Rows of q or k from the order of transformers to that of llama.cpp."""
    out = rows.shape[0]
    return rows.reshape(heads, 2, out // heads // 2, -1).swapaxes(1, 2).reshape(rows.shape)


def _half(tensor: Tensor) -> np.ndarray:
    return tensor.detach().to(torch.float16).contiguous().numpy()
