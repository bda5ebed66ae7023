"""Keeping people safe: the screen before anything runs, the check before anything is shown, help."""
