"""What a sentence of a message does."""

from typing import Literal, get_args

Act = Literal["tells", "asks", "corrects", "to-program"]
"""Says something of one's life, feelings or therapy; asks what a reply should answer; says how something was meant,
which nobody would say to a therapist; speaks to the program or of its reply, or says nothing."""
ACTS: tuple[Act, ...] = get_args(Act)
