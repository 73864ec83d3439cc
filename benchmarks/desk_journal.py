"""What a worker is about to do and what it was told, written down so that no `kill -9` takes it back."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Intent:
    """Something that a worker sets out to do under the name of an event; its text is said nowhere else."""

    event: str
    deed: str
    actor: str
    text: str
    number: int = 0
    into: int = 0
    to: str = ""
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What came of an intent: the case and its version then, or the code of a refusal."""

    intent: Intent
    number: int = 0
    version: int = 0
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Resumed:
    """That an intent was taken up again at a moment, by a worker who had not heard what came of it."""

    event: str
    at: datetime


class Journal:
    """The journal of one worker, in a file that survives it."""

    def __init__(self, path: Path) -> None:
        self.tried: list[Intent] = []
        self.told: list[Told] = []
        _cut_off_half_a_line(path)
        for line in _lines(path):
            self._take(line)
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    @property
    def open(self) -> Intent | None:
        """What was begun, and nothing heard of."""
        return self.tried[-1] if len(self.tried) > len(self.told) else None

    def begin(self, intent: Intent) -> None:
        """Write down what is about to be done."""
        self._write({"intent": asdict(intent)})
        self.tried.append(intent)

    def resume(self, intent: Intent) -> None:
        """Write down that it is done once more."""
        self._write({"resumed": intent.event, "at": datetime.now(UTC).isoformat()})

    def stumble(self, reason: str) -> None:
        """Write down that the database could not be used for it just now."""
        self._write({"stumbled": reason})

    def end(self, told: Told) -> None:
        """Write down what came of it. From here on it counts: whoever was told so must be right for ever."""
        self._write({"number": told.number, "version": told.version, "refused": told.refused})
        os.fsync(self._file)
        self.told.append(told)

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)

    def _write(self, line: Mapping[str, Any]) -> None:
        os.write(self._file, json.dumps(line).encode() + b"\n")

    def _take(self, line: Mapping[str, Any]) -> None:
        if "intent" in line:
            self.tried.append(Intent(**line["intent"]))
        elif "refused" in line:
            self.told.append(Told(self.tried[-1], line["number"], line["version"], line["refused"]))


def read_told(path: Path) -> tuple[Told, ...]:
    """Return all that a worker was told. Raises ValueError where it never heard of something."""
    journal = Journal(path)
    journal.close()
    if journal.open is not None:
        raise ValueError(f"{path.name}: nothing came of {journal.open.event}")
    return tuple(journal.told)


def read_resumed(path: Path) -> tuple[Resumed, ...]:
    """Return what a worker took up again."""
    lines = (line for line in _lines(path) if "resumed" in line)
    return tuple(Resumed(line["resumed"], datetime.fromisoformat(line["at"])) for line in lines)


def count_stumbles(path: Path) -> int:
    """Return how often a worker could not use the database and had to come again."""
    return sum("stumbled" in line for line in _lines(path))


def _lines(path: Path) -> Iterator[Mapping[str, Any]]:
    if path.exists():
        yield from map(json.loads, path.read_bytes().splitlines())


def _cut_off_half_a_line(path: Path) -> None:
    """Drop what a dying worker did not finish writing: it can't have gone on after it."""
    if path.exists() and not (data := path.read_bytes()).endswith(b"\n"):
        os.truncate(path, data.rfind(b"\n") + 1)
