"""Who is in the office's channel of each platform, as its adapter saw it last. Nobody else is of the office there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_MOST = 2000


class Roster:
    """The people of the office by platform. Nobody is of it before the first look. Any thread may call it."""

    def __init__(self, platforms: Iterable[str] = ()) -> None:
        self._people: dict[str, Mapping[str, str]] = {platform: {} for platform in platforms}
        self._shut: frozenset[str] = frozenset()
        self._faults: Mapping[str, str] = {}
        self._singly: frozenset[str] = frozenset()
        self._called: dict[str, str] = {}

    def put(self, platform: str, people: Mapping[str, str]) -> None:
        """Note who is there now: their names by their ids ("slack:T1:U2"), "" where the name is not known."""
        self._people[platform] = dict(people)

    def shut(self, platform: str, *, shut: bool) -> None:
        """Note whether the office's channel of a platform can't be used: it is gone, or closed to the bot."""
        self._shut = self._shut | {platform} if shut else self._shut - {platform}

    def fault(self, platform: str, why: str) -> None:
        """Note what is wrong with the office of a platform, in one word of ours; "" where nothing is."""
        others = {name: known for name, known in self._faults.items() if name != platform}
        self._faults = {**others, platform: why} if why else others

    @property
    def faults(self) -> Mapping[str, str]:
        """What is wrong with the office, by the platforms where something is."""
        return self._faults

    @property
    def reachable(self) -> bool:
        """Say whether what is for the office reaches a channel of it now; an office without any reads elsewhere."""
        return not self._people or any(platform not in self._shut for platform in self._people)

    def note(self, person: str, name: str, *, member: bool) -> None:
        """Note whether somebody is of the office now, where a platform tells it of each person by themselves."""
        platform = person.partition(":")[0]
        self._singly |= {platform}
        if len(self._called) >= _MOST:
            self._called = {}
        self._called[person] = name or self._called.get(person, "")
        known = dict(self._people.get(platform, {}))
        if member:
            known[person] = name or known.get(person, "")
        else:
            known.pop(person, None)
        self._people[platform] = known

    def is_whole(self, platform: str) -> bool:
        """Say whether the list of a platform has all who are of the office there, not only those who were met."""
        return platform not in self._singly

    def called(self, person: str) -> str:
        """Return the name of somebody, of the office or not, "" where it is not known."""
        return self.of(person.partition(":")[0]).get(person, "") or self._called.get(person, "")

    def keeps(self, person: str) -> bool:
        """Say whether there is a list for the platform that somebody's id names."""
        return person.partition(":")[0] in self._people

    def has(self, person: str) -> bool:
        """Say whether somebody is of the office by that list."""
        return person in self._people.get(person.partition(":")[0], {})

    def of(self, platform: str) -> Mapping[str, str]:
        """Return the names of those on the list of a platform, by their ids; nobody where there is no list."""
        return self._people.get(platform, {})
