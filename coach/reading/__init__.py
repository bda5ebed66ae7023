"""The process that holds the sentence encoder: it searches the library and listens for danger beside the rules."""
