"""Model files: which there are, where they lie, how they are fetched, and which fits this machine."""
