"""How Discord says no, how long things hold, and how often something may be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

MIB = 1024 * 1024

MESSAGES: dict[int, str] = {
    0: "General error",
    10003: "Unknown Channel",
    10004: "Unknown Guild",
    10007: "Unknown Member",
    10008: "Unknown Message",
    10013: "Unknown User",
    10015: "Unknown Webhook",
    10062: "Unknown interaction",
    40005: "Request entity too large",
    40060: "Interaction has already been acknowledged.",
    50001: "Missing Access",
    50005: "Cannot edit a message authored by another user",
    50006: "Cannot send an empty message",
    50007: "Cannot send messages to this user",
    50008: "Cannot send messages in a non-text channel",
    50013: "Missing Permissions",
    50024: "Cannot execute action on this channel type",
    50027: "Invalid Webhook Token",
    50035: "Invalid Form Body",
    50083: "Thread is archived",
    50109: "The request body contains invalid JSON.",
    160004: "A thread has already been created for this message",
    160005: "Thread is locked",
}


class RefusedError(Exception):
    """Discord says no: the status, its code, and what is wrong in particular."""

    def __init__(self, status: int, code: int = 0, *about: str, **more: Any) -> None:  # noqa: ANN401 - any JSON
        super().__init__(f"{status} {code} {MESSAGES.get(code, '')} {'; '.join(about)}".strip())
        self.status = status
        self.code = code
        self.about = about
        self.more = more

    @property
    def body(self) -> dict[str, Any]:
        """Return it as it stands in the answer."""
        told: dict[str, Any] = {"message": MESSAGES.get(self.code, ""), "code": self.code, **self.more}
        if self.about:
            told["errors"] = {"_errors": [{"code": "INVALID", "message": one} for one in self.about]}
        return told


def form(*about: str) -> RefusedError:
    """Return the refusal of a body in which something is wrong."""
    return RefusedError(400, 50035, *about)


def unknown(code: int) -> RefusedError:
    """Return the refusal of something that is not there."""
    return RefusedError(404, code)


def forbidden(code: int) -> RefusedError:
    """Return the refusal of something that may not be done."""
    return RefusedError(403, code)


@dataclass(slots=True)
class Rules:
    """How long things hold, in seconds, and how often: as Discord has it. None: no limit.

    Rates are so many calls in so many seconds: `messages` in one channel, `answers` to one interaction, `calls` in
    all. `beat` is how often the bot's heart is to beat; `lines`: how many lines it may send to the gateway a minute.
    """

    first: float = 3.0
    later: float = 900.0
    signed: float = 86_400.0
    nonces: float = 300.0
    resume: float = 120.0
    beat: float = 41.25
    lines: int = 120
    identifies: int = 1000
    messages: tuple[int, float] | None = (5, 5.0)
    answers: tuple[int, float] | None = (5, 2.0)
    calls: tuple[int, float] | None = (50, 1.0)
    largest: int = 10 * MIB
    privileged: bool = False
