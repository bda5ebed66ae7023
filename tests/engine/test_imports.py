import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["base", "process", "scripted", "server", "text"])
def test_the_screens_side_imports_no_model_library(module: str) -> None:
    code = f"import sys, coach.engine.{module}; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"llama_cpp", "numpy", "jinja2", "textual"} & set(modules)
