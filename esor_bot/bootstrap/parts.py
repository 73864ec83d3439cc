"""The parts of the reception, put together in one place."""

from __future__ import annotations

from dataclasses import dataclass

from esor_bot.reception.applicants import Applicants
from esor_bot.reception.checking import Checks
from esor_bot.reception.eligibility_form import Eligibility
from esor_bot.reception.handlers import Handlers
from esor_bot.reception.house import House
from esor_bot.reception.notices import Notices
from esor_bot.reception.office import Office


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the reception, and what all of them can do."""

    applicants: Applicants
    checks: Checks
    notices: Notices
    handlers: Handlers


def parts(house: House) -> Parts:
    """Put the parts together: what applicants do, the check of files, the pre-check, and the office's side."""
    checks = Checks(house)
    beside = checks.handlers | Eligibility(house).handlers
    applicants = Applicants(house, beside, checks.offer)
    return Parts(applicants, checks, Notices(house), applicants.handlers | beside | Office(house).handlers)
