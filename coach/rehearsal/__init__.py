"""Practise what is hard to say with a stand-in, hear what worked, and leave with a card."""
