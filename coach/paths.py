"""Where things lie: what ships with the program, and what belongs to this person.

Nothing is created at import. `COACH_HOME` moves everything of the person's into one folder;
`COACH_MODELS` moves the (large) model files alone.
"""

import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """A folder that ships with the program: `knowledge` or `models`.

    In a clone it stands beside the package; in a wheel it lies in `coach/_shipped`.
    """
    beside = _PACKAGE.parent / name
    return beside if beside.is_dir() else _PACKAGE / "_shipped" / name


def config_dir() -> Path:
    """Where the settings file lies."""
    home = os.environ.get("COACH_HOME")
    return Path(home) / "config" if home else platformdirs.user_config_path("coach")


def data_dir() -> Path:
    """Where the index and, by default, the models lie."""
    home = os.environ.get("COACH_HOME")
    return Path(home) / "data" if home else platformdirs.user_data_path("coach")


def models_dir() -> Path:
    """Where downloaded model files lie."""
    override = os.environ.get("COACH_MODELS")
    return Path(override) if override else data_dir() / "models"


def index_dir() -> Path:
    """Where the search index lies; it can be deleted at any time and is built again."""
    return data_dir() / "index"


def papers_dir() -> Path:
    """Where the person's own papers are kept, those that they added and no other."""
    return data_dir() / "papers"


def cache_dir() -> Path:
    """Where what can be made again is kept, such as the model's state after the fixed prompt."""
    home = os.environ.get("COACH_HOME")
    return Path(home) / "cache" if home else platformdirs.user_cache_path("coach")
