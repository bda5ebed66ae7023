"""The face in the terminal, with Textual."""
