from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from coach.rehearsal.base import Card
from coach.rehearsal.notes import Note, read, write
from coach.tui.actions import NOTES
from coach.tui.app import CoachApp
from coach.tui.screens.ask_path import AskPathScreen
from coach.tui.screens.card import CardScreen
from coach.tui.screens.choice import ChoiceScreen
from coach.tui.screens.notes import NotesScreen
from coach.tui.widgets.message_input import MessageInput
from coach.tui.widgets.own_line import OwnField, OwnLine
from tests.tui.conftest import Make, ready, until, views
from tests.tui.test_rehearse import SMALL, seen


async def open_notes(pilot: Pilot[None], app: CoachApp) -> MessageInput:
    await ready(pilot, app)
    return await reopen(pilot, app)


async def reopen(pilot: Pilot[None], app: CoachApp) -> MessageInput:
    await pilot.press("f10")
    await until(pilot, lambda: isinstance(app.screen, NotesScreen) and isinstance(app.focused, MessageInput))
    return app.screen.query_one(MessageInput)


async def put_down(pilot: Pilot[None], app: CoachApp, *texts: str) -> None:
    for text in texts:
        before = len(lines(app))
        app.screen.query_one(MessageInput).insert(text)
        await pilot.press("enter")
        await until(pilot, lambda before=before: len(lines(app)) > before)  # type: ignore[misc]
    await pilot.pause()


async def answer_path(pilot: Pilot[None], app: CoachApp, path: Path) -> None:
    await until(pilot, lambda: isinstance(app.screen, AskPathScreen) and app.screen.query("#path"))
    app.screen.query_one("#path", Input).value = str(path)
    await pilot.press("enter")
    await until(pilot, lambda: not isinstance(app.screen, AskPathScreen))
    await pilot.pause()


def lines(app: CoachApp) -> list[OwnLine]:
    return list(app.screen.query(OwnLine))


def texts(app: CoachApp) -> list[str]:
    assert [note.text for note in app.session.practice.notebook.notes] == [view.text for view in lines(app)]
    return [view.text for view in lines(app)]


def told(app: CoachApp) -> str:
    return "\n".join(f"{one.title} {one.message}" for one in app._notifications)


async def test_notes_are_written_changed_ordered_deleted_and_brought_back(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await open_notes(pilot, app)
        assert "What did you notice" in seen(app)
        await put_down(pilot, app, "one\n\ntwo", "three")
        assert texts(app) == ["one", "two", "three"] and "What did you notice" not in seen(app)
        today = date.today()
        assert seen(app).count(f"{today:%A} {today.day} {today:%B %Y}") == 1
        await pilot.press("escape", "up", "e")
        await until(pilot, lambda: isinstance(app.focused, OwnField))
        await pilot.press(*" and a half", "enter", "alt+up")
        await until(pilot, lambda: texts(app) == ["two and a half", "one", "three"])
        await pilot.press("down", "down", "delete")
        await until(pilot, lambda: texts(app) == ["two and a half", "one"])
        await pilot.press("u")
        await until(pilot, lambda: texts(app) == ["two and a half", "one", "three"])
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.focused, OwnField))
        await pilot.press("ctrl+u", "escape")
        await until(pilot, lambda: texts(app) == ["two and a half", "one"])
        await pilot.press("u")
        await until(pilot, lambda: texts(app) == ["two and a half", "one", "three"])


async def test_nothing_typed_is_lost_when_the_screen_closes(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await open_notes(pilot, app)
        await put_down(pilot, app, "one")
        app.screen.query_one(MessageInput).insert("half a note")
        await pilot.press("escape", "enter")
        await until(pilot, lambda: isinstance(app.focused, OwnField))
        await pilot.press(*"!?", "f2")
        await until(pilot, lambda: app.screen is app.talk)
        field = await reopen(pilot, app)
        assert field.text == "half a note" and texts(app) == ["one!?"]


async def test_a_note_goes_to_the_card_and_where_that_is_full_the_person_says_which_line_goes(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await open_notes(pilot, app)
        await put_down(pilot, app, "one", "two")
        app.session.practice.card = Card("a", "[b]x[/b]", "")
        await pilot.press("escape", "k")
        assert app.session.practice.card == Card("a", "[b]x[/b]", "two")
        await pilot.press("up", "k")
        await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
        options = app.screen.query_one(OptionList)
        assert "[b]x[/b]" in str(options.options[1].prompt)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, NotesScreen))
        assert app.session.practice.card == Card("a", "[b]x[/b]", "two")
        await pilot.press("k")
        await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.session.practice.card == Card("a", "one", "two"))


async def test_the_cards_step_is_shown_and_quietly_done(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await open_notes(pilot, app)
        await pilot.press("escape")
        assert not app.screen.check_action("done", ())
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, CardScreen))
        app.screen.query_one("#card-next").text = "ring {them} [b]\x1b"  # type: ignore[attr-defined]
        await pilot.press("escape")
        await until(pilot, lambda: "card: ring {them} [b]␛" in seen(app))
        await pilot.press("d")
        await pilot.pause()
        done = app.screen._copy.done[0]  # type: ignore[attr-defined]
        assert done in seen(app)
        await pilot.press("d")
        await pilot.pause()
        assert done not in seen(app)


