"""All that applicants can do, put together with what other parts do."""

from __future__ import annotations

import pytest

from esor_bot.domain.conversation import Command, Press
from esor_bot.domain.form import FileField, Form
from esor_bot.errors import RefusedError
from esor_bot.knowledge.base import Knowledge
from esor_bot.reception.handlers import Handlers
from tests.unit.reception.houses import OPEN, Guest


def check(command: Command) -> Form:
    """Show a form, as the part that checks does."""
    return Form("check", "Check a PDF", (FileField("file", "The PDF"),), "Check", "Leave it")


@pytest.fixture
def checked(guest: Guest, shipped_knowledge: Knowledge) -> Guest:
    """Somebody where files are checked, too."""
    return Guest.of(guest.app.house.assistant, shipped_knowledge, OPEN, Handlers(words={"check": check}))


def test_names(guest: Guest) -> None:
    """Words, actions and forms have the names by which everything else knows them."""
    handlers = guest.app.handlers
    assert set(handlers.words) == {
        "ask", "cases", "deadline", "documents", "forget-me", "help", "office", "privacy",
    }  # fmt: skip
    assert set(handlers.actions) == {
        "add", "add_this", "choose_programme", "copy", "forget", "helped", "leave", "none", "not_helped", "office",
        "pick", "send_anyway", "where", "withdraw", "word",
    }  # fmt: skip
    assert set(handlers.forms) == {"add", "ask_office"}
    assert not handlers.office


def test_words_of_other_parts(checked: Guest) -> None:
    """What another part does is in the help, on the page, below the documents, and done by its button."""
    checked.word("help")
    assert "- check: reads your application PDF" in checked.text
    checked.opened(home=True)
    assert "Check my PDF" in checked.labels
    checked.word("documents")
    assert checked.labels[-1] == "Check my PDF"
    assert isinstance(checked.press("Check my PDF"), Form)
    checked.post("check")
    assert checked.text.startswith("The button opens a form for your PDF.")
    assert isinstance(checked.press("Check my PDF"), Form)


def test_a_button_of_an_older_version(guest: Guest) -> None:
    """A button for a word that is not there any more says so."""
    guest.hear(Press(guest.scene, "word", {"w": "nonsense"}))
    assert guest.text.startswith("This button does nothing any more.")


@pytest.mark.parametrize("code", ["unknown", "of_a_later_version"])
def test_nothing_is_raised(guest: Guest, shipped_knowledge: Knowledge, code: str) -> None:
    """Whoever can't have something is told, even where there is no sentence that says why."""

    def refuse(command: Command) -> Form:
        raise RefusedError(code, number=7)

    there = Guest.of(guest.app.house.assistant, shipped_knowledge, OPEN, Handlers(words={"check": refuse}))
    there.word("check")
    assert there.text.startswith("Something went wrong here" if code != "unknown" else "There is no question #7")


def test_every_form_fits(checked: Guest) -> None:
    """Titles and buttons of forms have room on every platform."""
    checked.word("office", "what is the wifi password?")
    forms = [checked.last]
    checked.submit()
    checked.word("cases")
    forms.append(checked.press("Add to #1"))
    for form in forms:
        assert isinstance(form, Form)
        assert max(len(form.title), len(form.submit), len(form.close)) <= 24
