"""Fixtures of the tests of the adapter."""

from __future__ import annotations

import pytest

from esor_bot.knowledge.base import Knowledge
from esor_bot.knowledge.load import load
from esor_bot.knowledge.locate import shipped


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The shipped knowledge."""
    return load(shipped())
