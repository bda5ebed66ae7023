from pathlib import Path

import pytest

from coach.engine.scripted import ScriptedEngine
from coach.errors import LibraryError
from coach.library.base import Found
from coach.tui.screens.help_now import HelpNowScreen
from coach.tui.widgets.reply_view import ReplyView
from tests.tui.conftest import HEARD, HOMEWORK, SAY, Make, begin, field, ready, say, script, shown, until, views

SMALL = (80, 24)


async def test_a_message_gets_a_reply_in_its_places(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        await say(pilot, app, HOMEWORK)
        assert shown(app, ".mine") == HOMEWORK
        assert shown(app, ".heard") == HEARD and shown(app, ".say") == SAY
        assert shown(app, ".bring").startswith("To bring") and "[1]" in shown(app, ".help")
        assert shown(app, ".source").startswith("[1] ")
        assert not shown(app, ".note") and field(app).text == "" and field(app).has_focus


async def test_a_page_that_answers_names_no_entry_as_its_source(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        await say(pilot, app, HOMEWORK)
        await say(pilot, app, "I'll just say: I find the homework pointless. Is that enough?")
        assert "[1]" not in shown(app, ".help") and not shown(app, ".source")


async def test_enter_never_overtakes_what_was_typed_before_it(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        for key in "i cant open up":
            app.post_message(_key(key))
        app.post_message(_key("enter"))
        for key in "and then":
            app.post_message(_key(key))
        await until(pilot, lambda: views(app) and field(app).text == "and then")
        assert views(app)[-1].message == "i cant open up"


def _key(name: str) -> object:
    from textual.events import Key

    return Key("space" if name == " " else name, name if len(name) == 1 else None)


async def test_what_is_typed_while_the_model_works_stays(make_app: Make) -> None:
    app = make_app(engine=ScriptedEngine(script, delay=0.2))
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app, HOMEWORK)
        await pilot.press(*"next")
        await pilot.pause()
        assert field(app).text == "next" and len(views(app)) == 1


async def test_what_is_sent_while_the_model_works_stops_it_and_comes_next(make_app: Make) -> None:
    app = make_app(engine=ScriptedEngine(script, delay=30))
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app, HOMEWORK)
        field(app).text = "i want to die"
        await pilot.press("enter")
        await until(pilot, lambda: len(views(app)) == 2 and views(app)[-1].turn)
        first, second = views(app)
        assert first.turn and first.turn.reply and first.turn.stopped
        assert second.message == "i want to die" and second.turn and second.turn.verdict.level == "crisis"
        assert not field(app).text


async def test_nothing_that_is_sent_in_haste_is_lost(make_app: Make) -> None:
    app = make_app(engine=ScriptedEngine(script, delay=30))
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app, HOMEWORK)
        await app.screen.meet("i told him")
        await app.screen.meet("no, i want to die")
        await until(pilot, lambda: len(views(app)) == 2 and views(app)[-1].turn)
        assert views(app)[-1].message == "i told him\nno, i want to die"


async def test_esc_stops_and_the_reply_is_whole(make_app: Make) -> None:
    app = make_app(engine=ScriptedEngine(script, delay=30))
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app, HOMEWORK)
        await pilot.press("escape")
        await until(pilot, lambda: views(app)[-1].turn)
        assert "Stopped" in shown(app, ".note")
        assert shown(app, ".heard") and shown(app, ".say") and "…" not in shown(app, ".say")


async def test_help_now_comes_in_one_key_while_the_model_works(make_app: Make) -> None:
    app = make_app(engine=ScriptedEngine(script, delay=30))
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app, HOMEWORK)
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpNowScreen))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: views(app)[-1].turn)


