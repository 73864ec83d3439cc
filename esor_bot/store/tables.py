"""The tables. Whoever changes one here writes a migration too; a test compares both."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, MetaData, Table, text

from esor_bot.store.columns import Moment, Number, Words

metadata = MetaData()

# What deleting by age looks for. Statements name the conditions in the same words: only then the index is used.
ended_case = text("state NOT IN ('open', 'claimed', 'asked_back', 'merged')")
ended_message = text("ended IS NOT NULL")
with_words = text("(text <> '' OR asker <> '')")

cases = Table(
    "cases",
    metadata,
    Column("number", Number, primary_key=True),
    Column("programme", Words, nullable=False),
    Column("question", Words, nullable=False),
    Column("asker", Words, nullable=False),
    Column("platform", Words, nullable=False),
    Column("channel", Words, nullable=False),
    Column("thread", Words, nullable=False),
    Column("private", Boolean, nullable=False),
    Column("opened", Moment, nullable=False),
    Column("changed", Moment, nullable=False),
    Column("outcome", Words, nullable=False),
    Column("entries", Words, nullable=False),  # a JSON list of ids
    Column("why", Words, nullable=False),
    Column("state", Words, nullable=False),
    Column("owner", Words, nullable=False),
    Column("owner_name", Words, nullable=False),
    Column("answered", Moment),
    Column("merged_into", Number, ForeignKey("cases.number")),
    Column("version", Integer, nullable=False),
    # Every list is read state by state, newest first, so each of these ends in the order of the list.
    Index("cases_by_state", "state", "number"),
    Index("cases_by_asker", "asker", "state", "number"),
    Index("cases_by_owner", "owner", "state", "number"),
    Index("cases_by_programme", "programme", "state", "number"),
    Index("cases_by_merged_into", "merged_into"),
    Index("cases_ended", "changed", sqlite_where=ended_case, postgresql_where=ended_case),
    Index("cases_by_opened", "opened"),  # counted by week
    sqlite_autoincrement=True,  # a number is never given twice, not even after its case was deleted
)

records = Table(
    "records",
    metadata,
    Column("id", Number, primary_key=True),
    Column("case_number", Number, ForeignKey("cases.number"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("deed", Words, nullable=False),
    Column("actor", Words, nullable=False),
    Column("actor_name", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("shown", Boolean, nullable=False),
    Index("records_by_case", "case_number", "id"),
    sqlite_autoincrement=True,
)


_waiting = text("ended IS NULL")

outbox = Table(
    "outbox",
    metadata,
    Column("id", Number, primary_key=True),
    Column("key", Words, nullable=False),
    Column("platform", Words, nullable=False),
    Column("channel", Words, nullable=False),
    Column("thread", Words, nullable=False),
    Column("private", Boolean, nullable=False),
    Column("body", Words, nullable=False),
    Column("case_number", Number, nullable=False),  # 0: about none
    Column("not_before", Moment),
    Column("free_from", Moment, nullable=False),  # nobody takes it earlier: not due, held, or to be tried again later
    Column("worker", Words, nullable=False),  # who took it last
    Column("tries", Integer, nullable=False),  # how often it was taken
    Column("ended", Words),  # DELIVERED or GIVEN_UP
    Column("ended_at", Moment),
    Column("receipt", Words, nullable=False),
    Column("why", Words, nullable=False),  # it failed the last time
    Column("at", Moment, nullable=False),  # it was put here
    Index("outbox_by_key", "key", unique=True),
    Index("outbox_by_case", "case_number"),
    # What waits is little beside what was delivered.
    Index("outbox_waiting", "id", "free_from", sqlite_where=_waiting, postgresql_where=_waiting),
    Index("outbox_ended", "ended", "ended_at", sqlite_where=ended_message, postgresql_where=ended_message),
    sqlite_autoincrement=True,
)

events = Table(
    "events",
    metadata,
    Column("event", Words, primary_key=True),
    Column("seen", Moment, nullable=False),
    Index("events_by_seen", "seen"),
)

timers = Table(
    "timers",
    metadata,
    Column("key", Words, primary_key=True),
    Column("kind", Words, nullable=False),
    Column("due", Moment, nullable=False),
    Column("case_number", Number, nullable=False),  # 0: about none
    Column("step", Integer, nullable=False),  # how often it went off before
    Index("timers_by_due", "due"),
)

# What the bot was asked. `text` is kept of what it could not answer only, and not for long.
questions = Table(
    "questions",
    metadata,
    Column("id", Number, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("programme", Words, nullable=False),
    Column("platform", Words, nullable=False),
    Column("asker", Words, nullable=False),
    Column("outcome", Words, nullable=False),
    Column("entries", Words, nullable=False),  # a JSON list of ids
    Column("text", Words, nullable=False),
    Index("questions_by_at", "at"),
    Index("questions_by_asker", "asker"),
    Index("questions_with_words", "at", sqlite_where=with_words, postgresql_where=with_words),
    sqlite_autoincrement=True,
)

# What the office said that others may be told, too. It outlives its case, whose number may be that of none.
statements = Table(
    "statements",
    metadata,
    Column("id", Number, primary_key=True),
    Column("case_number", Number, nullable=False),
    Column("programme", Words, nullable=False),
    Column("cycle", Words, nullable=False),
    Column("topic", Words, nullable=False),  # the entry on which the page is silent; "" for none
    Column("questions", Words, nullable=False),  # a JSON list
    Column("answer", Words, nullable=False),
    Column("role", Words, nullable=False),  # who said it, as people are told
    Column("said", Moment, nullable=False),
    Column("author", Words, nullable=False),
    Column("author_name", Words, nullable=False),
    Column("state", Words, nullable=False),
    Column("decided", Moment),
    Column("decider", Words, nullable=False),
    Column("decider_name", Words, nullable=False),
    Column("version", Integer, nullable=False),
    Index("statements_by_state", "state", "id"),
    Index("statements_by_case", "case_number"),
    sqlite_autoincrement=True,
)

# That somebody's data were deleted, without saying whose.
erasures = Table(
    "erasures",
    metadata,
    Column("id", Number, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("deleted", Words, nullable=False),  # a JSON object: how many of which kind
    sqlite_autoincrement=True,
)

# What platforms reported and what is still to be answered. A row is there for seconds, with what somebody wrote.
inbox = Table(
    "inbox",
    metadata,
    Column("key", Words, primary_key=True),
    Column("platform", Words, nullable=False),
    Column("person", Words, nullable=False),
    Column("body", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("worker", Words, nullable=False),
    Column("free_from", Moment, nullable=False),  # nobody takes it earlier
    Index("inbox_by_platform", "platform", "free_from"),
)

# Where the card of a case stands: there is one at a place, which always shows how things are.
cards = Table(
    "cards",
    metadata,
    Column("case_number", Number, primary_key=True, autoincrement=False),
    Column("platform", Words, primary_key=True),
    Column("channel", Words, primary_key=True),
    Column("message", Words, nullable=False),
    Column("version", Integer, nullable=False),
)

# What only one process does at a time, and which one that is.
leases = Table(
    "leases",
    metadata,
    Column("name", Words, primary_key=True),
    Column("worker", Words, nullable=False),
    Column("free_from", Moment, nullable=False),
)

# Where the office is told, by the settings of whoever served last: the same for all processes.
offices = Table(
    "offices",
    metadata,
    Column("platform", Words, primary_key=True),
    Column("channel", Words, nullable=False),
    Column("thread", Words, nullable=False),
    Column("private", Boolean, nullable=False),
)

# What people chose for themselves.
preferences = Table(
    "preferences",
    metadata,
    Column("person", Words, primary_key=True),
    Column("programme", Words, nullable=False),
    Column("changed", Moment, nullable=False),
)
