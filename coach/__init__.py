"""Coach: get ready for your own therapy, in the terminal, offline."""

__version__ = "0.1.0"
