"""Forms of the pre-check as people fill them in, and what they read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from esor_bot.answering.assistant import Assistant
from esor_bot.domain.conversation import Command, Submission
from esor_bot.domain.form import ChoiceField, Field, Form, Mistakes
from esor_bot.domain.reply import Checklist, Mark, Reply
from esor_bot.reception.eligibility_form import Eligibility
from esor_bot.reception.plain import render
from tests.unit.reception.desks import scene
from tests.unit.reception.test_eligibility_form import Here

FOLDER = Path(__file__).parent / "forms"
MARKS = {"met": Mark.MET, "not_met": Mark.NOT_MET, "open": Mark.OPEN}


def journeys() -> Iterable[Any]:
    """Yield each journey with the app it is for."""
    for file in sorted(FOLDER.glob("*.yaml")):
        for one in yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader):
            yield pytest.param(f"{file.stem}_app", one, id=f"{file.stem}: {one['name']}")


def asked(form: Form, words: str) -> Field:
    """Return the one field whose label has these words."""
    (found,) = [one for one in form.fields if words in one.label]
    return found


def value(one: Field, words: str) -> str:
    """Return what is sent for an answer."""
    if not isinstance(one, ChoiceField):
        return words
    (found,) = [item.value for item in one.items if item.label == words]
    return found


def fill(app: Assistant, journey: Mapping[str, Any]) -> tuple[Form, Reply | Mistakes]:
    """Fill in the form as a person does, and return it with what came of it."""
    handlers = Eligibility(Here(app)).handlers
    at = scene(now=datetime.fromisoformat(journey["now"]))
    form = handlers.words["eligibility"](Command(at, "eligibility"))
    assert isinstance(form, Form)
    fields = {words: asked(form, words) for words in journey["fills"]}
    values = {fields[words].id: value(fields[words], answer) for words, answer in journey["fills"].items()}
    answer = handlers.forms[form.id](Submission(at, form.id, form.carried, values))
    assert isinstance(answer, Reply | Mistakes)
    return form, answer


@pytest.mark.parametrize(("app", "journey"), [*journeys()])
def test_journeys(app: str, journey: Mapping[str, Any], request: pytest.FixtureRequest) -> None:
    """Whoever fills in the form reads what the page's rules say to it, or what could not be read."""
    form, answer = fill(request.getfixturevalue(app), journey)

    if isinstance(answer, Mistakes):
        wrong = {asked(form, words).id: piece for words, piece in journey["mistakes"].items()}
        assert answer.wrong.keys() == wrong.keys()
        assert [id_ for id_, piece in wrong.items() if piece not in answer.wrong[id_]] == []
        return
    shown = render(answer)
    assert (answer.verdict or "") == journey["verdict"]
    assert shown.startswith(journey.get("says", ""))
    assert [piece for piece in journey.get("has", ()) if piece not in shown] == []
    assert [piece for piece in journey.get("lacks", ()) if piece in shown] == []
    lines = [check for block in answer.blocks if isinstance(block, Checklist) for check in block.checks]
    for name, mark in MARKS.items():
        titles = [check.title for check in lines if check.mark is mark]
        assert [part for part in journey.get(name, ()) if not any(part in title for title in titles)] == [], name
