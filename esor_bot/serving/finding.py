"""Which platforms there are, and which of them are set up: by the entry points of the group `esor_bot.adapters`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec

from esor_bot.errors import UsageError
from esor_bot.serving.adapter import GROUP, Adapter
from esor_bot.settings import PREFIX, begun


@dataclass(frozen=True, slots=True)
class Missing:
    """An adapter that can't be served, for want of the library that it needs."""

    name: str
    library: str

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return f"{self.name} needs a library that is not installed ({self.library}): install esor-bot[{self.name}]"

    @property
    def wanted(self) -> bool:
        """Say whether something is set for it. Raises UsageError where the file of settings is not there."""
        return begun(f"{PREFIX}{self.name}_")


def adapters() -> tuple[tuple[Adapter, ...], tuple[Missing, ...]]:
    """Return the adapters that are installed, by name, and those whose library is not."""
    found: list[Adapter] = []
    missing: list[Missing] = []
    for point in _points(GROUP):
        try:
            found.append(point.load())
        except ImportError as error:
            missing.append(Missing(point.name, error.name or str(error)))
    return tuple(found), tuple(missing)


def unfit(adapter: Adapter) -> Missing | None:
    """Return what an adapter lacks to be served, None where it lacks nothing."""
    there = not adapter.library or find_spec(adapter.library) is not None
    return None if there else Missing(adapter.name, adapter.library)


def chosen(found: Iterable[Adapter], missing: Iterable[Missing] = ()) -> tuple[Adapter, ...]:
    """Return the adapters whose settings are there.

    Raises UsageError that names everything that is wrong with the settings of any, and where none is set up.
    """
    installed, absent = tuple(found), tuple(missing)
    there: list[Adapter] = []
    wrong = [one.remedy for one in absent if one.wanted]
    for adapter in installed:
        try:
            if adapter.configured():
                there.append(adapter)
                lacks = unfit(adapter)
                wrong += [lacks.remedy] if lacks else []
        except UsageError as error:
            wrong.append(str(error))
    if wrong:
        raise UsageError("\n".join(wrong))
    if not there:
        names = sorted([*(one.name for one in installed), *(one.name for one in absent)])
        ways = " or ".join(f"{PREFIX}{name.upper()}_TOKEN and what goes with it (docs/{name}.md)" for name in names)
        raise UsageError(
            f"no platform is set up: set {ways or 'the settings of one'};"
            " `esor-bot doctor` says what is missing, `esor-bot settings` lists everything"
        )
    return tuple(there)


def packages() -> tuple[str, ...]:
    """Return the names of the adapters' packages, whose events are logged as ours are. Nothing is loaded."""
    return tuple(dict.fromkeys(point.module.partition(".")[0] for point in _points(GROUP)))


def _points(group: str) -> Iterator[EntryPoint]:
    """Yield the entry points of a group, each name once: an installed and an editable package may both be seen."""
    by_name = {point.name: point for point in entry_points(group=group)}
    yield from (by_name[name] for name in sorted(by_name))
