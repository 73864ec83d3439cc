"""What the core needs of the world: a store for cases and what goes out, a clock."""

from esor_bot.ports.cases import Draft, Search
from esor_bot.ports.clock import Clock
from esor_bot.ports.outbox import Leased, Outgoing
from esor_bot.ports.statements import Statements, Told
from esor_bot.ports.store import Store, Transaction
from esor_bot.ports.timers import Timer, Timers

__all__ = [
    "Clock",
    "Draft",
    "Leased",
    "Outgoing",
    "Search",
    "Statements",
    "Store",
    "Timer",
    "Timers",
    "Told",
    "Transaction",
]
