"""The office with the made-up programme behind it."""

from __future__ import annotations

import pytest

from esor_bot.answering.assistant import Assistant
from esor_bot.knowledge.load import load
from tests.apps import FICTIONAL
from tests.unit.reception.office.offices import OfficeOnline


@pytest.fixture
def online(fictional_app: Assistant) -> OfficeOnline:
    """An office to which nobody has asked anything yet."""
    return OfficeOnline(fictional_app, load(FICTIONAL))
