"""Any order of deeds, jumps of the clock and times without service: what has to hold of reminders all the same."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from esor_bot.desk import digest, reminders
from esor_bot.desk.bells import Bells, Handler
from esor_bot.desk.desk import Desk
from esor_bot.desk.digest import Digest
from esor_bot.desk.following import root
from esor_bot.desk.holidays import read_holidays
from esor_bot.desk.hours import OfficeHours
from esor_bot.desk.message import Notification
from esor_bot.desk.quiet import WITHIN_HOURS
from esor_bot.desk.waiting import Pace
from esor_bot.domain.case import Actor, Deed
from esor_bot.domain.week import read_week
from esor_bot.errors import RefusedError
from tests.unit.desk.people import ANNA, BEN, CLEO, DAN, OFFICE, World

WEEKS = ("Mon-Fri 9-17", "Mon-Thu 9-12, 13-17, Fri 9-13", "Tue 22-24, Sat 1-4, Sun 1-4", "Wed 9-10")
ZONES = ("Europe/Vienna", "America/New_York", "Australia/Lord_Howe", "Pacific/Kiritimati")
OFFICES = {"talk": OFFICE}


class Clockwork(RuleBasedStateMachine):
    """A desk and its bells, which do not always run."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.told = 0
        self.start(WEEKS[0], ZONES[0], datetime(2030, 3, 27, 9, tzinfo=ZoneInfo("UTC")))

    def start(self, week: str, zone: str, now: datetime) -> None:
        """Begin anew with other settings, on the same store."""
        self.hours = OfficeHours(ZoneInfo(zone), read_week(week), read_holidays("AT, 2030-12-24..2031-01-06"))
        self.world.clock.set(now)
        self.world.desk = Desk(self.world.store, self.world.clock, OFFICES, self.hours)
        mornings = digest.Mornings(self.hours, OFFICES)
        handlers: dict[str, Handler] = {
            reminders.KIND: reminders.Reminders(self.hours, Pace(), OFFICES),
            digest.KIND: mornings,
        }
        self.bells = Bells(self.world.store, self.world.clock, handlers, [mornings.standing])

    @rule(week=st.sampled_from(WEEKS), zone=st.sampled_from(ZONES))
    def other_settings(self, week: str, zone: str) -> None:
        """The program is started again, and the office works at other hours from then on."""
        self.start(week, zone, self.world.clock.now())

    @rule(who=st.sampled_from([ANNA, BEN]))
    def ask(self, who: Actor) -> None:
        """Somebody asks."""
        self.world.asked(who)

    @rule(
        number=st.integers(1, 4),
        into=st.integers(1, 4),
        deed=st.sampled_from(list(Deed)),
        who=st.sampled_from([CLEO, DAN, ANNA, BEN]),
    )
    def do(self, number: int, into: int, deed: Deed, who: Actor) -> None:
        """Somebody does something, if it is theirs to do."""
        try:
            self.world.desk.do(number, deed, who, text="words", to=DAN, into=into)
        except RefusedError:
            return

    @rule(minutes=st.integers(0, 60 * 24 * 20))
    def nothing_runs(self, minutes: int) -> None:
        """Time passes, and nobody is there to see what is due."""
        self.world.clock.tick(minutes=minutes)

    @rule(days=st.integers(1, 5), every=st.sampled_from([45, 240]))
    def service(self, days: int, every: int) -> None:
        """Time passes, with a look now and then."""
        until = self.world.clock.now() + timedelta(days=days)
        while self.world.clock.now() < until:
            self.world.clock.tick(minutes=every)
            self.look()

    @rule()
    def look(self) -> None:
        """What is due is done: what that tells the office, it tells while the office works."""
        before = len(self.world.out())
        while self.bells.run_once():
            pass
        new = [(outgoing.place, Notification.load(outgoing.body)) for outgoing in self.world.out()[before:]]
        assert all((place == OFFICE) == (notification.kind in WITHIN_HOURS) for place, notification in new)
        assert {notification.kind for place, notification in new if place != OFFICE} <= {"takes_longer"}
        if new:
            assert self.hours.is_open(self.world.clock.now()), new
        cases = [notification.case for place, notification in new if place == OFFICE and notification.case]
        assert len(cases) == len(set(cases)), "two reminders of one case at once"

    @invariant()
    def what_waits_has_a_timer(self) -> None:
        """Each case that waits for the office has its timer, and none that is over has one."""
        timers = self.world.store.content.timers
        for case in self.world.store.content.cases.values():
            if case.state in {"open", "claimed"}:
                assert timers[reminders.key(case.number)].case == case.number
            elif not case.live:
                assert reminders.key(case.number) not in timers

    @invariant()
    def nothing_is_told_for_nothing(self) -> None:
        """A person is told once for each waiting that it takes longer, and an overview is never empty."""
        bodies = [Notification.load(outgoing.body) for outgoing in self.world.out()]
        assert not any(Digest.load(body.values["digest"]).empty for body in bodies if body.kind == "digest")
        with self.world.store.begin() as tx:
            for case in tx.content.cases.values():
                told = sum(body.kind == "takes_longer" and body.case == case.number for body in bodies)
                waits = [record for each in (case, *root(tx, case)) for record in tx.records(each.number)]
                assert told <= sum(record.deed in {Deed.ASK, Deed.ANSWER, Deed.CLOSE, Deed.MERGE} for record in waits)

    def teardown(self) -> None:
        """In the end, whoever still waits is told so after some days of service."""
        self.start(WEEKS[0], ZONES[0], self.world.clock.now())
        self.service(30, 120)
        with self.world.store.begin() as tx:
            for case in self.world.store.content.cases.values():
                if case.state in {"open", "claimed"}:
                    assert any(
                        row.outgoing.case == case.number and ":waits:" in row.outgoing.key
                        for row in tx.content.outbox.values()
                    )


def test_no_reminder_outside_office_hours() -> None:
    """No order of deeds, jumps and rests makes a reminder outside office hours, a second one, or a silence."""
    run_state_machine_as_test(Clockwork, settings=settings(max_examples=60, stateful_step_count=25))
