"""Whoever the office has asked something may write the answer where they read that: it is offered to be sent on."""

from __future__ import annotations

from esor_bot.domain.case import Case, State
from esor_bot.domain.conversation import Scene
from esor_bot.domain.reply import Button, Buttons, Reply, Style, Text
from esor_bot.errors import StoreError
from esor_bot.ports import Search
from esor_bot.reception.house import House
from esor_bot.reception.saying import carried, fits, followed, label


def awaited(house: House, reply: Reply, text: str, scene: Scene) -> Reply:
    """Return a reply to what somebody wrote; with the way to the office where it asks them something there."""
    case = _asked_back(house, scene)
    if case is None:
        return reply
    number = str(case.number)
    if not fits(text, case=number, beside="1"):
        return reply
    words = house.words(scene.person)
    send = label(words.say("surface.awaited.send", number=number))
    button = Button(send, "add_this", carried(text, case=number, beside="1"), Style.PRIMARY)
    return followed(reply, (Text(words.say("surface.awaited.asked", number=number)), Buttons((button,))))


def _asked_back(house: House, scene: Scene) -> Case | None:
    """Return the question of somebody on which the office waits for them in this place, None for none."""
    try:
        with house.store.begin() as tx:
            cases = tx.find(Search(states=(State.ASKED_BACK,), asker=house.asker(scene.person).id, limit=5))
    except StoreError:  # an answer does not wait for that
        return None
    here = scene.place
    for case in cases:
        there = case.place
        same = there.private if here.private else (there.channel, there.thread) == (here.channel, here.thread)
        if there.platform == here.platform and same:
            return case
    return None
