"""A program of its own that checks files and then says what they left behind: run as a child of the tests.

It reads one JSON object from standard input, `files` and `needles` in base 64, and writes one to standard output.
"""

from __future__ import annotations

import base64
import json
import logging
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from esor_bot.bootstrap import build_checker
from esor_bot.completeness.check import Checker
from esor_bot.domain.programme import Programme
from esor_bot.errors import CheckError
from esor_bot.knowledge.load import load
from esor_bot.knowledge.locate import shipped
from tests.unit.completeness.check.traces import Watch, held, memory, workers

TODAY = date(2023, 1, 10)
HEAVY = ("pypdf", "pypdfium2", "onnxruntime", "rapidocr", "cv2", "PIL", "matplotlib")
_ROUNDS = 10
_LOOKS = 4

Progress = Callable[[int, int], None]


class Records:
    """Keeps whatever is logged at any level, and leaves it on its way to where it goes by itself."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._make = logging.getLogRecordFactory()
        logging.setLogRecordFactory(self._record)
        logging.getLogger().setLevel(1)
        if isinstance(logging.lastResort, logging.Handler):
            logging.lastResort.setLevel(1)

    def _record(self, *args: object, **more: object) -> logging.LogRecord:
        record: logging.LogRecord = self._make(*args, **more)
        self.texts.append(f"{record.getMessage()} {record.__dict__}")
        return record


class Driver:
    """Checks files in all ways that a check may go, and notes what is said of them."""

    def __init__(self, checker: Checker, programme: Programme, files: Mapping[str, str]) -> None:
        self._checker = checker
        self._programme = programme
        self._files = files
        self.told: dict[str, str] = {}

    def check(self, name: str, file: str, progress: Progress | None = None, **more: object) -> None:
        """Check a file, and keep the report or the exception in words."""
        try:
            done = self._checker.check(
                base64.b64decode(self._files[file]), self._programme, TODAY, progress=progress, **more  # type: ignore[arg-type]
            )  # fmt: skip
            self.told[name] = repr(done.report)
        except CheckError as error:
            self.told[name] = "".join([repr(error), str(error), *traceback.format_exception(error)])

    def all(self) -> None:
        """Check well and badly: with a picture, by OCR, a damaged file, a worker killed, a check cancelled."""
        cancel = threading.Event()
        self.check("digital", "digital", picture=True)
        self.check("scanned", "scanned", picture=True)
        self.check("cut", "cut", picture=True)
        self.check("cancelled", "scanned", lambda *_: cancel.set(), cancel=cancel)
        self.check("killed", "scanned", _kill)
        self.check("after", "digital")


def _kill(done: int, pages: int) -> None:
    for pid in workers():
        os.kill(pid, signal.SIGKILL)


def _grown(driver: Driver) -> int:
    """Return by how many bytes this process grows over ten checks."""
    before = memory("self", "VmRSS")
    for _ in range(_ROUNDS):
        driver.check("digital", "digital", picture=True)
    return memory("self", "VmRSS") - before


def _held(needles: Sequence[bytes], control: bytes) -> list[str | bytes | bytearray]:
    """Return what still holds a needle when the sandbox has tidied up after the last check, which takes a moment."""
    left: list[str | bytes | bytearray] = []
    for _ in range(_LOOKS):
        left.clear()  # it would itself be what holds them
        time.sleep(0.3)
        left += held(needles)
        if all(one is control for one in left):
            break
    return left


def main() -> None:
    """Do what is asked."""
    asked = json.load(sys.stdin)
    needles: Sequence[bytes] = [base64.b64decode(one) for one in asked["needles"]]
    knowledge = load(shipped())
    records, watch = Records(), Watch()
    checker = build_checker(knowledge)
    driver = Driver(checker, knowledge.programmes[0], asked["files"])
    driver.all()
    control = base64.b64decode(asked["files"]["digital"])  # one copy that has to be found
    left = _held(needles, control)
    grown = _grown(driver)
    checker.close()
    logging.getLogger("any").debug("a control")
    watch.stop()
    found = {
        "held": [f"{type(one).__name__} of {len(one)}" for one in left if one is not control],
        "control": any(one is control for one in left),
        "written": watch.seen,
        "records": records.texts,
        "told": driver.told,
        "grown": grown,
        "modules": sorted(set(HEAVY) & set(sys.modules)),
    }
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
