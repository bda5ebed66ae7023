"""Makes the pictures of the README from the real program and the real model: `python docs/picture.py`.

Writes SVG files beside this one. The home is a new, empty one; models are taken from where they lie.
"""

import argparse
import asyncio
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from coach import paths
from coach.tui.widgets.message_input import MessageInput

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from coach.tui.app import CoachApp

_MESSAGE = "i drink every night and told her i stopped. she'll think im a liar"
_GOAL = "tell her it hurt when she laughed"
_LINES = ("it hurt when you laughed", "i was telling you about my sister. probably just me though")
_HERE = Path(__file__).parent


async def until(pilot: "Pilot[None]", done: Callable[[], object]) -> None:
    """Wait for it, two minutes at most."""
    for _ in range(1200):
        await pilot.pause(0.1)
        if done():
            return
    raise TimeoutError("the program did not come to where the picture is taken")


async def keep(pilot: "Pilot[None]", name: str) -> None:
    """The screen as it is, once it is still."""
    await pilot.pause(0.5)
    pilot.app.save_screenshot(f"{name}.svg", path=str(_HERE))


async def take(width: int, height: int) -> None:
    """All of them."""
    from coach.assembly import assemble
    from coach.settings import Settings
    from coach.tui.app import CoachApp
    from coach.tui.session import Session

    settings = Settings(country="uk")
    app = CoachApp(Session(settings, lambda: assemble(None, settings)), settings)
    async with app.run_test(size=(width, height)) as pilot:
        await until(pilot, lambda: app.session.made and len(app.screen_stack) == 3)
        await keep(pilot, "first-start")
        await pilot.press("enter", "enter", "enter")
        await until(pilot, lambda: app.session.loaded and app.screen is app.talk)
        await pilot.press(*_MESSAGE, "enter")
        await until(pilot, lambda: app.session.doing == "ready" and app.talk.query("ReplyView"))
        await keep(pilot, "talk")
        await pilot.press("f1")
        await keep(pilot, "help-now")
        await pilot.press("escape", "f3")
        await keep(pilot, "library")
        await pilot.press("escape")
        await rehearse(pilot, app)


async def rehearse(pilot: "Pilot[None]", app: "CoachApp") -> None:
    """A goal, its own sentence, a defensive stand-in, two lines, the feedback."""
    await pilot.press("f8")
    await until(pilot, lambda: app.screen.query("#question"))
    await pilot.press(*_GOAL, "enter")
    now = app.session.practice
    await until(pilot, lambda: now.sizes and app.session.doing == "ready")
    await pilot.press("enter")
    await pilot.pause(0.3)
    await pilot.press("down", "down", "down", "enter")
    await until(pilot, lambda: now.play and app.session.doing == "ready")
    for n, line in enumerate(_LINES, 1):
        app.screen.query_one("#message", MessageInput).load_text("")
        await pilot.press(*line, "enter")
        await until(pilot, lambda n=n: now.play and len(now.play.exchanges) == n)  # type: ignore[misc]
        await until(pilot, lambda: app.session.doing == "ready")
    await keep(pilot, "rehearsal")
    await pilot.press("escape", "q")
    await until(pilot, lambda: now.feedback)
    await keep(pilot, "feedback")


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--width", type=int, default=100)
    parser.add_argument("--height", type=int, default=30)
    args = parser.parse_args()
    os.environ.setdefault("COACH_MODELS", str(paths.models_dir()))
    with tempfile.TemporaryDirectory() as home:
        os.environ["COACH_HOME"] = home
        asyncio.run(take(args.width, args.height))


if __name__ == "__main__":
    main()
