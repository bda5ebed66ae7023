"""Writing words with a small language model, in a process of its own."""
