"""What the office sends to the person at this terminal: taken in, shown, and said to be read, each thing once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress

from esor_bot.desk.desk import Desk
from esor_bot.desk.letterbox import Letter, Letterbox
from esor_bot.domain.reply import Block, Text
from esor_bot.errors import EsorBotError
from esor_bot.reception.phrases import Phrases
from esor_bot.terminal.office.person import Person

_REST = 10.0  # seconds in which a database that can't be used is left alone


class Mail:
    """The post of a person. Somebody else may `fetch` while a prompt is open; what was fetched waits to be shown.

    Whatever happens between the showing and the saying so, nothing is lost, and next to nothing is shown twice.
    """

    def __init__(self, desk: Callable[[], Desk], phrases: Phrases, person: Person) -> None:
        self._desk = desk
        self._phrases = phrases
        self._person = person
        self._lock = threading.Lock()
        self._waiting: dict[str, Letter] = {}
        self._handed: tuple[str, ...] = ()
        self._told: set[tuple[int, int, str]] = set()
        self._quiet_until = 0.0
        self._box: tuple[str, Letterbox] | None = None

    def fetch(self) -> bool:
        """Take in what arrived, and say whether anything is there to be shown. Raises nothing of ours."""
        with self._lock:
            if self._person.known and time.monotonic() >= self._quiet_until:
                try:
                    self._take()
                except EsorBotError:
                    self._quiet_until = time.monotonic() + _REST
            return bool(self._waiting)

    def blocks(self) -> tuple[Block, ...]:
        """Return what is there to be shown, oldest first."""
        with self._lock:
            letters = sorted(self._waiting.values(), key=lambda letter: letter.id)
            self._handed = tuple(letter.key for letter in letters)
            return tuple(Text(said) for letter in letters for said in self._said(letter))

    def shown(self) -> None:
        """Say that what `blocks` returned last was shown; what was fetched since still waits."""
        with self._lock:
            read = [letter for key in self._handed if (letter := self._waiting.pop(key, None)) is not None]
            self._handed = ()
            self._person.shown(letter.key for letter in read)
            self._read(read)

    def told(self, case: int, version: int, kind: str) -> None:
        """Note that the person was told already what will arrive, or has arrived meanwhile."""
        with self._lock:
            self._told.add((case, version, kind))
            known = [letter for letter in self._waiting.values() if _what(letter) in self._told]
            for letter in known:
                del self._waiting[letter.key]
            self._read(known)

    def forget(self) -> None:
        """Keep nothing of what was for a person who is forgotten."""
        with self._lock:
            self._waiting.clear()

    def _take(self) -> None:
        known = []
        for letter in self._letterbox().take():
            if _what(letter) in self._told or self._person.was_shown(letter.key):
                known.append(letter)
            else:
                self._waiting.setdefault(letter.key, letter)
        self._read(known)

    def _read(self, letters: Iterable[Letter]) -> None:
        """Say that letters were read. Where that can't be said they come again, and are known then."""
        with suppress(EsorBotError):
            for letter in letters:
                self._letterbox().read(letter)

    def _letterbox(self) -> Letterbox:
        place = self._person.place
        if self._box is None or self._box[0] != place.channel:  # a person who was forgotten is another one now
            self._box = (place.channel, self._desk().letterbox(place, place.channel))
        return self._box[1]

    def _said(self, letter: Letter) -> tuple[str, ...]:
        return self._phrases.to_asker(letter.told.case, letter.told.kind, letter.told.values)


def _what(letter: Letter) -> tuple[int, int, str]:
    return letter.told.case, letter.told.version, letter.told.kind
