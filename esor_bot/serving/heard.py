"""What was heard of a platform, in a form that can be kept: the event, and the way back to whoever did it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Generic, Self, TypeVar, get_args

from pydantic import TypeAdapter

from esor_bot.domain.conversation import Event, Person, Submission
from esor_bot.domain.form import KEPT_NOWHERE

_KINDS: Mapping[str, TypeAdapter[Any]] = {kind.__name__: TypeAdapter(kind) for kind in get_args(Event)}
_Way = TypeVar("_Way")


@dataclass(frozen=True, slots=True)
class Heard(Generic[_Way]):
    """An event with its way back, a frozen dataclass of the platform. `lane` names what has to stay in order."""

    event: Event
    way: _Way
    lane: str

    @property
    def key(self) -> str:
        """The name by which it is known when it comes again."""
        return self.event.scene.event

    @property
    def kind(self) -> str:
        """What kind of thing was done, in one word of ours."""
        return type(self.event).__name__.lower()

    @property
    def kept(self) -> _Way:
        """What is kept of the way back."""
        return self.way

    def by(self, person: Person) -> Self:
        """Return it with more said of who did it."""
        return replace(self, event=replace(self.event, scene=replace(self.event.scene, person=person)))

    def dump(self) -> str:
        """Return it as JSON text; "" for what may be kept nowhere."""
        if isinstance(self.event, Submission) and self.event.form in KEPT_NOWHERE:
            return ""
        kind, told = type(self.event).__name__, asdict(self.kept)  # type: ignore[call-overload]
        event = _KINDS[kind].dump_python(self.event, mode="json")
        way = {name: value for name, value in told.items() if value}
        return json.dumps({"kind": kind, "event": event, "way": way, "lane": self.lane})


def read(body: str, way: Callable[..., _Way]) -> tuple[Event, _Way, str]:
    """Return event, way back and lane of what `dump` wrote. Raises ValueError where it is something else."""
    try:
        told = json.loads(body)
        event: Event = _KINDS[told["kind"]].validate_python(told["event"])
        return event, way(**told["way"]), str(told["lane"])
    except (KeyError, TypeError) as error:
        raise ValueError("nothing that was heard") from error
