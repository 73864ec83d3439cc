"""What a check leaves behind of a document: nothing."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.unit.completeness.check.samples import FAMILY, cut, digital, needles, scanned
from tests.unit.completeness.check.traces import changed, traces

ROOT = Path(__file__).resolve().parents[4]
MIB = 1024 * 1024
SHARED = (Path(tempfile.gettempdir()), Path("/dev/shm"), Path("/var/tmp"))


@dataclass(frozen=True, slots=True)
class Run:
    """What a program said that checked the samples in all ways, when it began and the folder that was its own."""

    said: Mapping[str, Any]
    stdout: bytes
    stderr: bytes
    began: float
    folder: Path


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A program of its own that has checked the samples; they were never in a file, and neither was what is sought."""
    folder = tmp_path_factory.mktemp("own")
    own = ("HOME", "TMPDIR", "TEMP", "TMP", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
    environment = {**os.environ, **dict.fromkeys(own, str(folder)), "PYTHONPATH": str(ROOT)}
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    files = {"digital": digital(), "scanned": scanned(), "cut": cut()}
    asked = {
        "files": {name: base64.b64encode(data).decode() for name, data in files.items()},
        "needles": [base64.b64encode(one).decode() for one in needles()],
    }
    command = [sys.executable, "-m", "tests.unit.completeness.check.driver"]
    began = time.time()
    done = subprocess.run(
        command, input=json.dumps(asked).encode(), capture_output=True, cwd=folder, env=environment, timeout=100
    )
    assert done.returncode == 0, done.stderr.decode()
    return Run(json.loads(done.stdout), done.stdout, done.stderr, began, folder)


def test_the_samples_are_read(ran: Run) -> None:
    """The checks went as they should: text and pictures were understood, and what failed failed."""
    told = ran.said["told"]
    passport = "id='passport', status=<DocumentStatus.FOUND"

    assert passport in told["digital"]
    assert passport in told["scanned"]
    assert "code='corrupt'" in told["cut"]
    assert "CheckCancelled" in told["cancelled"]
    assert "code='too_hard'" in told["killed"]
    assert told["after"] == told["digital"]


def test_what_is_sought_would_be_found() -> None:
    """The search sees content that is there: plain, in another encoding, and packed in the file."""
    sought = needles()

    assert traces(f"... {FAMILY} ...".encode(), sought)
    assert traces(f"... {FAMILY} ...".encode("utf-16"), sought)
    assert len(traces(digital(), sought)) > 5
    assert len(traces(scanned(), sought)) > 5


def test_no_report_and_no_exception_holds_content(ran: Run) -> None:
    """What comes of a check holds nothing of the document, whether it went well or not."""
    assert traces(ran.stdout, needles()) == []
    assert traces(json.dumps(ran.said, ensure_ascii=False).encode(), needles()) == []


def test_no_log_holds_content(ran: Run) -> None:
    """Nothing that is logged at any level, or gets to standard error, holds anything of the document."""
    assert any("a control" in record for record in ran.said["records"])
    assert b"a control" in ran.stderr
    assert traces("\n".join(ran.said["records"]).encode(), needles()) == []
    assert traces(ran.stderr, needles()) == []


def test_no_file_is_written(ran: Run) -> None:
    """A check makes no file in the home folder, the folders for temporary and cached files and where it is run."""
    assert [str(path) for path in ran.folder.rglob("*")] == []
    assert ran.said["written"] == []


def test_no_file_elsewhere_holds_content(ran: Run) -> None:
    """No file that all programs share, changed since, holds anything of the document."""
    assert [traces(data, needles()) for data in changed(SHARED, ran.began) if traces(data, needles())] == []


def test_no_memory_holds_content(ran: Run) -> None:
    """After the checks nothing of the documents can be reached in the bot's own process."""
    assert ran.said["control"] is True
    assert ran.said["held"] == []


def test_the_process_stays_small(ran: Run) -> None:
    """The bot's own process loads nothing that reads documents, and does not grow with the checks."""
    assert ran.said["modules"] == []
    assert ran.said["grown"] < 20 * MIB
