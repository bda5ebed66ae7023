"""Everything a person can do, once: the keys, the footer and the palette are all made from this list."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding, BindingType


@dataclass(frozen=True)
class Action:
    """One thing to do.

    Attributes:
        name: the `action_…` method that does it.
        key: the key, as Textual spells it.
        label: a word or two, for the footer and the palette.
        help: a sentence for the palette.
        footer: whether the footer shows it.
        first: works before whatever has the focus sees the key.
    """

    name: str
    key: str
    label: str
    help: str
    footer: bool = True
    first: bool = False

    def binding(self) -> Binding:
        """The key binding."""
        return Binding(self.key, self.name, self.label, show=self.footer, tooltip=self.help, priority=self.first)


EVERYWHERE = (
    Action("help_now", "f1", "Help now", "Where help is, for this country. Works at any moment.", first=True),
    Action("talk", "f2", "Talk", "Back to the conversation.", footer=False, first=True),
    Action("library", "f3", "Library", "Browse and search what the coach knows.", first=True),
    Action("rehearse", "f8", "Rehearse", "Practise with a stand-in for your therapist.", first=True),
    Action("card", "f9", "Card", "What to bring to the session.", first=True),
    Action("signs", "f11", "Eight signs", "Ways of holding back: which feel familiar?", footer=False, first=True),
    Action("exercises", "f12", "Exercises", "Slower breathing, back in the room, role-play.", footer=False, first=True),
    Action("notes", "f10", "Notes", "What you notice between sessions.", footer=False, first=True),
    Action("about", "f4", "About", "What this is and is not, and what is kept.", footer=False, first=True),
    Action("country", "f5", "Country", "Choose whose help lines are shown.", footer=False, first=True),
    Action("theme", "f6", "Theme", "Dark, light or high contrast.", footer=False, first=True),
    Action("fetch_model", "f7", "Fetch the model", "Bring the models onto this machine.", footer=False, first=True),
    Action("leave", "ctrl+q", "Leave", "Close the coach. Nothing of the conversation is kept.", first=True),
)

TALK = (
    Action("stop", "escape", "Stop", "Stop the model; the reply ends with the library's own words."),
    Action("older", "ctrl+up", "Earlier reply", "Select the reply before.", footer=False),
    Action("newer", "ctrl+down", "Later reply", "Select the reply after, or go back to typing.", footer=False),
    Action("forget", "ctrl+l", "Start anew", "Forget this conversation and begin another.", footer=False),
)

REPLY = (
    Action("edit", "e", "Edit", "Change the words to say, in their place."),
    Action("keep", "k", "Keep", "Put the words to say on the card."),
    Action("practise", "r", "Rehearse", "Practise the words to say with a stand-in."),
    Action("copy_say", "c", "Copy", "Copy the words to say."),
    Action("another", "n", "Another", "Look for other words for the last message."),
    Action("source", "o", "Open source", "Read the passage that the reply rests on."),
    Action("copy_all", "a", "Copy all", "Copy the whole reply.", footer=False),
)


LIBRARY = (
    Action("back", "escape", "Back", "From the entry to the list; from there to the conversation."),
    Action("find", "slash", "Search", "Search the library as you type."),
    Action("keep", "k", "To the card", "Put the entry's words to say on the card."),
    Action("practise", "r", "Rehearse", "Practise the entry's words with a stand-in."),
    Action("copy", "c", "Copy", "Copy the entry's words to say."),
    Action("remove", "delete", "Delete paper", "Delete the open paper of yours.", footer=False),
)

PASSAGE = (
    Action("back", "escape,q,o", "Back", "Back to the conversation."),
    Action("keep", "k", "To the card", "Put the entry's words to say on the card."),
    Action("practise", "r", "Rehearse", "Practise the entry's words with a stand-in."),
    Action("copy", "c", "Copy", "Copy the entry's words to say."),
)

REHEARSE = (
    Action("on", "enter", "What was said about it", "Go on to the feedback."),
    Action("hint", "h", "Hint", "One thing to try in the next line."),
    Action("other", "b", "Another style", "The same line, met by another kind of therapist."),
    Action("again", "t", "Try again", "That line once more; after the feedback, all of it."),
    Action("ladder", "l", "In small steps", "The same thing, from the least of it to the most."),
    Action("card", "k", "To the card", "See and change the card.", footer=False),
    Action("anew", "n", "Something else", "Practise something else. The card stays.", footer=False),
    Action("pause", "p", "Pause", "Back to the conversation. The rehearsal waits as it is; F8 goes on.", footer=False),
    Action("enough", "q", "Enough for now", "End here, with feedback on what was said."),
    Action("keys", "escape", "Hint and more", "Leave the field, so that letters act."),
    Action("back", "escape", "Back", "Back to the field, or to the conversation."),
)

CARD = (
    Action("edit", "e", "Edit", "Change the lines."),
    Action("read", "v", "Read aloud", "The card in large letters."),
    Action("save", "ctrl+s", "Save as", "Save the card where you say. Nothing else is kept."),
    Action("afterwards", "a", "After the session", "Did I say it, what happened, what next."),
    Action("copy", "c", "Copy", "Copy the card.", footer=False),
    Action("up", "alt+up", "Line up", "Change places with the line above.", footer=False),
    Action("down", "alt+down", "Line down", "Change places with the line below.", footer=False),
    Action("back", "escape", "Back", "Out of the field; from there, back."),
)

SIGNS = (
    Action("mark", "space", "Familiar", "Mark that it feels familiar; once more takes the mark away."),
    Action("open", "enter", "Open", "Read the entry."),
    Action("keep", "k", "To the card", "Put the sign's words to say on the card."),
    Action("practise", "r", "Rehearse", "Practise the sign's words with a stand-in."),
    Action("back", "escape,q", "Back", "Back to where you were. What is marked stays."),
)

EXERCISES = (
    Action("open", "enter", "Open", "Open the exercise. Nothing starts by itself."),
    Action("back", "escape,q", "Back", "Back to where you were."),
)

BREATHING = (
    Action("begin", "enter,space", "Begin", "Begin to breathe along. Any key stops."),
    Action("back", "escape,q", "Back", "Back to the exercises."),
)

GROUNDING = (
    Action("found", "space,enter", "Found one", "On to the next thing."),
    Action("skip", "s", "Skip this sense", "On to the next sense."),
    Action("before", "left,backspace", "One back", "Back to the thing before.", footer=False),
    Action("again", "t", "Once more", "From the beginning."),
    Action("back", "escape,q", "Enough", "Back to the exercises."),
)

LADDER = (
    Action("edit", "e,enter", "Edit", "Change the line in its place; a gap is written over."),
    Action("another", "n", "Another", "Another way to put it. What you made of this one comes again."),
    Action("here", "t", "To here", "Today only as far as this step; once more takes the mark away."),
    Action("said", "s", "Said", "This step has been said; once more takes that back."),
    Action("keep", "k", "To the card", "The marked step on the card, and the next one below it."),
    Action("practise", "r", "Rehearse", "Practise the marked step's sentence."),
    Action("older", "ctrl+up", "Step above", "Select the step above.", footer=False),
    Action("newer", "ctrl+down", "Step below", "Select the step below.", footer=False),
    Action("back", "escape", "Back", "Out of the field; from there, back. All of it stays as it is."),
)

NOTES = (
    Action("write", "n", "New", "Write another note."),
    Action("edit", "e,enter", "Edit", "Change the note in its place."),
    Action("keep", "k", "To the card", "Put the note on the card."),
    Action("remove", "delete", "Delete", "Delete the note. It can be brought back."),
    Action("bring_back", "u", "Undo", "Bring back the note that was deleted last."),
    Action("done", "d", "Done", "The small step from the card is done; once more takes that back."),
    Action("save", "ctrl+s", "Save as", "Save the notes where you say. Nothing else is kept."),
    Action("open", "ctrl+o", "Open", "Open notes that were saved, or any text."),
    Action("up", "alt+up", "Note up", "Change places with the note above.", footer=False),
    Action("down", "alt+down", "Note down", "Change places with the note below.", footer=False),
    Action("older", "ctrl+up", "Note above", "Select the note above.", footer=False),
    Action("newer", "ctrl+down", "Note below", "Select the note below; then comes the field.", footer=False),
    Action("back", "escape", "Back", "Out of the field, so that letters act; from there, back."),
)

HELP_NOW = (
    Action("stay", "escape,s", "Stay and talk", "Back to where you were. What you typed is still there."),
    Action("go", "l", "Leave", "Close the coach.", footer=False),
)

OF_SCREEN = {
    "TalkScreen": TALK,
    "LibraryScreen": LIBRARY,
    "PassageScreen": PASSAGE,
    "HelpNowScreen": HELP_NOW,
    "RehearseScreen": REHEARSE,
    "CardScreen": CARD,
    "LadderScreen": LADDER,
    "NotesScreen": NOTES,
    "SignsScreen": SIGNS,
    "ExercisesScreen": EXERCISES,
    "BreathingScreen": BREATHING,
    "GroundingScreen": GROUNDING,
}
"""What the palette offers on each screen beside `EVERYWHERE`, by the name of its class."""


def bindings(actions: Iterable[Action]) -> list[BindingType]:
    """Key bindings for some actions."""
    return [action.binding() for action in actions]
