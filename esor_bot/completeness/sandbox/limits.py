"""What a worker may use, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one worker process may use. Sizes are bytes, times are seconds.

    `memory` is address space, not resident memory; libraries reserve far more than they use, and OCR needs
    1.5 GiB of it. `answer` is kept small because JSON grows about twentyfold when it is read.
    """

    memory: int = 1536 * MIB
    seconds: float = 56.0
    """Wall time of one task."""
    cpu_seconds: int = 150
    """Processor time of one task, all threads together; a second line behind `seconds`."""
    start_seconds: float = 60.0
    """Wall time from the start of the process until it is ready for its first task."""
    files: int = 64
    """Open file descriptors."""
    data: int = 64 * MIB
    """The bytes a task is given."""
    answer: int = 4 * MIB
    """The JSON of an answer."""
    blob: int = 32 * MIB
    """The raw bytes of an answer."""
    rest_memory: int = 400 * MIB
    """Resident memory between two tasks above which a worker is replaced."""
    tasks: int = 200
    """Tasks after which a worker is replaced."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a task gave back: a JSON value and raw bytes. Both come from a process that nobody trusts."""

    body: object
    blob: bytes
