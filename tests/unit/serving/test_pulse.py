"""Watching the database, and the numbers of it."""

from __future__ import annotations

import json
from datetime import timedelta
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from esor_bot.domain.case import Place
from esor_bot.metrics import Metrics
from esor_bot.ports import Draft, Outgoing
from esor_bot.serving.board import LATE, Board, Part
from esor_bot.serving.health import health
from esor_bot.serving.pulse import DATABASE, Pulse
from esor_bot.testing.clock import FakeClock
from esor_bot.testing.memory import MemoryStore

PLACE = Place("tin", "C1")


def test_the_database_is_watched() -> None:
    """A database that goes away makes the process not ready, one that comes back makes it ready; nothing is left."""
    store, clock, board = MemoryStore(), FakeClock(), Board()
    pulse = Pulse(store, clock, board)
    before = board.ready
    pulse.look()
    assert (before, board.ready) == (False, True)

    store.break_down("read_only")
    pulse.look()
    assert board.parts()[DATABASE] == Part("away", fine=False, reason="read_only")

    store.break_down()
    pulse.look()
    assert board.ready
    with store.begin() as tx:
        assert tx.first_time(f"look:{clock.now().isoformat()}", clock.now())


def test_the_numbers() -> None:
    """What waits, for how long, and the cases by their state are told; nothing of a database that is away."""
    store, clock, metrics = MemoryStore(), FakeClock(), Metrics()
    with store.begin() as tx:
        tx.open(Draft("moon", "Which helmet?", "tin:anna", PLACE, clock.now()))
        tx.send(Outgoing("k", PLACE, "{}", at=clock.now()))
    pulse = Pulse(store, clock, Board())
    metrics.add(pulse)
    pulse.look()
    clock.set(clock.now() + timedelta(seconds=90))
    told = metrics.told().decode()

    for line in ("outbox_waiting 1.0", "outbox_oldest_seconds 90.0", 'cases{state="open"} 1.0', "database_up 1.0"):
        assert f"esor_bot_{line}" in told
    assert "helmet" not in told
    assert "anna" not in told

    store.break_down("full")
    pulse.look()
    told = metrics.told().decode()
    assert "esor_bot_database_up 0.0" in told
    assert "esor_bot_outbox_waiting" not in told


def test_what_waits_for_a_reader_is_no_backlog() -> None:
    """What lies where whoever reads it comes for it does not wait to go out, however long nobody came."""
    store, clock, metrics = MemoryStore(), FakeClock(), Metrics()
    with store.begin() as tx:
        tx.send(Outgoing("k", PLACE, "{}", at=clock.now()))
    metrics.add(pulse := Pulse(store, clock, Board(), fetched=("tin",)))
    pulse.look()

    assert "esor_bot_outbox_waiting 0.0" in metrics.told().decode()


def asked(port: int, path: str) -> tuple[int, str]:
    """Ask the health port."""
    try:
        with urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_the_health_port_tells() -> None:
    """/ready names each part, with 503 where one is not fine; /live fails where nothing beats any more."""
    now = [0.0]
    board = Board(lambda: now[0])
    board.put("database", Part("away", fine=False, reason="locked"))
    board.put("tin", lambda: Part("ready", fine=True))
    with health("127.0.0.1", 0, board, Metrics()) as port:
        status, text = asked(port, "/ready")
        assert (status, json.loads(text)) == (
            503,
            {
                "ready": False,
                "parts": {
                    "database": {"state": "away", "ready": False, "reason": "locked"},
                    "tin": {"state": "ready", "ready": True},
                },
            },
        )
        assert asked(port, "/live")[0] == 200
        now[0] = LATE
        assert asked(port, "/live")[0] == 503
        board.beat()
        assert asked(port, "/live")[0] == 200
        assert "python_info" in asked(port, "/metrics")[1]


def test_no_health_port() -> None:
    """Where no port is set, none is opened."""
    with health("127.0.0.1", None, Board(), Metrics()) as port:
        assert port == 0


@pytest.mark.parametrize("word", ["Anna Nowak", "U12345 said: hello", "", "a" * 41, "\n"])
def test_labels_are_words(word: str) -> None:
    """What is no word of a program never becomes a label."""
    metrics = Metrics()
    metrics.delivered("tin", word)
    metrics.heard("tin", word, word)
    metrics.handled(word, "post", 0.1)

    told = metrics.told().decode()
    assert 'esor_bot_posts_total{platform="tin",result="other"} 1.0' in told
    assert "Anna" not in told
    assert "hello" not in told


def test_a_check_is_counted() -> None:
    """A check counts as running while it does, and then by how it ended."""
    metrics = Metrics()
    with metrics.checking():
        assert "esor_bot_checks_running 1.0" in metrics.told().decode()
    with pytest.raises(OSError, match="torn"), metrics.checking():
        raise OSError("torn")

    told = metrics.told().decode()
    assert "esor_bot_checks_running 0.0" in told
    for result in ("ok", "failed"):
        assert f'esor_bot_check_seconds_count{{result="{result}"}} 1.0' in told
