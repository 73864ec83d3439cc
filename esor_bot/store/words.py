"""Finding cases by words: each database's own index of words, filled with words that are folded here.

SQLite has FTS5 for it, PostgreSQL tsvector with GIN. The table is called the same on both, and so are its columns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Insert,
    MetaData,
    Table,
    Text,
    Update,
    and_,
    bindparam,
    cast,
    func,
    insert,
    literal,
    literal_column,
    update,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from esor_bot.store.columns import Number

LONGEST = 64
"""Letters of a word that count."""

words = Table(
    "words",
    MetaData(),  # not with the other tables: what SQLite has here is no table that SQLAlchemy could compare
    Column("rowid", Number, primary_key=True, autoincrement=False),  # the case's number; FTS5 wants this name
    Column("folded", TSVECTOR().with_variant(Text(), "sqlite"), nullable=False),
)

CREATE = {
    # Our words hold no separator of this tokenizer; positions aren't needed; short beginnings have their own index.
    "sqlite": (
        "CREATE VIRTUAL TABLE words USING fts5(folded, tokenize = 'ascii', detail = 'none', columnsize = 0,"
        " prefix = '2 3')",
    ),
    "postgresql": (
        "CREATE TABLE words (rowid BIGINT PRIMARY KEY REFERENCES cases (number), folded TSVECTOR NOT NULL)",
        "CREATE INDEX words_by_word ON words USING gin (folded)",
    ),
}
"""What makes the table, by the name of the dialect."""

# Letters that don't come apart into a plain one and a mark.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})


def folded(text: str) -> tuple[str, ...]:
    """Return the words of a text, each once, without case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN)).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(dict.fromkeys(word[:LONGEST] for word in re.findall(r"[^\W_]+", plain)))


def packed(dialect: str, found: Sequence[str]) -> str | list[str]:
    """Return words as the statements below take them, as their parameter `found`; the case's is `at`."""
    return list(found) if dialect == "postgresql" else " ".join(found)


@cache
def put(dialect: str) -> Insert:
    """Return the statement that makes a new case found by words."""
    return insert(words).values(rowid=bindparam("at", type_=Number), folded=_given(dialect))


@cache
def replaced(dialect: str) -> Update:
    """Return the statement that makes a case found by these words only."""
    return update(words).where(words.c.rowid == bindparam("at")).values(folded=_given(dialect))


@cache
def added(dialect: str) -> Update:
    """Return the statement that makes a case found by these words too."""
    before: ColumnElement[str] = words.c.folded
    if dialect != "postgresql":
        before = before.op("||")(literal(" ", Text()))
    return update(words).where(words.c.rowid == bindparam("at")).values(folded=before.op("||")(_given(dialect)))


def matches(dialect: str, found: Sequence[str]) -> ColumnElement[bool]:
    """Return the condition that a row has all these words, or longer ones that begin so; by the index."""
    # A single letter begins too much.
    if dialect == "postgresql":
        query = " & ".join(f"'{word}':*" if len(word) > 1 else f"'{word}'" for word in found)
        return words.c.folded.bool_op("@@")(cast(literal(query, Text()), TSQUERY()))
    query = " AND ".join(f'"{word}"*' if len(word) > 1 else f'"{word}"' for word in found)
    return literal_column("words", Text()).bool_op("MATCH")(literal(query, Text()))


def has(dialect: str, found: Sequence[str]) -> ColumnElement[bool]:
    """Return the same condition for rows that are looked at one by one, where FTS5 is slow."""
    if dialect == "postgresql":
        return matches(dialect, found)
    text: ColumnElement[str] = literal(" ", Text()).op("||")(words.c.folded).op("||")(literal(" ", Text()))
    wanted = [f" {word}" if len(word) > 1 else f" {word} " for word in found]
    return and_(*[func.instr(text, literal(word, Text())) > 0 for word in wanted])


def _given(dialect: str) -> ColumnElement[str]:
    if dialect == "postgresql":
        return func.array_to_tsvector(cast(bindparam("found", type_=ARRAY(Text())), ARRAY(Text())))
    return bindparam("found", type_=Text())
