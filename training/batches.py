"""Samples laid out for one step of learning."""

import random
from collections.abc import Iterator, Sequence

import torch
from torch import Tensor

from training.samples import Sample


def laid_out(batch: Sequence[Sample]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Tokens, which of them are there, what should follow each (-1 where nothing is asked), and what that counts."""
    longest = max(one.length for one in batch)
    tokens = torch.zeros(len(batch), longest, dtype=torch.long)
    sees, wanted, weights = torch.zeros_like(tokens), torch.full_like(tokens, -1), torch.zeros(tokens.shape)
    for row, sample in enumerate(batch):
        first = len(sample.prompt)
        tokens[row, : sample.length] = torch.tensor((*sample.prompt, *sample.answer))
        sees[row, : sample.length] = 1
        wanted[row, first - 1 : sample.length - 1] = torch.tensor(sample.answer)
        weights[row, first - 1 : sample.length - 1] = sample.weight
    return tokens, sees, wanted, weights


def batches(learnt: Sequence[Sample], most: int, chance: random.Random) -> Iterator[list[Sample]]:
    """All samples once, those of about one length together and at most `most` tokens, in random order."""
    by_length = sorted(learnt, key=lambda one: one.length + chance.random() * 15)
    cut: list[list[Sample]] = [[]]
    for sample in by_length:
        longest = max((one.length for one in (*cut[-1], sample)), default=0)
        if cut[-1] and longest * (len(cut[-1]) + 1) > most:
            cut.append([])
        cut[-1].append(sample)
    chance.shuffle(cut)
    yield from cut
