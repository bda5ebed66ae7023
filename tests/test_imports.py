import subprocess
import sys

import pytest

HEAVY = {"llama_cpp", "chromadb", "sentence_transformers", "torch", "transformers"}


def imported_by(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stdout.split()}


@pytest.mark.parametrize(
    "code",
    ["import coach.tui.app", "import coach.assembly", "import coach.commands.ask", "import coach.commands.screen"],
)
def test_no_face_imports_a_model_library(code: str) -> None:
    assert not imported_by(code) & HEAVY


def test_the_first_frame_waits_for_no_library_of_ours() -> None:
    loaded = imported_by("import coach.tui.app")
    assert "psutil" not in loaded and "httpx" not in loaded


def test_the_core_knows_no_face() -> None:
    assert "textual" not in imported_by("import coach.assembly, coach.commands.ask")
