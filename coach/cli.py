"""The command line. Imports nothing heavy: each command is imported when it is called."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from coach import __version__
from coach.errors import CoachError

_COMMANDS = {
    "ask": "answer one message, or a stream of them",
    "rehearse": "practise with a stand-in for your therapist, and leave with a card",
    "search": "find entries of the library for a message",
    "screen": "hear whether a message speaks of danger",
    "library": "read the library, and check its entries",
    "settings": "see and change what is remembered",
    "models": "see, fetch, verify, choose and remove models",
}
_DONE, _FAILED, _USAGE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, or open the coach; returns the exit status: 0 done, 2 bad usage, 1 anything else."""
    args = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(args)
    except CoachError as error:
        print(f"coach: {error}", file=sys.stderr)
        return _FAILED
    except KeyboardInterrupt:
        print("coach: stopped", file=sys.stderr)
        return _FAILED
    except BrokenPipeError:
        # Whoever read our output has gone; keep Python from complaining about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _FAILED


def _run(args: list[str]) -> int:
    command = args[0] if args and args[0] in _COMMANDS else ""
    if command:
        module = importlib.import_module(f"coach.commands.{command}")
        parser = argparse.ArgumentParser(prog=f"coach {command}", description=_COMMANDS[command])
        module.add_arguments(parser)
        return int(module.run(parser.parse_args(args[1:])))
    options = _top().parse_args(args)
    from coach.tui.app import open_coach

    return open_coach(options.model)


def _top() -> argparse.ArgumentParser:
    lines = "\n".join(f"  {name:8} {what}" for name, what in _COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="coach",
        usage="coach [--model NAME|PATH|none]\n       coach COMMAND [...]",
        description="Get ready for your own therapy. Without a command it opens in the terminal.",
        epilog=f"commands:\n{lines}\n\n`coach COMMAND --help` says more.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--model", metavar="NAME|PATH|none", help="the model for this time; `none` uses no model")
    parser.add_argument("--version", action="version", version=f"coach {__version__}")
    return parser


if __name__ == "__main__":
    sys.exit(main())
