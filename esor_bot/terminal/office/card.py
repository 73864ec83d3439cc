"""What somebody of the office sees of a case at the terminal, as lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from esor_bot.desk.possible import possible
from esor_bot.domain.case import Actor, Deed
from esor_bot.reception.case_text import CaseText, starts


@dataclass(frozen=True, slots=True)
class Card:
    """A case as somebody of the office sees it now: call `lines`."""

    told: CaseText
    actor: Actor

    def lines(self) -> Iterator[str]:
        """Yield the lines; an empty one stands between the parts of the card."""
        told = self.told
        yield told.head()
        yield ""
        yield from (f"  {line}".rstrip() for line in told.question().split("\n"))
        for part in (told.standing(), told.others(), told.earlier(), self._record(), self._ways()):
            lines = list(part)
            if lines:
                yield ""
                yield from lines

    def _record(self) -> Iterator[str]:
        for done in self.told.record():
            first, *more = done.split("\n")
            yield from (first, *(f"  {line}".rstrip() for line in more))

    def _ways(self) -> Iterator[str]:
        """Say what can be done now, and what an answer could start from."""
        told = self.told
        can = possible(told.file.case, self.actor, told.now)
        found = starts(told.file, told.names) if Deed.ANSWER in can else ()
        if found:
            yield told.phrases.say("card.starts", starts=", ".join(found), first=found[0])
        yield told.phrases.say("card.ways", ways=", ".join(map(self._way, can)))

    def _way(self, deed: Deed) -> str:
        word = deed.value.replace("_", "-")
        near = next((other.number for other in self.told.file.similar), None)
        return f"{word} {near}" if deed is Deed.MERGE and near is not None else word
