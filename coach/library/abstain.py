"""Where the library ends: the scores above which a search says that it has an answer.

Set with `python -m benchmarks.retrieval --calibrate`, on our own questions and our own messages from elsewhere; a
missed person weighs more than a stray answer, so each lies on the generous side.
"""

ENOUGH = 0.6
"""For a whole message, in the search with the embedder (`Ranked.scope`)."""
ENOUGH_LONG = 1.25
"""For the whole of a long message, which sounds like the library more easily."""
ENOUGH_SCORE = 0.78
"""For the best entry of a whole message: so near to one entry it need not sound like the library elsewhere."""
ENOUGH_PART = 0.75
"""For one part of a long message: more, since each further part is one more chance to be taken wrongly."""
ENOUGH_WORDS = 0.1
"""For the search by words alone (`LexicalSearch.scope`)."""
ENOUGH_WORDS_PART = 0.6
"""For one part of a long message, by words alone."""