async def test_in_danger_the_numbers_are_seen_without_scrolling(make_app: Make) -> None:
    engine = ScriptedEngine(script)
    app = make_app(engine=engine)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        view = await say(pilot, app, "i want to kill myself")
        lines = view.query_one(".lines")
        await until(pilot, lambda: lines.region.bottom <= app.talk.query_one("#ask").region.y)
        assert "999" in str(lines.render()) and "116 123" in str(lines.render())
        assert "?" in shown(app, ".question") and "stay between" in shown(app, ".private")
        assert not engine.requests
        await say(pilot, app, HOMEWORK)
        assert len(views(app)) == 2 and views(app)[0].message == "i want to kill myself"


async def test_a_model_that_dies_is_told_and_the_talk_goes_on(make_app: Make) -> None:
    app = make_app(engine=ScriptedEngine(script, die_after=2))
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        await say(pilot, app, HOMEWORK)
        assert "The model stopped" in shown(app, ".note") and shown(app, ".say")
        await say(pilot, app, HOMEWORK)
        assert shown(app, ".heard") == HEARD


async def test_an_error_nobody_expected_gives_the_words_back(make_app: Make) -> None:
    class Broken:
        def search(self, text: str, recent: object = (), limit: int = 3) -> Found:
            raise ZeroDivisionError

        def close(self) -> None: ...

    app = make_app(searcher=Broken())
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        field(app).insert(HOMEWORK)
        await pilot.press("enter")
        await until(pilot, lambda: field(app).text == HOMEWORK and not views(app))
        assert app.is_running


async def test_a_reply_that_grew_and_was_taken_away_does_no_harm(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        await say(pilot, app, HOMEWORK)
        (view,) = views(app)
        await view.remove()
        app.screen.post_message(ReplyView.Grew(view))
        await pilot.pause()
        assert app.is_running and not views(app)


async def test_a_search_that_fails_is_told_and_words_serve(make_app: Make) -> None:
    class Failing:
        def search(self, text: str, recent: object = (), limit: int = 3) -> Found:
            raise LibraryError("The search has stopped", "Nothing is lost.")

        def close(self) -> None: ...

    app = make_app(searcher=Failing())
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        await say(pilot, app, HOMEWORK)
        assert "The search has stopped" in shown(app, ".note") and shown(app, ".say") == SAY


async def test_other_words_copying_and_the_source(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        await say(pilot, app, HOMEWORK)
        first = shown(app, ".say")
        await pilot.press("ctrl+up")
        assert views(app)[-1].has_focus
        await pilot.press("c")
        assert app.clipboard == first
        await pilot.press("n")
        await until(pilot, lambda: views(app)[-1].turn is not None and shown(app, ".say") not in {first, "…"})
        views(app)[-1].focus()
        await pilot.press("a")
        assert shown(app, ".say").split()[0] in app.clipboard and "To bring" in app.clipboard
        await pilot.press("o")
        await until(pilot, lambda: type(app.screen).__name__ == "PassageScreen")
        await pilot.press("escape")
        assert app.screen is app.talk


async def test_ten_thousand_lines_are_taken_folded_and_answered(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        view = await say(pilot, app, "it rained and the bus was full\n" * 10_000 + HOMEWORK)
        assert "more words" in shown(app, ".mine") and view.size.height < 60
        assert view.turn and view.turn.message.endswith(HOMEWORK)


async def test_control_characters_are_shown_and_not_obeyed(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        await say(pilot, app, "he said [bold]no[/bold] \x1b[2J to me")
        assert shown(app, ".mine") == "he said [bold]no[/bold] ␛[2J to me"


async def test_starting_anew_forgets(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        await say(pilot, app, HOMEWORK)
        await pilot.press("ctrl+l")
        await until(pilot, lambda: not views(app))
        view = await say(pilot, app, "and if she laughs?")
        assert view.turn and "homework" not in view.turn.text


async def test_nothing_is_written_anywhere(make_app: Make, tmp_path: Path) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        await say(pilot, app, "a secret about xylophones that i never told her")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in files if b"xylophone" in path.read_bytes()]


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
async def test_nothing_is_sent_where_nothing_was_typed(make_app: Make, text: str) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        field(app).insert(text)
        await pilot.press("enter")
        await pilot.pause()
        assert not views(app)
