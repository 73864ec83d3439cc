"""Who is of the office. Where a register says so, nobody else is believed, whatever they or a platform say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from esor_bot.desk.roster import Roster
from esor_bot.domain.case import OF_THE_ASKER, Actor, Deed, Role
from esor_bot.errors import RefusedError


class People:
    """The people of the office: their names by their ids ("slack:T1:U2").

    Where nobody is named, whoever is on the list of their platform is of it; where that has no list, it is believed.
    """

    def __init__(self, names: Mapping[str, str] | None = None, roster: Roster | None = None) -> None:
        self._names = dict(names or {})
        self._roster = roster or Roster()

    @property
    def named(self) -> bool:
        """Say whether there is a register at all."""
        return bool(self._names)

    def judged(self, actor: Actor, deed: Deed | None = None) -> Actor:
        """Return somebody in the role that is theirs; who is of the office may still do what whoever asked does."""
        if not self._names and not self._roster.keeps(actor.id):
            return actor
        office = self._is_office(actor) and deed not in OF_THE_ASKER
        return replace(actor, role=Role.OFFICE if office else Role.ASKER)

    def held(self, actor: Actor) -> Actor:
        """Return somebody who has to be of the office. Raises RefusedError: `not_office`."""
        judged = self.judged(actor)
        if judged.role is not Role.OFFICE:
            raise RefusedError("not_office")
        return judged

    def colleague(self, number: int, actor: Actor) -> Actor:
        """Return somebody to whom a case is handed. Raises RefusedError: `no_colleague`."""
        judged = self.judged(actor)
        if judged.role is not Role.OFFICE:
            raise RefusedError("no_colleague", number=number, name=actor.called)
        return judged

    def called(self, platform: str, name: str) -> Actor:
        """Return somebody of the office as they are called on a platform, in capitals or not.

        Who is not in the register is returned under that name; whatever they do is then refused.
        """
        wanted = f"{platform}:{name}".casefold()
        for id_, known in self._names.items():
            if id_.casefold() == wanted:
                return Actor(id_, Role.OFFICE, known)
        return Actor(f"{platform}:{name}", Role.OFFICE, name)

    def _is_office(self, actor: Actor) -> bool:
        """Say whether somebody is of the office; a register that names nobody of a platform leaves that to its list."""
        if not self._roster.keeps(actor.id):
            return not self._names or actor.id in self._names
        platform = f"{actor.id.partition(':')[0]}:"
        named = [id_ for id_ in self._names if id_.startswith(platform)]
        return self._roster.has(actor.id) and (not named or actor.id in self._names)
