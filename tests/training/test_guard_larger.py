import random

import torch

from training.examples import Example
from training.guard_larger import between, going_on


def test_going_on_has_theirs_so_many_times_and_a_share_of_the_rest() -> None:
    examples = [Example(f"{name}/{n}", "clear", "none", f"{name} {n}") for name in ("new", "old") for n in range(100)]
    some = going_on(examples, ["new"], random.Random(1), others=0.2, times=3)
    assert sum(one.situation.startswith("new") for one in some) == 300
    assert 10 <= sum(one.situation.startswith("old") for one in some) <= 30


def test_a_share_of_the_change_lies_between() -> None:
    old, new = {"a": torch.zeros(2, 2)}, {"a": torch.full((2, 2), 4.0)}
    assert torch.equal(between(old, new, 0.25)["a"], torch.ones(2, 2))
    assert torch.equal(between(old, new, 0.0)["a"], old["a"]) and torch.equal(between(old, new, 1.0)["a"], new["a"])
