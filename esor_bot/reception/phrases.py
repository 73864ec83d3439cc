"""Cases in words: refusals, notices, states, moments. The sentences are those of the wording under `desk`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from esor_bot.desk.files import OwnCase
from esor_bot.desk.hours import OfficeHours
from esor_bot.desk.notices import KINDS
from esor_bot.domain import moments as marks
from esor_bot.domain.case import OF_THE_ASKER, REOPENED_BY_ANSWERING, Deed, State
from esor_bot.errors import EsorBotError, RefusedError, StoreError
from esor_bot.reception import morning, week
from esor_bot.reception.moments import at_clock, when
from esor_bot.reception.text import printable
from esor_bot.wording import Wording

_FLAGS = {"reopened", "elsewhere", "longer"}


@dataclass(frozen=True)
class Phrases:
    """Says things of cases. What people wrote is filled in last, so that braces in it stay what they are.

    `marks`: they are read on a platform: moments are marked, so that it shows each reader their own time, and what
    names words of the terminal is said otherwise (under `surface.desk`).
    """

    wording: Wording
    office: Callable[[], OfficeHours]
    marks: bool = False

    def say(self, id_: str, **values: object) -> str:
        """Return a sentence of the desk."""
        return self._filled(self._id(id_), values)

    def at_desk(self, id_: str, **values: object) -> str:
        """Return a sentence that the office reads on a platform only."""
        return self._filled(f"surface_office.{id_}", values)

    def _filled(self, id_: str, values: Mapping[str, object]) -> str:
        last = [name for name in ("said", "question", "cases", "text") if name in values]
        ordered = {name: values[name] for name in values if name not in last} | {name: values[name] for name in last}
        return printable(self.wording.say(id_, **ordered))

    def _id(self, id_: str) -> str:
        other = f"surface.desk.{id_}"
        return other if self.marks and other in self.wording.sentences else f"desk.{id_}"

    @cached_property
    def hours(self) -> OfficeHours:
        """When the office works. Raises UsageError where a setting makes no sense."""
        return self.office()

    def refused(self, error: RefusedError) -> str:
        """Say why something can't be done."""
        values = dict(error.values)
        if error.code == "changed":
            deed = Deed(str(values["deed"]))
            values["deed"] = self.say(f"did.{deed}")
            if deed in OF_THE_ASKER:
                values["by"] = self.say("asker")
        if "owner" in values:
            values["owner"] = values["owner"] or self.say("somebody")
        return self.say(f"refused.{error.code}", **values)

    def did_it(self, deed: Deed) -> str:
        """Say what was done with a question, where it is not named."""
        own = f"desk.did_it.{deed}" in self.wording.sentences
        return self.say(f"did_it.{deed}") if own else self.say("did_it.other", deed=self.say(f"did.{deed}"))

    def trouble(self, error: EsorBotError) -> str:
        """Say to the office why something did not work at all."""
        if isinstance(error, RefusedError):
            return self.refused(error)
        if isinstance(error, StoreError):
            return self.say(f"trouble.{error.reason}")
        return str(error)

    def told(self, number: int, kind: str, values: Mapping[str, str]) -> str:
        """Say a notice as whoever it is for reads it; of a kind that a later version knows, only that it is there."""
        if kind == "digest":
            return "\n".join(morning.read(self, values["digest"]))
        if f"desk.told.{kind}" not in self.wording.sentences:
            kind, values = "other", {}
        flags = [name for name in sorted(_FLAGS & values.keys()) if values[name]]
        said: dict[str, object] = {"number": number, **{key: value for key, value in values.items() if key != "number"}}
        said |= morning.times(self, values)
        if kind == "undelivered" and not number:
            flags = ["general"]
        if "kind" in said:
            said["kind"] = self.say(f"kind.{said['kind'] if said['kind'] in KINDS else 'other'}")
        return self.say("_".join([f"told.{kind}", *flags]), **said)

    def to_asker(self, number: int, kind: str, values: Mapping[str, str]) -> tuple[str, ...]:
        """Return exactly what the person who asked reads of a notice: paragraphs."""
        told = self.told(number, kind, values)
        if kind not in {"answer", "ask_back"}:
            return (told,)
        return told, self.say(f"told_after.{kind}", number=number, days=REOPENED_BY_ANSWERING.days)

    def own_state(self, own: OwnCase) -> str:
        """Say to the person who asked where a question of theirs stands."""
        answered = any(record.deed is Deed.ANSWER for record in own.records)
        state = f"{own.state}_answered" if own.state is State.CLOSED and answered else own.state.value
        said = self.say(f"own.{state}", number=own.case.number)
        return said if own.case.into is None else f"{self.say('own.merged', into=own.case.into)}, {said}"

    def when(self, at: datetime, now: datetime) -> str:
        """Say a moment on the clock of whoever it is `now` for."""
        said = when(self.wording, at.astimezone(now.tzinfo), now)
        return marks.marked(at, said) if self.marks else said

    def office_hours(self, now: datetime) -> str:
        """Say when the office works, and when it does so next, on its clock and on that of the person."""
        hours = self.hours
        told = self.say("hours.told", week=week.told(self.wording, hours.week, hours.zone))
        if hours.is_open(now):
            return f"{told}; {self.say('hours.open')}"
        opens = hours.next_opening(now)
        there, own = opens.astimezone(hours.zone), opens.astimezone(now.tzinfo)
        said = when(self.wording, there, now.astimezone(hours.zone))
        if own.utcoffset() != there.utcoffset():
            said = self.say("hours.for_you", when=said, own=self._own(own, there))
        # Where moments are marked each reader sees it on their own clock, also where that is not known here.
        return f"{told}; {self.say('hours.closed', when=marks.marked(opens, said) if self.marks else said)}"

    def _own(self, own: datetime, there: datetime) -> str:
        if own.date() == there.date():
            return at_clock(own.time())
        return self.say("when.own_day", weekday=f"{own:%A}", time=at_clock(own.time()))
