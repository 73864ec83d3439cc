"""What was done with cases lately. Asked once a day, so it needs no index of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, distinct, func, select

from esor_bot.domain.case import Deed
from esor_bot.store.tables import records

if TYPE_CHECKING:
    from esor_bot.store.transaction import SqlTransaction

_DONE = (
    select(records.c.deed, func.count(distinct(records.c.case_number)).label("cases"))
    .where(records.c.at >= bindparam("since", type_=records.c.at.type))
    .group_by(records.c.deed)
)


class SqlJournal:
    """What was done, within a transaction."""

    def __init__(self, transaction: SqlTransaction) -> None:
        self._transaction = transaction

    def done(self, since: datetime) -> Mapping[Deed, int]:
        """Return to how many cases each deed was done since a moment."""
        return {Deed(row.deed): row.cases for row in self._transaction.run(_DONE, {"since": since})}
