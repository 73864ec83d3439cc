"""What is offered while somebody types a question."""

from __future__ import annotations

from esor_bot.knowledge.load import load
from esor_bot.knowledge.locate import shipped
from esor_bot.reception.offered import LONGEST, Offered


def test_topics_by_what_was_typed() -> None:
    """Words that begin with what was typed are found in the names and questions of topics, those of names first."""
    offered = Offered(load(shipped()))
    found = offered.found("The Gra", 25)
    assert found[0].label == "The grant"
    assert offered.found("english", 1)[0].label == "The English certificate"
    assert offered.found("xyzzy", 25) == []
    assert len(offered.found("", 25)) == 25
    assert all(0 < len(one.label) <= LONGEST and 0 < len(one.question) <= LONGEST for one in offered.found("", 999))
