"""What can go wrong, drawn as a tree.

EsorBotError
├── KnowledgeError        the knowledge folder does not hold together; carries all problems at once
├── UnknownProgrammeError a programme was asked for that is not there
├── UsageError            a command was called with something it cannot work with
├── RefusedError          something can't be done with a case as it stands
├── StoreError            the database can't be used now; carries the reason
│   └── ConflictError     somebody else changed the same thing meanwhile
└── CheckError            a document could not be checked
    ├── WorkerDied        the process that read it came to an end: out of memory, a crash, an error
    ├── WorkerTimeout     it took longer than it may
    └── CheckCancelled    nobody wants to know any more
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in a knowledge file: where it stands and what to do about it."""

    file: str
    line: int
    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.path or '(file)'}: {self.message}"


class EsorBotError(Exception):
    """Something went wrong that the person at the other end can do something about."""


class KnowledgeError(EsorBotError):
    """The knowledge folder does not hold together."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnknownProgrammeError(EsorBotError):
    """A programme was asked for that the knowledge folder does not hold."""

    def __init__(self, programme: str, known: Sequence[str]) -> None:
        self.programme = programme
        self.known = tuple(known)
        super().__init__(f"no programme {programme!r}; known are: {', '.join(known)}")


class UsageError(EsorBotError):
    """A command was called with something it cannot work with."""


class RefusedError(EsorBotError):
    """Something can't be done with a case as it stands. `code` names the sentence that says so, `values` fill it."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(f"refused: {code}")


class StoreError(EsorBotError):
    """The database can't be used now.

    `reason` is one of REASONS: locked, read_only, full, newer (made by a newer version), unreachable, broken.
    """

    REASONS = ("locked", "read_only", "full", "newer", "unreachable", "broken")

    def __init__(self, reason: str, what: str = "") -> None:
        self.reason = reason
        super().__init__(f"the database can't be used: {reason}" + (f" ({what})" if what else ""))


class ConflictError(StoreError):
    """Somebody else changed the same thing meanwhile."""

    def __init__(self) -> None:
        super().__init__("locked", "changed by somebody else meanwhile")


class CheckError(EsorBotError):
    """A document could not be checked."""


class WorkerDied(CheckError):
    """The process that read the document came to an end. It says nothing of what stands in the document.

    `reason` is one of REASONS: memory (it needed more than it may), crash, error (the task raised an exception),
    rubbish (it broke the rules of the conversation), start (it never got ready). `kind` is the name of an
    exception's class, or "".
    """

    REASONS = ("memory", "crash", "error", "rubbish", "start")

    def __init__(self, reason: str, kind: str = "") -> None:
        self.reason = reason
        self.kind = kind
        super().__init__(f"the worker ended: {reason}" + (f" ({kind})" if kind else ""))


class WorkerTimeout(CheckError):
    """The process that read the document took longer than it may."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"the worker took longer than {seconds:g} seconds")


class CheckCancelled(CheckError):
    """Nobody wants to know any more."""

    def __init__(self) -> None:
        super().__init__("the check was cancelled")
