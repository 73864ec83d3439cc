"""Who asks the office from this terminal: a random number in the user's data folder, and what they were shown."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from platformdirs import user_data_path

from esor_bot.domain.case import Actor, Place, Role
from esor_bot.terminal.office.own_file import write_whole

PLATFORM = "terminal"


_MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class _Kept:
    """The number, and the keys of what was shown last, in order."""

    id: str = ""
    shown: tuple[str, ...] = ()


class Person:
    """The person at this terminal. They have no number before they ask the office something.

    Where the file can't be written, the number lasts as long as the session.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._kept = _read(file)

    @property
    def known(self) -> bool:
        """Say whether they ever asked the office."""
        return bool(self._kept.id)

    @property
    def actor(self) -> Actor:
        """The person as the desk knows them; they get their number now, where they have none."""
        if not self._kept.id:
            self._keep(_Kept(uuid4().hex))
        return Actor(f"{PLATFORM}:{self._kept.id}", Role.ASKER)

    @property
    def place(self) -> Place:
        """Where they read what is for them."""
        return Place(PLATFORM, self.actor.id)

    def was_shown(self, key: str) -> bool:
        """Say whether they were shown something, here or in another chat of theirs."""
        return key in self._fresh().shown

    def shown(self, keys: Iterable[str]) -> None:
        """Keep that they were shown something: after a crash it comes once more."""
        kept = self._fresh()
        new = dict.fromkeys((*kept.shown, *keys))
        if kept.id and len(new) > len(kept.shown):
            self._keep(_Kept(kept.id, tuple(new)[-_MOST_SHOWN:]))

    def forget(self) -> None:
        """Delete the number and what was seen."""
        self._kept = _Kept()
        with suppress(OSError):
            self.file.unlink(missing_ok=True)

    def _fresh(self) -> _Kept:
        """Return what is kept now: another chat of this person may have written since."""
        read = _read(self.file)
        return read if read.id == self._kept.id else self._kept

    def _keep(self, kept: _Kept) -> None:
        self._kept = kept
        told = {"id": kept.id, "shown": kept.shown}
        with suppress(OSError):
            write_whole(self.file, json.dumps(told))


def kept_person() -> Person:
    """Return the person of this user of the computer."""
    return Person(user_data_path("esor-bot", appauthor=False) / "person.json")


def _read(file: Path) -> _Kept:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        return _Kept(str(told["id"]), tuple(map(str, told.get("shown", ()))))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return _Kept()
