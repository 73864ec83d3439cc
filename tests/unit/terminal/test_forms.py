"""Forms in the chat."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from esor_bot.answering.assistant import Assistant
from esor_bot.domain.conversation import Command, Submission
from esor_bot.domain.form import Answer, Field, Mistakes
from esor_bot.domain.reply import Button, Buttons, Outcome, Reply, Text
from esor_bot.reception.eligibility_form import Eligibility
from esor_bot.reception.handlers import Handlers
from esor_bot.reception.plain import render_blocks
from esor_bot.terminal import lines
from esor_bot.terminal.forms import Forms
from esor_bot.terminal.here import Here
from esor_bot.terminal.session import Session
from esor_bot.testing.replies import FIELDS, FORM
from tests.unit.terminal.doubles import Echo, clock
from tests.unit.terminal.test_session import WORDING

SENT = Reply(Outcome.ANSWERED, (Text("Sent."), Buttons((Button("Again", "again"),))), why=("the form",))


@dataclass
class Moon:
    """A reception with one form, which refuses what it is told to; it keeps what was sent."""

    wrong: dict[str, str] = field(default_factory=dict)
    sent: list[Submission] = field(default_factory=list)

    def open(self, command: Command) -> Answer:
        """Open the form with every kind of field."""
        return FORM

    def take(self, sent: Submission) -> Answer:
        """Take a form, or refuse it once."""
        self.sent.append(sent)
        wrong, self.wrong = self.wrong, {}
        return Mistakes(wrong) if wrong else SENT

    @property
    def handlers(self) -> Handlers:
        """The word and the form."""
        return Handlers(words={"eligibility": self.open}, forms={FORM.id: self.take})


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """A file to hand in."""
    file = tmp_path / "the form.pdf"
    file.write_bytes(b"%PDF-")
    return file


def talk(moon: Moon, app: Echo | None = None) -> tuple[Session, Callable[[str], str]]:
    """Begin a session; say a line to it with the second."""
    assistant = app or Echo()
    session = Session(lambda: assistant, WORDING, clock, forms=Forms(lambda: moon.handlers, WORDING, clock))
    return session, lambda line: render_blocks(session.hear(line).blocks)


@pytest.mark.parametrize("one", FORM.fields, ids=lambda one: type(one).__name__)
def test_every_field_can_be_shown(one: Field) -> None:
    """Each kind of field is shown with its label, its hint, its answers and what else may be typed."""
    forms = Forms(lambda: Handlers(words={"x": lambda _: replace(FORM, fields=(one,))}), WORDING, clock)
    shown = render_blocks(forms.begin("x", ""))

    assert {type(one) for one in FORM.fields} == set(FIELDS)
    assert f"1 of 1: {one.label}" in shown
    assert one.hint in shown
    assert "Leave the form" in shown or "0 leaves the form" in shown
    for item in getattr(one, "items", ()):
        assert item.label in shown


def test_field_by_field(pdf: Path) -> None:
    """Fields are asked one after the other; the last answer sends the form with all that was filled in."""
    moon = Moon()
    _, say = talk(moon)

    assert say("/eligibility").startswith("To the moon\n\nTwo documents.\n\n1 of 4: Why\nIn a few words\n")
    assert say("Because of the boots").startswith("2 of 4: Name")
    assert say("").startswith(
        "3 of 4: Size\nOf the boots\nEnter keeps “Small”, 0 leaves the form.\n1  Small\n2  Large\n0"
    )
    assert say("2").startswith("4 of 4: The form")
    assert say(str(pdf)) == "Sent.\n\n/1  Again"
    (sent,) = moon.sent
    assert (sent.form, sent.carried) == (FORM.id, FORM.carried)
    assert sent.values == {"why": "Because of the boots", "name": "", "size": "l"}
    assert [file.name for file in sent.files["form"]] == ["the form.pdf"]


def test_enter_keeps_what_is_there() -> None:
    """Where something is filled in already, Enter keeps it; a choice may also be named."""
    moon = Moon()
    _, say = talk(moon)

    say("/eligibility")
    say("")
    assert "Enter keeps “Small”" in say("")
    assert say("LARGE").startswith("4 of 4")


def test_what_cannot_be_taken() -> None:
    """An answer that is too short, no choice, or no file is asked for again."""
    _, say = talk(Moon())
    say("/eligibility")

    assert say("no") == "Please write at least 3 characters; 0 leaves the form."
    assert say("x" * 301) == "Please write at most 300 characters; 0 leaves the form."
    say("Because")
    say("")
    assert say("3") == say("x") == "Please pick a number from 1 to 2; 0 leaves the form."
    say("1")
    assert say("") == say("nowhere.pdf") == "There is no such file; write its path, or 0 to leave the form."


def test_mistakes_are_asked_again(pdf: Path) -> None:
    """What the form is refused for is asked again, and nothing else; the rest is kept."""
    moon = Moon(wrong={"name": "Write a name."})
    _, say = talk(moon)
    for line in ("/eligibility", "Because", "?", "1"):
        say(line)

    assert say(str(pdf)).startswith("Write a name.\n\n2 of 4: Name")
    assert say("Anna").startswith("Sent.")
    assert [sent.values["name"] for sent in moon.sent] == ["?", "Anna"]


@pytest.mark.parametrize("line", ["0", " 0 "])
def test_leaving(line: str) -> None:
    """0 closes the form; what comes then is a question again."""
    app, moon = Echo(), Moon()
    session, say = talk(moon, app)
    say("/eligibility")

    assert say(line) == WORDING.say("terminal.form.left")
    assert not session.waits
    assert say("hello") == "1: hello"
    assert moon.sent == []


def test_another_word_closes_the_form() -> None:
    """A word with a slash does what it does; words without one are answers."""
    moon = Moon()
    session, say = talk(moon)
    say("/eligibility")

    assert say("help").startswith("2 of 4")
    assert "/documents" in say("/help")
    assert not session.waits


def test_a_form_is_no_question(pdf: Path) -> None:
    """The assistant hears nothing of a form; the reply to it counts as the last one, so that `why` is about it."""
    app, moon = Echo(), Moon()
    _, say = talk(moon, app)
    for line in ("/eligibility", "Because", "", "1", str(pdf)):
        say(line)

    assert app.heard == []
    assert say("/why") == "the form"


def test_through_a_pipe(shipped_app: Assistant) -> None:
    """Through a pipe an empty line skips a question; the whole form is filled in and judged."""
    forms = Forms(lambda: Eligibility(Here(shipped_app, WORDING)).handlers, WORDING, clock)
    session = Session(lambda: Echo(), WORDING, clock, forms=forms)
    typed = ["/eligibility", "1", "when?", "", "Ruritania", "Munich", *[""] * 8, "hello"]
    sink = io.StringIO()
    lines.run(session, [f"{line}\n".encode() for line in typed], sink)
    shown = sink.getvalue()

    assert "12 of 12" in shown
    assert "I don't know a country of that name" in shown
    assert "Munich is outside" not in shown  # the form is asked again for what could not be read
    assert "3 of 12" in shown
