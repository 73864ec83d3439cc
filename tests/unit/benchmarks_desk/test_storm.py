"""A small storm of each kind: workers that are killed, and a platform that fails."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from multiprocessing import forkserver, resource_tracker
from pathlib import Path

import pytest

from benchmarks.desk_storm import Storm, weather
from benchmarks.desk_table import Row, table


@pytest.fixture(scope="module", autouse=True)
def _nothing_runs_on() -> Iterator[None]:
    """End what multiprocessing leaves running for the next time: other tests count the children of this process."""
    yield
    forkserver._forkserver._stop()  # type: ignore[attr-defined]  # nothing public ends it
    resource_tracker._resource_tracker._stop()  # type: ignore[attr-defined]


@pytest.fixture
def short() -> Iterator[Path]:
    """A folder whose name is short enough for a socket."""
    with tempfile.TemporaryDirectory(prefix="desk-") as folder:
        yield Path(folder)


def test_workers_that_are_killed(short: Path) -> None:
    """Whatever is killed at whatever moment: all that was said stays true, and is shown once."""
    came = weather(f"sqlite:///{short / 'desk.db'}", short, Storm(kills=12, workers=2, cases=6, seed=3))

    assert came.findings == ()
    assert (came.cases, came.kills) == (6, 12)
    assert came.shown > came.cases


def test_a_platform_that_fails(short: Path) -> None:
    """However a platform fails, with the work done or not: everything is shown, and once."""
    storm = Storm(failing=0.4, deeds=6, workers=2, cases=6, seed=3)
    came = weather(f"sqlite:///{short / 'desk.db'}", short, storm)

    assert came.findings == ()
    assert came.faults > 0
    assert came.passed


def test_the_table() -> None:
    """What does not reach its goal is seen at once."""
    rows = [Row("this", "sqlite", "10", "11", passed=True), Row("that", "sqlite", "10", "9", passed=False)]

    assert table(rows).splitlines()[2:] == ["| this | sqlite | 10 | 11 | yes |", "| that | sqlite | 10 | 9 | NO |"]
