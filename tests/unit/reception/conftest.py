"""Guests of the reception on the shipped programme, on a made-up one, and on both."""

from __future__ import annotations

from dataclasses import replace

import pytest

from esor_bot.answering.assistant import Assistant
from esor_bot.knowledge.base import Knowledge
from esor_bot.knowledge.load import load
from esor_bot.knowledge.locate import shipped
from tests.unit.reception.houses import Guest


@pytest.fixture(scope="session")
def shipped_knowledge() -> Knowledge:
    """The shipped knowledge."""
    return load(shipped())


@pytest.fixture
def guest(shipped_app: Assistant, shipped_knowledge: Knowledge) -> Guest:
    """Somebody at the shipped programme, while its call is open."""
    return Guest.of(shipped_app, shipped_knowledge)


@pytest.fixture
def both(both_app: Assistant, shipped_knowledge: Knowledge) -> Guest:
    """Somebody where there are two programmes."""
    programmes = tuple(engine.base.programme for engine in both_app.engines.values())
    return Guest.of(both_app, replace(shipped_knowledge, programmes=programmes))
