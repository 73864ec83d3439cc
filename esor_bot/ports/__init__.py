"""What the core needs of the world: a store for cases and what goes out, a clock."""

from esor_bot.ports.cases import Draft, Search
from esor_bot.ports.clock import Clock
from esor_bot.ports.outbox import Leased, Outgoing
from esor_bot.ports.store import Store, Transaction
from esor_bot.ports.tally import Answer, Count, Demand, Sent, Span, Tally
from esor_bot.ports.timers import Timer, Timers

__all__ = [
    "Answer",
    "Clock",
    "Count",
    "Demand",
    "Draft",
    "Leased",
    "Outgoing",
    "Search",
    "Sent",
    "Span",
    "Store",
    "Tally",
    "Timer",
    "Timers",
    "Transaction",
]
