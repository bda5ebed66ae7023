"""Three ways the screen can look; all of it reads without colour as well."""

from textual.theme import Theme

DARK = Theme(
    name="coach-dark", dark=True, background="#16181a", surface="#1c1f22", panel="#24282c", foreground="#d9d6cf",
    primary="#7fa6b5", secondary="#8fa596", accent="#d9a86c", warning="#d9a86c", error="#d98c7a", success="#8fa596",
)  # fmt: skip
LIGHT = Theme(
    name="coach-light", dark=False, background="#faf8f3", surface="#f3f0e8", panel="#e8e4d9", foreground="#2b2a27",
    primary="#2f6276", secondary="#4a6a55", accent="#8a5413", warning="#8a5413", error="#9c3b26", success="#4a6a55",
)  # fmt: skip
CONTRAST = Theme(
    name="coach-contrast", dark=True, background="#000000", surface="#000000", panel="#000000", foreground="#ffffff",
    primary="#00e5ff", secondary="#ffffff", accent="#ffe14d", warning="#ffe14d", error="#ff8a80", success="#b9f6ca",
)  # fmt: skip
ALL = (DARK, LIGHT, CONTRAST)
