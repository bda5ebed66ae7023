"""The rules of the screen, one TOML file for each kind of danger, and what reads them."""
