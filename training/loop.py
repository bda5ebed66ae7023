"""One way to fit a network in place, for all that is fitted here but the language models."""

import time
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import torch
from torch import Tensor, nn

Batch = TypeVar("Batch")


def fit(
    network: nn.Module,
    rates: Sequence[tuple[Iterable[nn.Parameter], float]],
    epochs: Sequence[Sequence[Batch]],
    cost: Callable[[Batch], Tensor],
) -> None:
    """Fit with AdamW and one cycle of the rates; prints the mean loss of each epoch.

    Args:
        network: is put into training mode; what is fitted of it stands in `rates`.
        rates: parameters, each group with its highest learning rate.
        epochs: the batches of each epoch.
        cost: the loss of a batch.
    """
    groups = [{"params": list(some), "lr": rate} for some, rate in rates]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [rate for _, rate in rates], total_steps=sum(len(epoch) for epoch in epochs), pct_start=0.1
    )
    network.train()
    for number, epoch in enumerate(epochs, 1):
        begun, costs = time.monotonic(), []
        for batch in epoch:
            loss = cost(batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            costs.append(float(loss.detach()))
        print(f"epoch {number}: loss {sum(costs) / len(costs):.3f}, {time.monotonic() - begun:.0f} s", flush=True)


def adapted(network: nn.Module) -> list[nn.Parameter]:
    """What of a network is to be fitted."""
    return [one for one in network.parameters() if one.requires_grad]
