"""What the core needs of the world: a store for cases and what goes out, a clock."""

from esor_bot.ports.cases import Draft, Search
from esor_bot.ports.clock import Clock
from esor_bot.ports.feed import Feed, Posted
from esor_bot.ports.journal import Journal
from esor_bot.ports.leases import Leases
from esor_bot.ports.offices import Offices
from esor_bot.ports.outbox import Backlog, Deliveries, Leased, Outgoing, Undelivered
from esor_bot.ports.privacy import Message, Privacy, Traces
from esor_bot.ports.statements import Statements, Told
from esor_bot.ports.store import Store, Transaction
from esor_bot.ports.surfaces import Arrival, Cards, Inbox, Preference, Preferences
from esor_bot.ports.tally import Answer, Count, Demand, Opinion, Sent, Span, Tally
from esor_bot.ports.timers import Timer, Timers

__all__ = [
    "Answer",
    "Arrival",
    "Backlog",
    "Cards",
    "Clock",
    "Count",
    "Deliveries",
    "Demand",
    "Draft",
    "Feed",
    "Inbox",
    "Journal",
    "Leased",
    "Leases",
    "Message",
    "Offices",
    "Opinion",
    "Outgoing",
    "Posted",
    "Preference",
    "Preferences",
    "Privacy",
    "Search",
    "Sent",
    "Span",
    "Statements",
    "Store",
    "Tally",
    "Timer",
    "Timers",
    "Told",
    "Traces",
    "Transaction",
    "Undelivered",
]
