"""Makes the pictures of the README from the real program and the real model: `python docs/picture.py`.

Writes SVG files beside this one. The home is a new, empty one; models are taken from where they lie.
"""

import argparse
import asyncio
import os
import tempfile
from pathlib import Path

from coach import paths

_MESSAGE = "i drink every night and told her i stopped. she'll think im a liar"
_GOAL = "tell her it hurt when she laughed"
_LINES = ("it hurt when you laughed", "i was telling you about my sister. probably just me though")
_HERE = Path(__file__).parent


async def take(width: int, height: int) -> None:
    from textual.pilot import Pilot

    from coach.assembly import assemble
    from coach.settings import Settings
    from coach.tui.app import CoachApp
    from coach.tui.session import Session

    async def until(pilot: Pilot[None], done: object) -> None:
        for _ in range(1200):
            await pilot.pause(0.1)
            if done():  # type: ignore[operator]
                return
        raise TimeoutError("the program did not come to where the picture is taken")

    settings = Settings(country="uk")
    app = CoachApp(Session(settings, lambda: assemble(None, settings)), settings)
    async with app.run_test(size=(width, height)) as pilot:
        await until(pilot, lambda: app.session.made and len(app.screen_stack) == 3)
        await pilot.pause(0.5)
        app.save_screenshot("first-start.svg", path=str(_HERE))
        await pilot.press("enter", "enter", "enter")
        await until(pilot, lambda: app.session.loaded and app.screen is app.talk)
        await pilot.press(*_MESSAGE, "enter")
        await until(pilot, lambda: app.session.doing == "ready" and app.talk.query("ReplyView"))
        await pilot.pause(0.5)
        app.save_screenshot("talk.svg", path=str(_HERE))
        await pilot.press("f1")
        await pilot.pause(0.5)
        app.save_screenshot("help-now.svg", path=str(_HERE))
        await pilot.press("escape", "f3")
        await pilot.pause(0.5)
        app.save_screenshot("library.svg", path=str(_HERE))
        await pilot.press("escape", "f8")
        await until(pilot, lambda: app.screen.query("#question"))
        await pilot.press(*_GOAL, "enter")
        await until(pilot, lambda: app.session.practice.sizes and app.session.doing == "ready")
        await pilot.press("enter")
        await pilot.pause(0.3)
        await pilot.press("down", "down", "down", "enter")
        await until(pilot, lambda: app.session.practice.play and app.session.doing == "ready")
        for n, line in enumerate(_LINES, 1):
            app.screen.query_one("#message").load_text("")  # type: ignore[attr-defined]
            await pilot.press(*line, "enter")
            await until(pilot, lambda n=n: len(app.session.practice.play.exchanges) == n)  # type: ignore[union-attr,misc]
            await until(pilot, lambda: app.session.doing == "ready")
        await pilot.pause(0.5)
        app.save_screenshot("rehearsal.svg", path=str(_HERE))
        await pilot.press("escape", "q")
        await until(pilot, lambda: app.session.practice.feedback)
        await pilot.pause(0.5)
        app.save_screenshot("feedback.svg", path=str(_HERE))


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
