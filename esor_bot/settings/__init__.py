"""The settings of an operator, from the environment and a file of the same form; each with its meaning and default."""

from esor_bot.settings.fields import AT_OPENING, ENV_FILE, OFF, PREFIX, Settings
from esor_bot.settings.reading import Listed, listed, load

__all__ = ["AT_OPENING", "ENV_FILE", "OFF", "PREFIX", "Listed", "Settings", "listed", "load"]
