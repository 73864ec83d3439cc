"""`esor-bot serve`: it starts, says how it is, goes on where something is missing, and stops when it is told to."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.served import Served, start, surroundings

Start = Callable[..., Served]
SLACK = "[esor_bot.adapters]\nslack = a_library_that_is_not_there:ADAPTER\n"


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Start]:
    """Start processes that are over when the test is."""
    begun: list[Served] = []

    def begin(*arguments: str, **given: str) -> Served:
        begun.append(start(tmp_path, given, *arguments))
        return begun[-1]

    yield begin
    for one in begun:
        if one.process.poll() is None:
            one.process.kill()
        one.process.communicate()


def refused(folder: Path, entry: str | None = None, **given: str) -> subprocess.CompletedProcess[bytes]:
    """Run what ends by itself, because it can't be served like that."""
    environment = surroundings(folder, **given) if entry is None else surroundings(folder, entry, **given)
    command = [sys.executable, "-m", "esor_bot", "serve"]
    return subprocess.run(command, env=environment, capture_output=True, timeout=30)


def test_it_answers_and_stops(serving: Start, moon: Path) -> None:
    """It is ready, answers on the platform, counts that without words, and ends with 0 when it is told to stop."""
    served = serving("--knowledge", str(moon))
    told = served.wait()
    assert {name: part["state"] for name, part in told["parts"].items()} == {
        "knowledge": "ready",
        "database": "ready",
        "tin_can": "ready",
    }
    assert served.get("/live") == (200, b'{"alive": true}')
    assert served.get("/elsewhere")[0] == 404
    assert "grey boots" in served.ask("which boots do I need")

    numbers = served.get("/metrics")[1].decode()
    assert 'esor_bot_events_total{kind="post",platform="tin_can"} 1.0' in numbers
    assert 'esor_bot_answers_total{outcome="answered",platform="tin_can"} 1.0' in numbers
    assert 'esor_bot_acknowledge_seconds_count{platform="tin_can"} 1.0' in numbers
    assert 'esor_bot_cases{state="open"} 0.0' in numbers
    status, logged = served.stop(signal.SIGTERM)

    assert (status, "event=stopped" in logged) == (0, True), logged
    assert not any(word in numbers + logged for word in ("which boots", "grey", "anna"))


def test_a_second_signal_ends_it_at_once(serving: Start, moon: Path) -> None:
    """The first signal is heard and the second one is not waited for."""
    served = serving("--knowledge", str(moon))
    served.wait()

    status, _logged = served.stop(signal.SIGINT, signal.SIGINT)

    assert status in {0, 130}  # it may be faster than the second one


def test_it_serves_without_a_database(serving: Start, moon: Path, tmp_path: Path) -> None:
    """Where the database can't be used it answers all the same, says that it is not ready, and becomes so."""
    away = tmp_path / "away"
    away.write_text("no folder", encoding="utf-8")
    served = serving("--knowledge", str(moon), ESOR_BOT_DATABASE_URL=f"sqlite:///{away}/desk.db")
    while not (told := served.wait(ready=False)["parts"])["tin_can"]["ready"] or "reason" not in told["database"]:
        pass

    assert served.get("/ready")[0] == 503
    assert told["database"]["state"] == "away"
    assert "grey boots" in served.ask("which boots do I need")
    away.unlink()
    away.mkdir()
    served.wait()
    status, logged = served.stop(signal.SIGTERM)
    assert status == 0
    assert "event=database_away" in logged
    assert "event=database_back" in logged


def test_a_refused_token_is_said(tmp_path: Path, moon: Path) -> None:
    """Where the only platform refuses the token, that is one clear line and the status of wrong settings."""
    done = refused(tmp_path, ESOR_BOT_TIN_CAN_PORT="1", ESOR_BOT_TIN_CAN_MOOD="refusing", ESOR_BOT_KNOWLEDGE=str(moon))

    assert done.returncode == 2
    assert b"esor-bot: the tin can refuses its token: make a new one" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_platform_that_breaks_is_begun_again(serving: Start, moon: Path) -> None:
    """A platform that breaks takes nothing down: it is said to be broken, and put together again and again."""
    served = serving("--knowledge", str(moon), ESOR_BOT_TIN_CAN_MOOD="broken", ESOR_BOT_LOG_FORMAT="json")
    while not (told := served.wait(ready=False)["parts"]).get("database", {}).get("ready"):
        pass

    assert told["tin_can"]["state"] in {"broken", "connecting"}
    status, logged = served.stop(signal.SIGTERM)
    events = [json.loads(line) for line in logged.splitlines()]
    assert status == 0
    assert [one["error"] for one in events if one["event"] == "platform_broke"][:1] == ["OSError"]
    assert "torn" not in logged


def test_nothing_starts_with_wrong_settings(tmp_path: Path) -> None:
    """Everything that is wrong is named at once, before anything starts."""
    done = refused(tmp_path, ESOR_BOT_LOG_LEVEL="loud", ESOR_BOT_HEALTH_PORT="high", ESOR_BOT_OFFICE_ZONE="Mars")

    assert done.returncode == 2
    for name in ("LOG_LEVEL", "HEALTH_PORT", "OFFICE_ZONE", "TIN_CAN_TOKEN"):
        assert f"ESOR_BOT_{name}".encode() in done.stderr
    assert not (tmp_path / "desk.db").exists()


def test_no_platform_is_a_clear_line(tmp_path: Path) -> None:
    """Without a platform it says what to set for each, and what helps."""
    done = refused(tmp_path, f"{SLACK}discord = a_library_that_is_not_there:ADAPTER\n")

    assert done.returncode == 2
    hints = ("ESOR_BOT_SLACK_TOKEN", "docs/slack.md", "ESOR_BOT_DISCORD_TOKEN", "docs/discord.md", "esor-bot doctor")
    for hint in hints:
        assert hint.encode() in done.stderr


def test_a_missing_library_is_named(tmp_path: Path) -> None:
    """Where a platform is set up whose library is not installed, it says what to install."""
    done = refused(tmp_path, SLACK, ESOR_BOT_SLACK_TOKEN="xoxb-1")

    assert done.returncode == 2
    assert b"install esor-bot[slack]" in done.stderr
    assert b"xoxb-1" not in done.stderr


def test_a_taken_port_is_named(serving: Start, tmp_path: Path, moon: Path) -> None:
    """Where somebody else has the health port, that is said, and nothing goes on."""
    served = serving("--knowledge", str(moon))
    served.wait()

    done = refused(
        tmp_path,
        ESOR_BOT_TIN_CAN_PORT="1",
        ESOR_BOT_HEALTH_PORT=str(served.health),
        ESOR_BOT_KNOWLEDGE=str(moon),
    )

    assert done.returncode == 2
    assert b"ESOR_BOT_HEALTH_PORT" in done.stderr
