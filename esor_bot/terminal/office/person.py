"""Who asks the office from this terminal: a random number in the user's data folder, and what they have seen."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from uuid import uuid4

from platformdirs import user_data_path

from esor_bot.domain.case import Actor, Place, Role

PLATFORM = "terminal"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person has seen of a case: so many words of the office, its state, and with which it was merged."""

    words: int = 0
    state: str = "open"
    into: int = 0


@dataclass(slots=True)
class _Kept:
    id: str = ""
    seen: dict[int, Seen] = field(default_factory=dict)


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
            self._kept.id = uuid4().hex
            self._write()
        return Actor(f"{PLATFORM}:{self._kept.id}", Role.ASKER)

    @property
    def place(self) -> Place:
        """Where they read what is for them."""
        return Place(PLATFORM, self.actor.id)

    def seen(self, number: int) -> Seen:
        """Return what they have seen of a case."""
        return self._kept.seen.get(number, Seen())

    def has_seen(self, seen: dict[int, Seen]) -> None:
        """Keep what they have seen now."""
        if any(self._kept.seen.get(number) != one for number, one in seen.items()):
            self._kept.seen |= seen
            self._write()

    def forget(self) -> None:
        """Delete the number and what was seen."""
        self._kept = _Kept()
        with suppress(OSError):
            self.file.unlink(missing_ok=True)

    def _write(self) -> None:
        kept = {"id": self._kept.id, "seen": {str(number): asdict(one) for number, one in self._kept.seen.items()}}
        new = self.file.with_suffix(".new")
        with suppress(OSError):
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            new.unlink(missing_ok=True)
            with os.fdopen(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as sink:
                json.dump(kept, sink)
            new.replace(self.file)


def kept_person() -> Person:
    """Return the person of this user of the computer."""
    return Person(user_data_path("esor-bot", appauthor=False) / "person.json")


def _read(file: Path) -> _Kept:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        seen = {int(number): Seen(**one) for number, one in told["seen"].items()}
        return _Kept(str(told["id"]), seen)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return _Kept()
