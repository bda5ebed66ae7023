"""A list to choose from, whose Enter the footer shows."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList


class Choices(OptionList):
    """Enter acts after the keys that were pressed before it; a priority binding of the screen's would overtake them."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", "Open")]
