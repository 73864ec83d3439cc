"""The check of one file as the terminal and the platforms call it: in a worker, within limits, kept nowhere."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from esor_bot.completeness.intake import FileLimits
from esor_bot.completeness.request import Request
from esor_bot.completeness.sandbox import Limits, Sandbox
from esor_bot.completeness.spec import check_spec
from esor_bot.completeness.wire import from_json
from esor_bot.domain.programme import Programme
from esor_bot.domain.recognition import Catalogue, CheckSpec
from esor_bot.domain.report import CompletenessReport, Finding, Severity
from esor_bot.errors import CheckError, WorkerDied, WorkerTimeout

_LOG = logging.getLogger(__name__)
_LIMITS = Limits()
_READING = 48.0  # seconds for reading, of those that the worker has in all
_FILE = FileLimits()


@dataclass(frozen=True, slots=True)
class Checked:
    """A report, the picture of the pages (PNG, empty where none was asked for or there are no pages), and the time."""

    report: CompletenessReport
    picture: bytes
    millis: int


class Checker:
    """Checks files. One at a time by default; callers wait their turn. Any thread may call it.

    The file is parsed in a worker process only. Nothing of it is kept, and nothing of it is logged.
    """

    def __init__(self, catalogue: Catalogue, wording: Mapping[str, str], *, workers: int = 1) -> None:
        self._catalogue = catalogue
        self._wording = {id_: text for id_, text in wording.items() if id_.startswith("check.")}
        self._sandbox = Sandbox("esor_bot.completeness.task:check", limits=_LIMITS, size=workers)

    def warm(self) -> None:
        """Start the workers in the background, so that the first check need not wait for them."""
        self._sandbox.warm()

    def close(self) -> None:
        """End the workers, and cancel what runs."""
        self._sandbox.close()

    def check(
        self,
        data: bytes,
        programme: Programme,
        today: date,
        *,
        picture: bool = False,
        progress: Callable[[int, int], None] | None = None,
        cancel: threading.Event | None = None,
    ) -> Checked:
        """Check a file against what a programme asks for, as of `today`.

        `progress` is called with the pages read and the pages in all. Raises CheckCancelled soon after `cancel` is
        set, and CheckError where no worker can be started at all. Whatever the file does, there is a report.
        """
        began = time.monotonic()
        spec = check_spec(programme, self._catalogue, today)
        if len(data) > _FILE.bytes:
            report, blob = _failed(spec, "too_large", limit=_FILE.size), b""
        else:
            report, blob = self._run(data, spec, programme, picture, progress, cancel)
        return Checked(report, blob, round(1000 * (time.monotonic() - began)))

    def _run(
        self,
        data: bytes,
        spec: CheckSpec,
        programme: Programme,
        picture: bool,
        progress: Callable[[int, int], None] | None,
        cancel: threading.Event | None,
    ) -> tuple[CompletenessReport, bytes]:
        titles = {one.id: one.title for one in programme.cycle.documents} if picture else None
        request = Request(spec, _READING, titles, self._wording if picture else None)
        try:
            answer = self._sandbox.run(request, data, progress=progress, cancel=cancel)
        except WorkerTimeout:
            return _failed(spec, "time_limit"), b""
        except WorkerDied as error:
            if error.reason == "start":
                raise CheckError(f"no worker could be started ({error.kind})") from error
            _LOG.warning("check_worker_died", extra={"reason": error.reason, "kind": error.kind})
            return _failed(spec, "too_hard"), b""
        try:
            return from_json(answer.body, spec), answer.blob
        except ValueError:
            _LOG.warning("check_answer_refused")
            return _failed(spec, "too_hard"), b""


def _failed(spec: CheckSpec, code: str, **values: str) -> CompletenessReport:
    return CompletenessReport.unreadable(spec.programme, (Finding(code, Severity.ERROR, values=values),))
