"""The pages and lines for people in danger. Every word is read from `knowledge/`; no model writes any."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import frontmatter
import yaml

from coach import paths
from coach.errors import LibraryError
from coach.guard.another import is_of_another
from coach.guard.base import PERHAPS, Country, HelpLine, HelpPage, Kind, Level, Topic, Wording

INTERNATIONAL = "international"
_ALIASES = {"gb": "uk"}
_MAY_ASK = frozenset({"self-harm", "harm-to-others", "abuse", "medical"})
"""Kinds of danger with a page that asks first."""
_FIELDS = ("heard", "help", "say", "question", "bring")
_T = TypeVar("_T")


class Help:
    """The help of one `knowledge` folder, each file read once, when it is first asked for.

    Every method raises LibraryError, with the name of the file, where one is missing or not of its form.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[Path, frontmatter.Post] = {}

    def countries(self) -> tuple[Country, ...]:
        """Every country, by name; the international default comes last."""
        return self._countries

    def country(self, code: str) -> Country:
        """The lines of a country, or of the international default where the code is not known."""
        by_code = {country.code: country for country in self._countries}
        known = _ALIASES.get(code.strip().lower(), code.strip().lower())
        return by_code.get(known, by_code[INTERNATIONAL])

    def page(
        self, kind: Kind, level: Level, country: str, nth: int, text: str = "", *, perhaps: bool = False
    ) -> HelpPage:
        """What a person is shown.

        Args:
            kind: what was heard.
            level: `crisis` or `concern`; a concern has gentler pages.
            country: whose lines.
            nth: counts on from turn to turn, so that the wording is another one each time.
            text: the message; who fears for somebody else is spoken to as that.
            perhaps: whether no phrase spoke of a crisis; the page then asks before it takes it for one.
        """
        name = _page_name(kind, level, text, perhaps)
        there = self.country(country)
        serves = "self-harm" if name == "concern" else kind
        lines = tuple(line for line in there.lines if serves in line.kinds)
        turn_to = there.therapist if kind == "unsafe-therapist" else ""
        return HelpPage(name, self._wording("help/pages", name, nth), there.emergency, lines, turn_to)

    def limit_page(self, topic: Topic, nth: int) -> Wording:
        """The answer to what the program does not do."""
        return self._wording("limits", topic, nth)

    def follow_up(self, wish: str, nth: int) -> Wording:
        """The words around what is answered to what is typed about the reply before: `shorter`, `thanks`, `denied` …"""
        return self._wording("follow-ups", wish, nth)

    @cached_property
    def answers(self) -> frozenset[str]:
        """The names of the questions about the telling itself that there is an answer to."""
        return frozenset(path.stem for path in (self._folder / "answers").glob("*.md"))

    def answer(self, name: str, nth: int) -> Wording:
        """The answer to a question about the telling itself."""
        return self._wording("answers", name, nth)

    def nothing_found(self, nth: int) -> Wording:
        """The answer where the library has none."""
        return self._wording("limits", "nothing-found", nth)

    def blank(self, nth: int) -> Wording:
        """The answer to who says nothing yet: "idk"."""
        return self._wording("limits", "blank", nth)

    def can_be_brought(self, nth: int) -> Wording:
        """The answer where the library has none, to what a person tells of themself."""
        return self._wording("limits", "can-be-brought", nth)

    def asked_later(self, nth: int) -> Wording:
        """The answer where the library has none to what a person asks in the middle of a conversation."""
        return self._wording("limits", "asked-later", nth)

    def unsure(self, nth: int) -> Wording:
        """What is told back, and offered to say, where what was found may not be what the person meant."""
        return self._wording("limits", "not-sure", nth)

    def program(self, name: str) -> str:
        """What the program says of itself, in Markdown: `what-this-is`, `where-help-is`, `what-is-kept`, `reminder`."""
        return str(self._post(self._folder / "program" / f"{name}.md").content)

    def consent_version(self) -> str:
        """Changes when what a person agrees to does."""
        path = self._folder / "program" / "what-this-is.md"
        return self._form(path, lambda: str(self._post(path)["version"]))

    def wordings(self, folder: str, name: str) -> tuple[Wording, ...]:
        """Every wording of a page."""
        path = self._folder / folder / f"{name}.md"
        return self._form(path, lambda: tuple(_wording(raw) for raw in self._post(path)["wordings"]))

    def _wording(self, folder: str, name: str, nth: int) -> Wording:
        all_of_them = self.wordings(folder, name)
        return all_of_them[nth % len(all_of_them)]

    @cached_property
    def _countries(self) -> tuple[Country, ...]:
        found = [self._country(path) for path in sorted((self._folder / "help" / "lines").glob("*.md"))]
        if not any(country.code == INTERNATIONAL for country in found):
            raise _broken(self._folder / "help" / "lines" / "international.md", "it is missing")
        return tuple(sorted(found, key=lambda country: (country.code == INTERNATIONAL, country.name)))

    def _country(self, path: Path) -> Country:
        def read() -> Country:
            post = self._post(path)
            reviewed = post["reviewed"]
            if not isinstance(reviewed, date):
                raise ValueError("`reviewed` is not a date")
            lines = tuple(_line(raw) for raw in post["lines"])
            therapist = "\n\n".join(" ".join(part.split()) for part in post.content.split("\n\n"))
            return Country(str(post["code"]), str(post["name"]), str(post["emergency"]), lines, reviewed, therapist)

        return self._form(path, read)

    def _post(self, path: Path) -> frontmatter.Post:
        if path not in self._read:
            self._read[path] = self._form(path, lambda: frontmatter.load(str(path)))
        return self._read[path]

    def _form(self, path: Path, read: Callable[[], _T]) -> _T:
        try:
            return read()
        except (OSError, KeyError, TypeError, ValueError, yaml.YAMLError) as error:
            raise _broken(path, repr(error)) from error


def load_help(folder: Path | None = None) -> Help:
    """The help of a folder, or of the one that ships with the program."""
    return Help(folder or paths.shipped("knowledge"))


def _page_name(kind: Kind, level: Level, text: str, perhaps: bool) -> str:
    if kind == "self-harm" and is_of_another(text):
        return "self-harm-other"
    if level == "crisis":
        return f"{kind}{PERHAPS}" if perhaps and kind in _MAY_ASK else kind
    if perhaps and kind != "unsafe-therapist":
        return f"concern{PERHAPS}"
    return "concern" if kind in ("self-harm", "none") else f"{kind}-concern"


def _wording(raw: dict[str, Any]) -> Wording:
    unknown = set(raw) - set(_FIELDS)
    if unknown:
        raise ValueError(f"unknown field {min(unknown)}")
    return Wording(**{name: " ".join(str(raw.get(name) or "").split()) for name in _FIELDS})


def _line(raw: dict[str, Any]) -> HelpLine:
    kinds: Sequence[str] = raw["kinds"]
    return HelpLine(
        name=str(raw["name"]),
        how=str(raw["how"]),
        hours=str(raw.get("hours") or ""),
        about=str(raw.get("about") or ""),
        private=str(raw.get("private") or ""),
        kinds=tuple(kinds),
    )


def _broken(path: Path, why: str) -> LibraryError:
    return LibraryError(
        "A help page cannot be read",
        f"In immediate danger call your emergency number. Nothing of yours is lost; mend {path}. ({why})",
    )