async def test_notes_are_saved_and_opened_again(make_app: Make, tmp_path: Path) -> None:
    app = make_app(model=False)
    path = tmp_path / "notes.md"
    async with app.run_test(size=SMALL) as pilot:
        await open_notes(pilot, app)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, NotesScreen) and "nothing to save" in told(app)
        await put_down(pilot, app, "one", "[b]two[/b]")
        await pilot.press("ctrl+s")
        await answer_path(pilot, app, path)
        assert path.stat().st_mode & 0o777 == 0o600
        await put_down(pilot, app, "three")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, AskPathScreen))
        assert app.screen.query_one("#path", Input).value == str(path)
        await answer_path(pilot, app, path)
        assert [note.text for note in read(path)[0]] == ["one", "[b]two[/b]", "three"]
        assert not app.session.practice.notebook.unsaved
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await open_notes(pilot, app)
        await put_down(pilot, app, "new")
        await pilot.press("ctrl+o")
        await answer_path(pilot, app, path)
        assert texts(app) == ["one", "[b]two[/b]", "three", "new"]
        await until(pilot, lambda: "[b]two[/b]" in seen(app))
        await pilot.press("ctrl+s")
        await answer_path(pilot, app, path)
        assert len(read(path)[0]) == 4


async def test_what_cannot_be_saved_or_opened_is_told_and_nothing_is_lost(make_app: Make, tmp_path: Path) -> None:
    app = make_app(model=False)
    other = tmp_path / "other.md"
    other.write_text("# Mine\n\nslept badly")
    (tmp_path / "picture.md").write_bytes(b"\x89PNG\0\0")
    async with app.run_test(size=SMALL) as pilot:
        await open_notes(pilot, app)
        await put_down(pilot, app, "one")
        await pilot.press("ctrl+s")
        await answer_path(pilot, app, other)
        await until(pilot, lambda: "is there already" in told(app))
        await pilot.press("ctrl+o")
        await answer_path(pilot, app, tmp_path / "picture.md")
        await until(pilot, lambda: "is no text" in told(app))
        assert texts(app) == ["one"]
        await pilot.press("ctrl+o")
        await answer_path(pilot, app, other)
        assert texts(app) == ["# Mine", "slept badly", "one"]
        await until(pilot, lambda: "no day" in seen(app))
        await pilot.press("ctrl+s")
        await answer_path(pilot, app, other)
        assert other.read_text() == "# Mine\n\nslept badly"


async def test_leaving_with_unsaved_notes_asks_once(make_app: Make, tmp_path: Path) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await open_notes(pilot, app)
        await put_down(pilot, app, "one")
        app.screen.query_one(MessageInput).insert("half a note")
        await pilot.press("ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
        assert app.screen.styles.background.a == 1
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, NotesScreen))
        await pilot.press("f2", "f1")
        await until(pilot, lambda: app.screen.query("#leave"))
        await pilot.click("#leave")
        await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
        await pilot.press("enter")
        await answer_path(pilot, app, tmp_path / "notes.md")
        await until(pilot, lambda: not app.is_running)
    assert [note.text for note in read(tmp_path / "notes.md")[0]] == ["one", "half a note"]


async def test_saving_that_fails_on_leaving_leaves_nobody_out(make_app: Make, tmp_path: Path) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await open_notes(pilot, app)
        app.screen.query_one(MessageInput).insert("half a note")
        await pilot.press("ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
        await pilot.press("enter")
        await answer_path(pilot, app, tmp_path / "nowhere" / "notes.md")
        await until(pilot, lambda: isinstance(app.screen, NotesScreen) and texts(app) == ["half a note"])
        assert "could not be saved" in told(app) and app.screen.query_one(MessageInput).text == ""


@pytest.mark.parametrize("keys", [["down", "enter"], ["ctrl+q"]])
async def test_who_leaves_without_saving_leaves(make_app: Make, keys: list[str]) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await open_notes(pilot, app)
        await put_down(pilot, app, "one")
        await pilot.press("ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
        await pilot.press(*keys)
        await until(pilot, lambda: not app.is_running)


async def test_who_has_no_unsaved_notes_leaves_at_once(make_app: Make, tmp_path: Path) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await open_notes(pilot, app)
        await put_down(pilot, app, "one")
        await pilot.press("ctrl+s")
        await answer_path(pilot, app, tmp_path / "notes.md")
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not app.is_running)


async def test_danger_in_a_note_is_met_in_the_conversation_and_the_note_stays(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await open_notes(pilot, app)
        await put_down(pilot, app, "i wish i could just disappear")
        await until(pilot, lambda: "116 123" in seen(app) and isinstance(app.screen, NotesScreen))
        app.screen.query_one(MessageInput).insert("i want to kill myself")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.talk and views(app) and views(app)[-1].turn is not None)
        assert "116 123" in seen(app)
        await reopen(pilot, app)
        assert len(texts(app)) == 2


async def test_letters_are_typed_in_the_field_and_act_on_a_note(make_app: Make) -> None:
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        field = await open_notes(pilot, app)
        await pilot.press(*"knude")
        assert field.text == "knude" and app.session.practice.card == Card("", "", "")
        await pilot.press("enter", "escape", "n")
        await until(pilot, lambda: field.has_focus)
        await pilot.press("ctrl+up")
        assert lines(app)[0].has_focus
        await pilot.press("down")
        assert field.has_focus
        named = {command.title for command in app.get_system_commands(app.screen)}
        assert {action.label for action in NOTES} <= named and "Notes" in named
        await pilot.press("escape", "escape")
        assert app.screen is app.talk


async def test_a_year_of_notes_opens(make_app: Make, tmp_path: Path) -> None:
    notes = [Note(f"note {n}", date(2026, 1 + n // 28, 1 + n % 28)) for n in range(300)]
    file = write(notes, tmp_path / "notes.md")
    app = make_app(model=False)
    async with app.run_test(size=SMALL) as pilot:
        await open_notes(pilot, app)
        await pilot.press("ctrl+o")
        await answer_path(pilot, app, file.path)
        await until(pilot, lambda: len(lines(app)) == 300)
        await until(pilot, lambda: app.screen.query_one("#notes").region.contains_region(lines(app)[-1].region))
