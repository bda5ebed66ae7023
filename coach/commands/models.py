"""`coach models`: see, fetch, verify, choose and remove model files."""

import argparse
import json
import sys

from coach import settings
from coach.errors import ModelError
from coach.models.catalog import ModelCard
from coach.models.choose import default_card, kept
from coach.models.fetch import Progress, fetch
from coach.models.store import Store

_MB = 1e6


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words that follow `coach models`."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    show = actions.add_parser("list", help="which models there are, and which are here")
    show.add_argument("--json", action="store_true", help="one JSON object a line")
    get = actions.add_parser("fetch", help="bring models onto this machine, with resume")
    get.add_argument("names", nargs="+", metavar="NAME", help="an id, or `default` for the one that fits this machine")
    verify = actions.add_parser("verify", help="read the files again and compare their hashes")
    verify.add_argument("names", nargs="*", metavar="NAME", help="an id; all that are here when left out")
    use = actions.add_parser("use", help="choose the model that writes")
    use.add_argument("name", metavar="NAME-OR-PATH", help="an id, a GGUF file of your own, `none`, or `default`")
    remove = actions.add_parser("remove", help="delete a model's files")
    remove.add_argument("name", metavar="NAME")


def run(args: argparse.Namespace) -> int:
    """Do what was asked; returns the exit status.

    Raises:
        CoachError: it could not be done.
    """
    store = Store()
    if args.action == "list":
        return _list(store, args.json)
    if args.action == "fetch":
        return _fetch(store, args.names)
    if args.action == "verify":
        return _verify(store, args.names)
    return _use(store, args.name) if args.action == "use" else _remove(store, args.name)


def _card(store: Store, name: str) -> ModelCard:
    return default_card(store) if name == "default" else store.catalog.get(name)


def _list(store: Store, as_json: bool) -> int:
    chosen = settings.load().model or default_card(store).id
    for card in store.catalog.all():
        state, used = store.state(card), chosen in {card.id, card.label}
        if as_json:
            row = {"id": card.id, "label": card.label, "name": card.name, "kind": card.kind, "state": state}
            print(json.dumps(row | {"size": card.size, "licence": card.licence, "context": card.context, "used": used}))
            continue
        print(f"{'*' if used else ' '} {card.id:22}{card.size / _MB:7.0f} MB  {state:8} {card.licence:12}{card.name}")
    if not as_json:
        print(f"\n* writes the replies. Files lie in {store.root}")
    return 0


def _fetch(store: Store, names: list[str]) -> int:
    for card in [_card(store, name) for name in names]:
        if store.state(card) == "present":
            store.trusted_path(card)
            print(f"{card.id}: here")
            continue
        meter = _Meter(card)
        try:
            fetch(card, store, meter)
        finally:
            meter.end()
        print(f"{card.id}: here, and its hash holds")
    return 0


class _Meter:
    """Tells how far a fetch is: one line that changes on a terminal, else a line each tenth."""

    def __init__(self, card: ModelCard) -> None:
        self._card = card
        self._live = sys.stderr.isatty()
        self._said = ""

    def __call__(self, progress: Progress) -> None:
        share = int(100 * progress.done / progress.total)
        shown = share if self._live else share // 10 * 10
        mb = f"{progress.done / _MB:.0f} of {progress.total / _MB:.0f} MB"
        key = f"{shown} {progress.what}" if self._live else str(shown)
        if key != self._said:
            self._said = key
            line = f"{self._card.id}: {shown:3}%  {mb}  {progress.what}"
            print(f"\r{line:76}" if self._live else line, end="" if self._live else "\n", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leave the changing line."""
        if self._live and self._said:
            print(file=sys.stderr)


def _verify(store: Store, names: list[str]) -> int:
    cards = [_card(store, name) for name in names] or [c for c in store.catalog.all() if store.state(c) == "present"]
    failed = 0
    for card in cards:
        try:
            store.verify(card)
            print(f"{card.id}: the hash holds")
        except ModelError as error:
            failed = 1
            print(f"{card.id}: {error.title}. {error.msg}", file=sys.stderr)
    if not cards:
        print("No model is on this machine.")
    return failed


def _use(store: Store, name: str) -> int:
    chosen = kept(name, store)
    settings.save(settings.load().with_(model=chosen))
    print(
        {"": "The default of this machine writes from now on.", "none": "The library's own words only."}.get(
            chosen, f"{chosen} writes from now on."
        )
    )
    return 0


def _remove(store: Store, name: str) -> int:
    card = _card(store, name)
    freed = store.remove(card)
    print(f"{card.id}: removed, {freed / _MB:.0f} MB freed" if freed else f"{card.id}: was not here")
    return 0
