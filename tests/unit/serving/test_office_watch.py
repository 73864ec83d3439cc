"""Watching whether the office can be reached on each platform."""

from __future__ import annotations

import json
import logging

import pytest

from esor_bot.desk.roster import Roster
from esor_bot.metrics import Metrics
from esor_bot.serving.board import Board, Part
from esor_bot.serving.health import health
from esor_bot.serving.office_watch import HOUR, OfficeWatch
from tests.unit.serving.test_pulse import asked


def test_who_asks_is_served_without_the_office() -> None:
    """An office that can't be reached is told at the health port, with why; the process is ready all the same."""
    roster, board, metrics = Roster(["tin", "can"]), Board(), Metrics()
    board.put("tin", Part("ready", fine=True))
    metrics.add(OfficeWatch(roster, ["tin", "can"], board))
    roster.fault("tin", "channel_not_found")
    with health("127.0.0.1", 0, board, metrics) as port:
        status, text = asked(port, "/ready")
        numbers = asked(port, "/metrics")[1]

    told = json.loads(text)
    assert (status, told["ready"]) == (200, True)
    assert told["parts"]["tin_office"] == {
        "state": "not_reached",
        "ready": False,
        "reason": "channel_not_found",
        "needed": False,
    }
    assert told["parts"]["can_office"] == {"state": "ready", "ready": True, "needed": False}
    assert 'esor_bot_office_reached{platform="tin"} 0.0' in numbers
    assert 'esor_bot_office_reached{platform="can"} 1.0' in numbers


def test_it_is_logged_each_hour(caplog: pytest.LogCaptureFixture) -> None:
    """As long as the office can't be reached the log says so once an hour, and then that it can be again."""
    now, roster = [0.0], Roster(["tin"])
    watch = OfficeWatch(roster, ["tin"], Board(), lambda: now[0])
    said = []
    with caplog.at_level(logging.WARNING):
        for at, why in (
            (0.0, ""),
            (5.0, "gone"),
            (10.0, "gone"),
            (HOUR + 5.0, "gone"),
            (HOUR + 10.0, ""),
            (9999.0, ""),
        ):
            now[0] = at
            roster.fault("tin", why)
            watch.look()
            said.append([record.message for record in caplog.records])
            caplog.clear()

    assert said == [[], ["office_not_reached"], [], ["office_not_reached"], ["office_back"], []]
