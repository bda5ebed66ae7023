from pathlib import Path

from coach.assembly import LARGER, larger_encoder
from coach.errors import CoachError, ModelMissing
from coach.models.store import Store


def test_without_the_larger_encoder_the_person_is_told_what_it_means(tmp_path: Path) -> None:
    problems: list[CoachError] = []
    assert larger_encoder(Store(tmp_path), problems) is None
    (problem,) = problems
    assert not isinstance(problem, ModelMissing), "its words would say that no model writes"
    assert "F7" in problem.msg and LARGER in problem.msg
