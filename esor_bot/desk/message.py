"""What stands in the outbox: a notice about a case as JSON text, addressed to a place. The wording comes later."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from esor_bot.domain.case import Place


@dataclass(frozen=True, slots=True)
class Notification:
    """A kind of notice with its values, about a case as it was in that version.

    Of two about the same case the one with the lower version is older: whoever shows a card drops it.
    """

    kind: str
    case: int
    version: int
    values: Mapping[str, str] = field(default_factory=dict)

    def dump(self) -> str:
        """Return the notification as JSON text, the same for equal ones."""
        told = {"kind": self.kind, "case": self.case, "version": self.version, "values": dict(self.values)}
        return json.dumps(told, ensure_ascii=False, sort_keys=True)

    @classmethod
    def load(cls, body: str) -> Notification:
        """Return what `dump` wrote. Raises ValueError where it is something else."""
        told = json.loads(body)
        try:
            return cls(str(told["kind"]), int(told["case"]), int(told["version"]), dict(told["values"]))
        except (KeyError, TypeError) as error:
            raise ValueError("no notification") from error


def address(place: Place) -> str:
    """Return a place as one word of a key."""
    return f"{place.platform}:{place.channel}:{place.thread}"
