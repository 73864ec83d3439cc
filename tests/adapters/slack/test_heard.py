"""What was heard, as it is kept until it was answered."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from esor_bot.domain.case import Place
from esor_bot.domain.conversation import Person, Scene, Submission
from esor_bot.reception.eligibility_form import FORM
from esor_bot_slack.heard import Heard, Way

SCENE = Scene("slack:V1", Person("slack:T1:U1"), Place("slack", "U1"), datetime(2030, 1, 7, tzinfo=UTC))


def filled(form: str) -> Heard:
    """Return a form that was sent."""
    return Heard(Submission(SCENE, form, {}, {"where": "Portugal"}), Way("T1", "U1", trigger="1.2"), "U1")


def test_what_is_kept_comes_back() -> None:
    """A form that waits for its answer comes back as it was, but for what is good for three seconds."""
    again = Heard.load(filled("ask_office").dump())
    assert again.event == filled("ask_office").event
    assert (again.way.user, again.way.trigger) == ("U1", "")


def test_what_is_promised_to_be_kept_nowhere() -> None:
    """What somebody tells of themselves in the pre-check is not kept, not even until it is answered."""
    assert filled(FORM).dump() == ""
    with pytest.raises(ValueError, match="Expecting value"):
        Heard.load("")
