"""`coach settings`: see and change what the program remembers."""

import argparse
import ipaddress
import json
from collections.abc import Callable
from dataclasses import asdict

from coach import settings as stored
from coach.errors import SettingsError
from coach.guard.help import load_help
from coach.models.choose import kept
from coach.models.store import Store

_ABOUT = {
    "country": "whose help lines are shown",
    "model": "what words the replies: a name, a path, or none",
    "theme": "the colours",
    "server": "HOST:PORT of a Chroma server that holds the search index; empty for this machine's own",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words that follow `coach settings`."""
    parser.add_argument("name", nargs="?", choices=sorted(_ABOUT), metavar="NAME", help=", ".join(_ABOUT))
    parser.add_argument("value", nargs="?", metavar="VALUE", help="the new value; '' goes back to the default")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument(
        "--elsewhere",
        action="store_true",
        help="the server may be another machine, to which what you ask is sent, as numbers that tell its sense",
    )


def run(args: argparse.Namespace) -> int:
    """Print the settings, or one, or change one; returns the exit status.

    Raises:
        SettingsError: the value cannot be, or the file cannot be read or written.
        CoachError: there is no such model.
    """
    now = stored.load()
    if args.value is None:
        _print(
            {name: value for name, value in asdict(now).items() if args.name in {None, name} and name in _ABOUT}, args
        )
        return 0
    check = _CHECKS.get(args.name)
    value = check(args.value.strip(), args.elsewhere) if check and args.value.strip() else args.value.strip()
    stored.save(now.with_(**{args.name: value}))
    print(f"{args.name}: {value or 'the default'}")
    return 0


def _print(found: dict[str, str], args: argparse.Namespace) -> None:
    if args.json:
        print(json.dumps(found))
        return
    for name, value in found.items():
        print(f"{name:8} {value or 'the default':24} {_ABOUT[name]}")


def _country(value: str, _: bool) -> str:
    codes = [country.code for country in load_help().countries()]
    if value.lower() not in codes:
        raise SettingsError(f"“{value}” is not a country that is known here", f"These are: {', '.join(codes)}.")
    return value.lower()


def _model(value: str, _: bool) -> str:
    return kept(value, Store())


def _server(value: str, elsewhere: bool) -> str:
    host, _, port = value.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise SettingsError(f"“{value}” is not an address", "It is of the form HOST:PORT, such as 127.0.0.1:8000.")
    if not (elsewhere or _is_here(host)):
        raise SettingsError(
            f"{host} is another machine",
            "What you ask would be sent there, as numbers that tell its sense. If you trust whoever runs it, say so "
            "with --elsewhere.",
        )
    return value


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


_CHECKS: dict[str, Callable[[str, bool], str]] = {"country": _country, "model": _model, "server": _server}
