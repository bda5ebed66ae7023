"""What the program remembers between starts: a few choices, never a word of a conversation."""

import os
import tomllib
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

import tomli_w

from coach import paths
from coach.errors import SettingsError


@dataclass(frozen=True)
class Settings:
    """The person's choices; an empty string means not chosen yet.

    Attributes:
        country: code of a file in `knowledge/help/lines`.
        model: a name of the catalogue, a path to a GGUF, `none`, or empty for the default of this machine.
        consent: version of the consent text that was accepted.
        theme: name of a Textual theme.
        opened: the day of the last start, ISO 8601.
        server: `HOST:PORT` of a Chroma server that holds the search index; empty for this machine's own.
    """

    country: str = ""
    model: str = ""
    consent: str = ""
    theme: str = ""
    opened: str = ""
    server: str = ""

    def with_(self, **changes: str) -> "Settings":
        """A copy with some fields changed."""
        return replace(self, **changes)


def _file() -> Path:
    return paths.config_dir() / "settings.toml"


def load() -> Settings:
    """Read the settings; unknown keys are left alone, a missing file is all defaults.

    Raises:
        SettingsError: the file is there and cannot be read.
    """
    try:
        with _file().open("rb") as file:
            raw = tomllib.load(file)
    except FileNotFoundError:
        return Settings()
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            "The settings file cannot be read",
            f"Nothing else is lost. Mend or delete {_file()} and start again. ({error})",
        ) from error
    known = {f.name for f in fields(Settings)}
    return Settings(**{key: str(value) for key, value in raw.items() if key in known})


def save(settings: Settings) -> None:
    """Write the settings in one step, so that a crash leaves the old file or the new one.

    Raises:
        SettingsError: the file cannot be written.
    """
    target = _file()
    partial = target.with_suffix(".partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(tomli_w.dumps(asdict(settings)).encode())
        os.replace(partial, target)
    except OSError as error:
        raise SettingsError(
            "The settings cannot be saved",
            f"They hold until you leave. Make room or check the rights of {target.parent}. ({error.strerror})",
        ) from error
