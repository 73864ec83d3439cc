"""The parts of the reception, named in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from esor_bot.app import Progress
from esor_bot.domain.case import Place
from esor_bot.domain.conversation import Opened, Post, Upload
from esor_bot.domain.form import Answer, Checking
from esor_bot.domain.reply import Reply
from esor_bot.reception import applicants, checking, notices
from esor_bot.reception.eligibility_form import Eligibility
from esor_bot.reception.handlers import Handlers
from esor_bot.reception.house import House
from esor_bot.reception.notices import Notice
from esor_bot.reception.office import Office


class Applicants(Protocol):
    """What applicants do."""

    @property
    def handlers(self) -> Handlers:
        """Their words, buttons and forms."""

    def post(self, event: Post) -> Answer:
        """Answer what somebody wrote."""

    def opened(self, event: Opened) -> Answer:
        """Show the bot's own page, or begin a conversation."""

    def upload(self, event: Upload) -> Answer:
        """Tell whoever put a file where others read it how to have it checked."""


class Checks(Protocol):
    """The check of files."""

    @property
    def handlers(self) -> Handlers:
        """Its words, buttons and forms."""

    def check(self, checking: Checking, data: bytes, progress: Progress) -> Reply:
        """Check a file that was fetched."""

    def progress(self, read: int, total: int) -> Reply:
        """Say how far a check is."""


class Notices(Protocol):
    """What arrives later."""

    def notice(self, place: Place, body: str) -> Notice:
        """Put a notice of the outbox into words."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the reception: `others` are those that only have words, buttons and forms."""

    applicants: Applicants
    checks: Checks
    notices: Notices
    others: tuple[Handlers, ...] = ()


def parts(house: House) -> Parts:
    """Name the parts of the reception."""
    checks, eligibility = checking.Checks(house), Eligibility(house).handlers
    asking = applicants.Applicants(house, checks.handlers | eligibility, checks.offer)
    return Parts(asking, checks, notices.Notices(house), (eligibility, Office(house).handlers))
