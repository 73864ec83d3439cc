"""Who people are: what Slack tells of them, asked for once an hour, and never waited for long."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from time import monotonic

from esor_bot.domain.conversation import Person
from esor_bot.domain.moments import unmarked
from esor_bot.reception.text import printable, short
from esor_bot.serving.trouble import Trouble
from esor_bot_slack.calls import Calls, Json
from esor_bot_slack.heard import PLATFORM
from esor_bot_slack.inbound import person_id

MOST, FRESH = 1000, 3600.0
_QUICK = 0.3
_AGAIN = 60.0  # seconds after which somebody is asked for again of whom nothing could be told
_LOG = logging.getLogger(__name__)


class People:
    """Knows the people of a workspace by their ids."""

    def __init__(self, calls: Calls, team: str) -> None:
        self._calls = calls
        self._team = team
        self._known: OrderedDict[str, tuple[float, Person]] = OrderedDict()
        self._asking: dict[str, asyncio.Task[Person]] = {}
        self._told = False

    async def person(self, user: str, within: float = _QUICK) -> Person:
        """Return somebody; where Slack does not tell within so many seconds, only their id."""
        known = self._known.get(user)
        if known is not None and known[0] > monotonic():
            self._known.move_to_end(user)
            return known[1]
        task = self._asking.get(user)
        if task is None:
            task = self._begin(user)
        done, _ = await asyncio.wait({task}, timeout=within)
        if done:
            return task.result()
        return known[1] if known is not None else self._nobody(user)

    def expect(self, user: str) -> None:
        """Ask for somebody who is going to be wanted, if nothing is known of them."""
        if user and user not in self._known and user not in self._asking:
            self._begin(user)

    async def close(self) -> None:
        """Ask no more."""
        for task in list(self._asking.values()):
            task.cancel()
        await asyncio.gather(*self._asking.values(), return_exceptions=True)

    def _begin(self, user: str) -> asyncio.Task[Person]:
        task = self._asking[user] = asyncio.ensure_future(self._ask(user))
        task.add_done_callback(lambda _: self._asking.pop(user, None))
        return task

    async def _ask(self, user: str) -> Person:
        fresh, person = _AGAIN, self._nobody(user)
        if not self._calls.lacks("users:read"):
            try:
                answer = await self._calls.surely("users.info", form={"user": user, "include_locale": "true"}, tries=3)
                fresh, person = FRESH, self._read(user, answer.get("user") or {})
            except Trouble as error:
                _LOG.warning("person_not_known", extra={"platform": PLATFORM, "reason": error.reason})
        elif not self._told:
            self._told = True
            _LOG.warning("person_not_known", extra={"platform": PLATFORM, "reason": "missing_scope:users:read"})
        self._known[user] = (monotonic() + fresh, person)
        self._known.move_to_end(user)
        while len(self._known) > MOST:
            self._known.popitem(last=False)
        return person

    def _nobody(self, user: str) -> Person:
        return Person(person_id(self._team, user))

    def _read(self, user: str, told: Json) -> Person:
        profile = told.get("profile") or {}
        names = (profile.get("display_name"), profile.get("real_name"), told.get("real_name"), told.get("name"))
        name = next((str(name) for name in names if name), "")
        called = short(printable(unmarked(name)), 60)
        return Person(person_id(self._team, user), called, str(told.get("tz") or ""), str(told.get("locale") or ""))
