"""Files damaged at random, through the whole check."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from benchmarks.fuzz_check import damaged, samples
from esor_bot.completeness.check import Checker
from esor_bot.domain.report import CompletenessReport, Verdict
from esor_bot.knowledge.base import Knowledge
from esor_bot.knowledge.recognition import load_catalogue
from tests.unit.completeness.check.conftest import Desk
from tests.unit.completeness.check.traces import memory, workers

MIB = 1024 * 1024
FILES, SEED, PICTURES = 300, 12, 30
SAMPLES = samples()


@pytest.fixture
def pair(knowledge: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A check with two workers, where every place for files that it knows of is one folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    checker = Checker(load_catalogue(knowledge.folder), knowledge.wording, workers=2)
    yield Desk(checker, knowledge.programmes[0])
    checker.close()


def test_damaged_files(pair: Desk, tmp_path: Path) -> None:
    """Each of three hundred damaged files gets a report; no file is left, and the workers live and stay small."""

    def check(number: int) -> CompletenessReport:
        return pair.check(damaged(SAMPLES, SEED, number), picture=number % PICTURES == 0).report

    with ThreadPoolExecutor(2) as pool:
        pool.submit(check, 0).result()
        before = workers()
        reports = list(pool.map(check, range(FILES)))

    assert [one for one in reports if one.verdict is Verdict.COMPLETE or not one.findings] == []
    assert hard(reports) == []
    assert before <= workers()
    assert len(workers()) == 2
    assert max(memory(pid, "VmHWM") for pid in workers()) < 700 * MIB
    assert list(tmp_path.iterdir()) == []


def hard(reports: list[CompletenessReport]) -> list[int]:
    """Return the numbers of the files that brought a worker to its limits."""
    codes = {"too_hard", "time_limit"}
    return [number for number, report in enumerate(reports) if codes & {one.code for one in report.findings}]
