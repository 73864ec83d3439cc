"""The terminal, as the contract asks it: the chat on a screen, and the office's desk."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console

from esor_bot.cli import cli
from esor_bot.domain.conversation import Press, Submission
from esor_bot.domain.form import Answer, Form, Mistakes
from esor_bot.domain.reply import Block, Outcome, Reply, Text
from esor_bot.reception.handlers import Handlers
from esor_bot.reception.plain import render_blocks
from esor_bot.terminal import screen
from esor_bot.terminal.forms import Forms
from esor_bot.terminal.office.sitting import HELP
from esor_bot.terminal.port import Assistant
from esor_bot.terminal.session import WORDS, Session
from tests.contract.surface import Pressed, Sent, Shown
from tests.contract.words import WORDING

_NUMBERED = re.compile(r"^/(\d+) ", re.MULTILINE)
_ESCAPES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^;]*;([^\x1b]*)\x1b\\")
_DONE = Reply(Outcome.SMALLTALK, (Text("Done."),))


class _Recorder(defaultdict[str, object]):
    """Knows every action, and notes what was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.pressed: list[Press] = []

    def __contains__(self, _: object) -> bool:
        return True

    def get(self, _: object, __: object = None) -> object:
        """Return what notes a press."""
        return self._note

    def _note(self, press: Press) -> Answer:
        self.pressed.append(press)
        return _DONE


class Terminal:
    """Replies, forms and words in the chat."""

    name = "terminal"

    def __init__(self) -> None:
        self._actions = _Recorder()
        self._sent: list[Submission] = []

    def reply(self, reply: Reply) -> Shown:
        """Show a reply, and pick all that it offers."""
        begun = self._forms(reply).begin("x", "")
        raw = _on_screen(begun)
        shown = Shown(_ESCAPES.sub("", raw), raw + render_blocks(begun))
        for number in _NUMBERED.findall(shown.text):
            self._pick(reply, f"/{number}", shown)
        return shown

    def fill(self, form: Form, values: Mapping[str, str], files: Mapping[str, str]) -> Sent:
        """Answer field after field."""
        forms = self._forms(form)
        text = [*forms.begin("x", "")]
        for one in form.fields:
            text += forms.hear(files[one.id] if one.id in files else values.get(one.id, ""))
        (sent,) = self._sent or [Submission(None, "", {}, {})]  # type: ignore[arg-type]
        return Sent(_ESCAPES.sub("", _on_screen(text)), sent.form, sent.carried, sent.values, sent.files, [])

    def press_in(self, form: Form) -> list[Pressed]:
        """Press all buttons of a form, as it is at first."""
        forms = self._forms(form)
        for number in _NUMBERED.findall(_on_screen(forms.begin("x", ""))):
            forms = self._forms(form)
            forms.begin("x", "")
            forms.pick(f"/{number}")
        return self._came()

    def wrong(self, form: Form, wrong: Mistakes) -> str:
        """Return what is said, and asked again."""
        forms = Forms(lambda: Handlers(words={"x": lambda _: wrong}), WORDING, _clock)
        return _on_screen(forms.begin("x", ""))

    def words(self) -> Sequence[str]:
        """Return the words of the help."""
        said = Session(_nobody, WORDING, _clock).hear("/help")
        return [word for word in WORDS if f"/{word} " in render_blocks(said.blocks)]

    def office_words(self) -> Sequence[str]:
        """Return the words at the desk."""
        office = cli.commands["office"]
        assert isinstance(office, click.Group)
        return [*office.commands, HELP]

    def _pick(self, reply: Reply, line: str, shown: Shown) -> None:
        forms = self._forms(reply)
        forms.begin("x", "")
        done = forms.pick(line)
        if isinstance(done, str):
            shown.chips.append(done)
        elif not self._actions.pressed and forms.offers("/2"):
            shown.asked.append(render_blocks(done))
            forms.pick("/1")
        elif not self._actions.pressed:
            told = render_blocks(done)
            path = Path(told.rpartition(": ")[2])
            shown.files[path.name] = path.read_bytes()
            path.unlink()
        shown.pressed += self._came()

    def _came(self) -> list[Pressed]:
        pressed = [(press.action, press.values) for press in self._actions.pressed]
        self._actions.pressed.clear()
        return pressed

    def _forms(self, answer: Answer) -> Forms:
        self._sent.clear()
        forms = {answer.id: self._filled} if isinstance(answer, Form) else {}
        handlers = Handlers(words={"x": lambda _: answer}, actions=self._actions, forms=forms)  # type: ignore[arg-type]
        return Forms(lambda: handlers, WORDING, _clock)

    def _filled(self, sent: Submission) -> Answer:
        self._sent.append(sent)
        return _DONE


def _on_screen(blocks: Iterable[Block]) -> str:
    sink = io.StringIO()
    console = Console(file=sink, force_terminal=True, width=100, markup=False, highlight=False, emoji=False)
    screen.show(console, tuple(blocks))
    return sink.getvalue()


def _clock() -> datetime:
    return datetime(2030, 5, 4, 12, tzinfo=UTC)


def _nobody() -> Assistant:
    raise AssertionError("nobody is asked")
