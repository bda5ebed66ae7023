"""Where the person's papers are kept: one folder a paper, which goes when the paper does."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path

from coach import paths
from coach.errors import PaperError
from coach.papers.base import Excerpt, Paper
from coach.papers.extract import extract, printable

_FILE = "paper.json"


class Papers:
    """The papers in a folder; the person's own by default. Nothing is created before one is added."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or paths.papers_dir()

    def __iter__(self) -> Iterator[Paper]:
        """Every paper, by the name of its file.

        Raises:
            PaperError: one of them cannot be read.
        """
        return iter(sorted((_read(path) for path in self.folder.glob(f"*/{_FILE}")), key=lambda one: one.name))

    def folder_of(self, id: str) -> Path:
        """Where all that belongs to a paper lies."""
        return self.folder / id

    def add(self, path: Path) -> Paper:
        """Take in a file; the same content again takes the new name.

        Raises:
            PaperError: it cannot be read, or not be kept.
        """
        excerpts = extract(path)
        id = hashlib.sha256(repr(excerpts).encode()).hexdigest()[:12]
        paper = Paper(id, printable(path.name), date.today().isoformat(), excerpts)
        where = self.folder_of(id)
        try:
            where.mkdir(parents=True, exist_ok=True, mode=0o700)
            partial = where / f"{_FILE}.partial"
            partial.touch(mode=0o600)
            partial.write_text(json.dumps(asdict(paper), ensure_ascii=False), encoding="utf-8")
            partial.replace(where / _FILE)
        except OSError as error:
            raise PaperError(
                f"{path.name} could not be kept", f"Nothing was added. See that there is room in {where}."
            ) from error
        return paper

    def remove(self, name: str) -> Paper:
        """Delete a paper, by its id or its name, with all that was made of it.

        Raises:
            PaperError: there is none, or it could not be deleted.
        """
        found = [paper for paper in self if name in {paper.id, paper.name}]
        if len(found) != 1:
            several = f"“{name}” is the name of {len(found)} papers" if found else f"No paper is called “{name}”"
            raise PaperError(several, "See them, each with its id, with: coach library papers")
        try:
            shutil.rmtree(self.folder_of(found[0].id))
            if not any(self.folder.iterdir()):
                self.folder.rmdir()
        except OSError as error:
            raise PaperError(
                f"{found[0].name} could not be deleted", f"Delete {self.folder_of(found[0].id)} by hand."
            ) from error
        return found[0]


def _read(path: Path) -> Paper:
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        excerpts = tuple(Excerpt(**one) for one in raw["excerpts"])
        return Paper(raw["id"], raw["name"], raw["added"], excerpts)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PaperError(
            "One of your papers cannot be read", f"Delete the folder {path.parent}, and add the file again."
        ) from error
