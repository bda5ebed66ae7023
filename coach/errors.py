"""The errors of the coach, each of which can be told to the person.

CoachError
├── SettingsError        settings could not be read or written
├── LibraryError         an entry or the index is unusable
│   └── SearchDied       the search process ended by itself
├── ModelError           something about a model file
│   ├── UnknownModel     no such name in the catalogue, no such file
│   ├── ModelMissing     known, but not on this machine
│   ├── ModelUnverified  the hash or the format does not hold
│   └── FetchFailed      no source could give it (network, disk full, …)
└── EngineError          the model's process could not do its work
    └── EngineDied       the process ended by itself
"""


class CoachError(Exception):
    """Something to tell the person.

    Args:
        title: what happened, in a few plain words.
        msg: that nothing is lost, and what to do.
    """

    def __init__(self, title: str, msg: str) -> None:
        super().__init__(f"{title}: {msg}")
        self.title = title
        self.msg = msg


class SettingsError(CoachError):
    """Settings could not be read or written."""


class LibraryError(CoachError):
    """An entry of the library, or its index, is unusable."""


class PaperError(CoachError):
    """One of the person's own papers cannot be added, read or removed."""


class CardError(CoachError):
    """A card cannot be saved."""


class NotesError(CoachError):
    """Notes cannot be opened or saved."""


class ModelError(CoachError):
    """Something about a model file."""


class UnknownModel(ModelError):
    """No such name in the catalogue and no such file."""


class ModelMissing(ModelError):
    """The catalogue knows it, but it is not on this machine."""


class ModelUnverified(ModelError):
    """The file's hash or format is not what its publisher states."""


class FetchFailed(ModelError):
    """No source could give the file."""


class EngineError(CoachError):
    """The model's process could not do its work."""


class EngineDied(EngineError):
    """The model's process ended by itself."""


class SearchDied(LibraryError):
    """The search process ended by itself."""
