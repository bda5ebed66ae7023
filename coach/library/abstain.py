"""Where the library ends: the scores above which a search says that it has an answer.

Set with `python -m benchmarks.retrieval --calibrate`, on our own questions and our own messages from elsewhere; a
missed person weighs more than a stray answer, so each lies on the generous side.
"""

from coach.library.message import Query

ENOUGH = 0.65
"""For a whole message, in the search with the embedder (`Ranked.scope`)."""
ENOUGH_LONG = 1.25
"""For the whole of a long message, which sounds like the library more easily."""
ENOUGH_SCORE = 0.85
"""For the best entry of a whole message: so near to one entry it need not sound like the library elsewhere."""
OF_ONESELF = 0.7
"""Added for a message that tells of oneself and asks nothing (`Query.tells`): what is told of a life can be brought to
therapy, where a question or a request ("play some jazz") may be anything."""
ORDERED = 0.5
"""Taken off for a short message that orders something ("play some jazz") and has no word of therapy in it."""
ENOUGH_PART = 0.85
"""For one part of a long message: more, since each further part is one more chance to be taken wrongly."""
ENOUGH_WORDS = 0.1
"""For the search by words alone (`LexicalSearch.scope`)."""
ENOUGH_WORDS_PART = 0.6
"""For one part of a long message, by words alone."""


def leaning(asked: Query) -> float:
    """What is added to the scope of the whole of a message for how it is put; nothing for a long one, read in parts."""
    if asked.parts:
        return 0.0
    return OF_ONESELF * asked.tells - ORDERED * asked.orders
