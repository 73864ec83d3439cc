"""The check of files as the command and the chat use it: which programme, which bytes, who puts it into words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from esor_bot.completeness.say import Speaker
from esor_bot.domain.programme import Programme
from esor_bot.domain.report import CompletenessReport
from esor_bot.errors import UsageError
from esor_bot.knowledge.base import Knowledge
from esor_bot.terminal.port import FileCheck
from esor_bot.terminal.watch import Bar, Progress, interruptible
from esor_bot.wording import Wording


@dataclass(frozen=True, slots=True)
class Result:
    """A checked file: the report, who speaks of it, the picture (PNG or b"") and the milliseconds it took."""

    report: CompletenessReport
    speaker: Speaker
    picture: bytes
    millis: int


class CheckDesk:
    """Checks files against the programmes of a knowledge folder. Nothing is read or started before the first."""

    def __init__(self, knowledge: Callable[[], Knowledge], build: Callable[[Knowledge], FileCheck]) -> None:
        self._load = knowledge
        self._build = build

    @cached_property
    def knowledge(self) -> Knowledge:
        """The knowledge folder, read once."""
        return self._load()

    @cached_property
    def _checker(self) -> FileCheck:
        return self._build(self.knowledge)

    @property
    def wording(self) -> Wording:
        """The sentences."""
        return Wording(self.knowledge.wording)

    def programme(self, named: str | None) -> Programme:
        """Return the programme that is named, else the only one whose documents can be recognised.

        Raises UnknownProgrammeError, and UsageError where there is nothing to check against or more than one.
        """
        if named is not None:
            programme = self.knowledge.programme(named)
            if not programme.checkable:
                raise UsageError(f"the programme {named!r} does not say how its documents are recognised")
            return programme
        known = [programme for programme in self.knowledge.programmes if programme.checkable]
        if not known:
            raise UsageError("no programme says how its documents are recognised, so there is nothing to check against")
        if len(known) > 1:
            ids = ", ".join(programme.id for programme in known)
            raise UsageError(f"name the programme that the file is for, with --programme and one of: {ids}")
        return known[0]

    def check(
        self,
        data: bytes,
        programme: Programme,
        today: date,
        *,
        picture: bool,
        bar: Bar,
    ) -> Result:
        """Check a file as of `today`, showing on `bar` how far it is.

        Raises CheckCancelled when Ctrl-C comes, CheckError where no check is possible.
        """
        checker = self._checker
        with interruptible() as cancel, Progress(bar, self.wording) as progress:
            done = checker.check(data, programme, today, picture=picture, progress=progress, cancel=cancel)
        return Result(done.report, Speaker(self.wording, programme, today), done.picture, done.millis)

    def close(self) -> None:
        """End what runs, if anything was started."""
        if "_checker" in self.__dict__:
            self._checker.close()


def real_desk(folder: Path | None) -> CheckDesk:
    """Return the real desk on a knowledge folder (None: the shipped one)."""
    from esor_bot.bootstrap import build_checker
    from esor_bot.knowledge.load import load
    from esor_bot.knowledge.locate import locate

    return CheckDesk(lambda: load(locate(folder)), build_checker)
