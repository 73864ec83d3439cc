"""The settings of an operator, from the environment and a file of the same form; each with its meaning and default."""

from esor_bot.settings.fields import AT_OPENING, ENV_FILE, OFF, PREFIX, Given, Settings
from esor_bot.settings.reading import Listed, begun, given, listed, load, names, read

__all__ = [
    "AT_OPENING",
    "ENV_FILE",
    "OFF",
    "PREFIX",
    "Given",
    "Listed",
    "Settings",
    "begun",
    "given",
    "listed",
    "load",
    "names",
    "read",
]
