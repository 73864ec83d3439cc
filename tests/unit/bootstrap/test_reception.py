"""The reception as it is put together: what platforms talk to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from esor_bot.bootstrap.reception import open_reception
from esor_bot.domain.case import Actor, Place, Role
from esor_bot.domain.conversation import Person, Post, Scene
from esor_bot.domain.reply import Reply
from esor_bot.errors import RefusedError, UsageError
from esor_bot.ports import Draft, Search
from esor_bot.reception.plain import render
from esor_bot.serving.kit import Kit

NOW = datetime(2030, 1, 7, 9, tzinfo=UTC)
OFFICE = Place("tin", "office", private=False)
CLEO = Actor("tin:cleo", Role.OFFICE, "Cleo")
ENTRY = '{id: boots, questions: ["which boots do I need", "boots for the moon"], answer: "Bring the grey boots."}'


@pytest.fixture
def moon(tmp_path: Path) -> Path:
    """A knowledge folder of one entry."""
    folder = tmp_path / "moon" / "programmes"
    folder.mkdir(parents=True)
    (folder.parent / "manifest.yaml").write_text("schema: 1\n", encoding="utf-8")
    (folder / "moon.yaml").write_text(f"id: moon\ntitle: The Moon\nentries:\n  - {ENTRY}\n", encoding="utf-8")
    return folder.parent


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, moon: Path) -> Iterator[Callable[..., Kit]]:
    """Open the reception on a database of the test's own."""
    from contextlib import ExitStack

    monkeypatch.setenv("ESOR_BOT_DATABASE_URL", f"sqlite:///{tmp_path / 'desk.db'}")
    with ExitStack() as stack:
        yield lambda **office: stack.enter_context(open_reception(lambda: NOW, office, moon))


def asked(kit: Kit) -> str:
    """Ask something, and return the reply as text."""
    scene = Scene("e1", Person("tin:anna"), Place("tin", "anna"), NOW)
    answer = kit.app.handle(Post(scene, "which boots do I need"))
    assert isinstance(answer, Reply)
    return render(answer)


def test_it_answers_and_counts(opened: Callable[..., Kit]) -> None:
    """A question is answered from the folder, and counted without its words."""
    kit = opened()

    assert "grey boots" in asked(kit)
    numbers = kit.metrics.told().decode()
    assert 'esor_bot_events_total{kind="post",platform="tin"} 1.0' in numbers
    assert "boots" not in numbers


def test_the_office_is_where_it_is(opened: Callable[..., Kit]) -> None:
    """Cards go to the office's channel of a platform that has one, and to no terminal then."""
    kit = opened(tin=OFFICE)
    kit.app.house.desk.ask(Draft("moon", "Which helmet?", "tin:anna", Place("tin", "anna"), NOW))

    leased = kit.store.lease("w", NOW, 10.0, 10)
    assert [one.outgoing.place.channel for one in leased if one.outgoing.place.platform != "tin"] == []
    assert OFFICE.channel in [one.outgoing.place.channel for one in leased]


def test_without_a_channel_the_office_is_at_the_terminal(opened: Callable[..., Kit]) -> None:
    """Where no platform has an office the cards wait for somebody at the terminal."""
    kit = opened()
    kit.app.house.desk.ask(Draft("moon", "Which helmet?", "tin:anna", Place("tin", "anna"), NOW))

    assert "terminal" in {one.outgoing.place.platform for one in kit.store.lease("w", NOW, 10.0, 10)}


def test_only_those_of_the_channel_are_the_office(opened: Callable[..., Kit]) -> None:
    """Nobody is of the office before the channel was looked at, and only those who are in it afterwards."""
    kit = opened(tin=OFFICE)
    with pytest.raises(RefusedError, match="not_office"):
        kit.app.house.desk.search(Search(), CLEO)

    kit.roster.put("tin", {CLEO.id: CLEO.name})

    assert kit.app.house.desk.search(Search(), CLEO) == ()
    with pytest.raises(RefusedError, match="not_office"):
        kit.app.house.desk.search(Search(), Actor("tin:anna", Role.OFFICE))


def test_it_answers_without_a_database(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, opened: Callable[..., Kit]
) -> None:
    """Where the database can't be used, questions are answered all the same."""
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("ESOR_BOT_DATABASE_URL", f"sqlite:///{tmp_path / 'file'}/desk.db")

    assert "grey boots" in asked(opened())


def test_an_address_that_makes_no_sense(monkeypatch: pytest.MonkeyPatch, opened: Callable[..., Kit]) -> None:
    """An address of no database is refused before anything starts."""
    monkeypatch.setenv("ESOR_BOT_DATABASE_URL", "nonsense")

    with pytest.raises(UsageError):
        opened()
