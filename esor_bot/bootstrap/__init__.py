"""The composition root: the one place where the parts are chosen and put together."""

from esor_bot.bootstrap.answers import assemble, build_assistant, build_checker
from esor_bot.bootstrap.clock import CalledClock, now
from esor_bot.bootstrap.desk import Running, build_desk, build_service, open_desk, open_service
from esor_bot.bootstrap.learning import approved, open_learning, open_told
from esor_bot.bootstrap.office import TERMINAL, office_hours, terminal_office
from esor_bot.bootstrap.store import cannot_be_made, counts, database_there, open_own_store, open_tally

__all__ = [
    "TERMINAL",
    "CalledClock",
    "Running",
    "approved",
    "assemble",
    "build_assistant",
    "build_checker",
    "build_desk",
    "build_service",
    "cannot_be_made",
    "counts",
    "database_there",
    "now",
    "office_hours",
    "open_desk",
    "open_learning",
    "open_own_store",
    "open_service",
    "open_tally",
    "open_told",
    "terminal_office",
]
