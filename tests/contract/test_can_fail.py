"""The contract itself: what somebody adds and forgets somewhere is found, on each surface."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from esor_bot.domain.form import Form
from esor_bot.domain.reply import Button, Buttons, Carried, Outcome, Picture, Reply, Source, Text
from tests.contract import surfaces, test_blocks, test_forms
from tests.contract.examples import NoExampleError, example
from tests.contract.surface import Shown
from tests.contract.surfaces import SURFACES


@dataclass(frozen=True, slots=True)
class Drum:
    """A block that nobody shows."""

    text: str


@dataclass(frozen=True, slots=True)
class Slider:
    """A field that nobody can fill in."""

    id: Carried
    label: str
    most: int
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Tune:
    """A block of something of which there is no example."""

    text: str
    beat: float


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept at the terminal is kept in a folder of its own."""
    monkeypatch.chdir(tmp_path)


def found(wrongs: Callable[[], Iterator[str]]) -> list[str]:
    """Return what the contract says of something; a surface that breaks is found, too."""
    try:
        return list(wrongs())
    except (AssertionError, AttributeError, TypeError, KeyError) as error:
        return [f"it breaks: {error!r}"]


@pytest.mark.parametrize("surface", SURFACES)
def test_a_new_block(surface: str) -> None:
    """A block that a surface can't show is found there."""
    reply = Reply(Outcome.ANSWERED, (example(Drum),))

    assert found(lambda: test_blocks.wrongs(surface, reply))


@pytest.mark.parametrize("surface", SURFACES)
def test_a_new_field(surface: str) -> None:
    """A field that a surface can't show, or does not bring to the core, is found there."""
    form: Form = test_forms.form(example(Slider))

    assert found(lambda: test_forms.wrongs(surface, form, {form.fields[0].id: ("1", "1")}, {}))


@pytest.mark.parametrize("surface", SURFACES)
def test_a_new_word(surface: str) -> None:
    """A word that a surface does not offer is found there."""
    there = SURFACES[surface]()

    assert not {"dance"} <= set(there.words())
    assert not {"dance"} <= set(there.office_words())


@pytest.mark.parametrize("surface", SURFACES)
def test_a_new_action(surface: str) -> None:
    """An action needs nothing of a surface but that it draws and presses what stands in the button."""
    button = Button("Dance", "dance", {"how": "wildly"})
    reply = Reply(Outcome.ANSWERED, (Buttons((button,)),))

    assert not found(lambda: test_blocks.wrongs(surface, reply))


LOSSES: dict[str, tuple[Reply, Callable[[Shown], Shown]]] = {
    "a text": (Reply(Outcome.ANSWERED, (Text("word0x"),)), lambda shown: replace(shown, text="")),
    "an address": (Reply(Outcome.ANSWERED, (example(Source),)), lambda shown: replace(shown, addresses="")),
    "a file": (Reply(Outcome.ANSWERED, (example(Picture),)), lambda shown: replace(shown, files={})),
    "a button": (Reply(Outcome.ANSWERED, (example(Buttons),)), lambda shown: replace(shown, pressed=[])),
    "what is asked": (Reply(Outcome.ANSWERED, (example(Buttons),)), lambda shown: replace(shown, asked=[])),
    "a question": (Reply(Outcome.ANSWERED, (Text("a"),), chips=("When?",)), lambda shown: replace(shown, chips=[])),
    "a rule": (Reply(Outcome.ANSWERED, (Text("a"),)), lambda shown: replace(shown, problems=["too long"])),
}


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("loss", LOSSES)
def test_whatever_gets_lost(surface: str, loss: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a surface loses of a reply is found, and nothing where it loses nothing."""
    reply, losing = LOSSES[loss]
    kind = type(SURFACES[surface]())

    class Losing(kind):  # type: ignore[misc, valid-type]
        """A surface that loses something."""

        def reply(self, reply: Reply) -> Shown:
            """Show a reply, but not all of it."""
            return losing(super().reply(reply))

    assert not found(lambda: test_blocks.wrongs(surface, reply))
    monkeypatch.setattr(surfaces, "SURFACES", {surface: Losing})
    monkeypatch.setattr(test_blocks, "SURFACES", {surface: Losing})
    assert found(lambda: test_blocks.wrongs(surface, reply))


def test_a_missing_example() -> None:
    """A class of which no example can be made says which line is to be added, and where."""
    with pytest.raises(NoExampleError, match=r"Tune\.beat .* add one to MAKERS in tests/contract/examples\.py"):
        example(Tune)
