"""What a machine-readable zone says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["passport", "card", "visa"]


@dataclass(frozen=True, slots=True, repr=False)
class Zone:
    """A machine-readable zone; its `repr` tells nothing of the person.

    `valid`: the check digits of number, birth, expiry and of the whole hold (a visa has none of the whole).
    `expires` is only there if its check digit holds. `partial`: not all lines were found, or a digit fails.
    `surname` and `given` are the words of the name in capitals (empty where the line of the name wasn't found),
    `issuer` is the code of the issuing state, one to three letters, or empty.
    """

    kind: Kind
    valid: bool
    expires: date | None = None
    partial: bool = False
    surname: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    issuer: str = ""

    def __repr__(self) -> str:
        """Say only what kind of zone it is and how well it was read."""
        return f"Zone(kind={self.kind!r}, valid={self.valid}, partial={self.partial})"
