"""Fits the small models that the coach ships, from examples that we wrote. Nothing here is needed to run it."""
