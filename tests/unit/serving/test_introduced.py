"""How any platform is begun with: asked until it answers, and left where it refuses for good."""

from __future__ import annotations

import asyncio

import pytest

from esor_bot.errors import UsageError
from esor_bot.serving.introduced import asked_again, introduced
from esor_bot.serving.trouble import Refused, Trouble, Unclear

pytestmark = pytest.mark.asyncio


class Platform:
    """A platform that answers with what is planned, and then with who we are."""

    def __init__(self, *plan: Trouble) -> None:
        self.plan = list(plan)
        self.asked = 0

    async def ask(self) -> str:
        """Say who we are."""
        self.asked += 1
        if self.plan:
            raise self.plan.pop(0)
        return "esor"


def refusal(error: Refused) -> str:
    """Say why it is no use."""
    return "the token is refused" if error.why == "invalid" else ""


async def test_who_we_are() -> None:
    """A platform is asked until it answers, also where it refused what may go away."""
    platform = Platform(Unclear("timeout"), Refused("busy"))
    assert await introduced("tin", platform.ask, refusal, asyncio.Event(), longest=0.0) == "esor"
    assert platform.asked == 3


async def test_a_token_that_is_refused() -> None:
    """Where a platform refuses our token it is asked no more, and the operator is told why."""
    platform = Platform(Refused("invalid"))
    with pytest.raises(UsageError, match="the token is refused"):
        await introduced("tin", platform.ask, refusal, asyncio.Event())
    assert platform.asked == 1


async def test_it_is_to_stop_before() -> None:
    """Where it is to stop before there was an answer, nobody is asked any more."""
    stop, platform = asyncio.Event(), Platform(*[Unclear("timeout")] * 9)
    asking = asyncio.ensure_future(introduced("tin", platform.ask, refusal, stop))
    await asyncio.sleep(0.01)
    stop.set()
    assert await asyncio.wait_for(asking, 5.0) is None
    assert platform.asked == 1


async def test_a_refused_token_is_tried_again() -> None:
    """While a token is refused the platform is asked now and then, whatever it answers; not before, nor after."""
    good, refused = asyncio.Event(), ["token"]

    async def ask() -> None:
        if not platform.plan:
            refused.clear()
            good.set()
        await platform.ask()

    platform = Platform(Refused("invalid"))
    asking = asyncio.ensure_future(asked_again(lambda: "".join(refused), ask, every=0.001))
    await asyncio.wait_for(good.wait(), 5.0)
    await asyncio.sleep(0.02)
    asking.cancel()
    assert platform.asked == 2
