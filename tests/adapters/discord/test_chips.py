"""Questions that a reply offers to begin with."""

from __future__ import annotations

from esor_bot.domain.conversation import Post
from esor_bot.domain.reply import Button, Buttons, Outcome, Reply, Text
from esor_bot.knowledge.base import Knowledge
from esor_bot.testing.discord.rules import problems
from esor_bot.testing.discord.shown import buttons, labels
from esor_bot.wording import Wording
from esor_bot_discord.inbound_acts import acted
from esor_bot_discord.outbound import messages
from tests.adapters.discord.payloads import ME, NOW, interaction

GREETING = Reply(
    Outcome.SMALLTALK, (Text("Ask."),), chips=("Until when can I apply?", " ", "Which documents do I need?")
)


def test_they_are_buttons_below_it() -> None:
    """Each question is a button, below those that the reply has; what is empty is none."""
    office = Buttons((Button("Ask the office", "office"),))
    (payload,) = messages(Reply(Outcome.SMALLTALK, (*GREETING.blocks, office), chips=GREETING.chips))
    assert problems(payload.body) == []
    assert labels(payload.components) == ["Ask the office", "Until when can I apply?", "Which documents do I need?"]


def test_a_press_asks_it_whoever_has_forgotten_what() -> None:
    """The button carries the question, and pressing it is writing it: after a restart, too."""
    (payload,) = messages(GREETING)
    message = {"id": "300002", "content": payload.content, "flags": 0, "components": payload.body["components"]}
    id_ = next(buttons(payload.components))["custom_id"]
    act = acted(interaction(3, {"custom_id": id_}, message=message), ME, NOW)
    assert act is not None
    assert isinstance(act.heard.event, Post)
    assert act.heard.event.text == "Until when can I apply?"
    assert not act.heard.event.scene.place.private
    assert type(act.heard).load(act.heard.dump()).event == act.heard.event


def test_many_and_long_ones_keep_to_what_discord_takes(knowledge: Knowledge) -> None:
    """Whatever is offered, no message breaks a rule, and each question is asked in full."""
    chips = tuple(f"{at} " + "how " * 80 + "?" for at in range(30))
    made = messages(Reply(Outcome.SMALLTALK, (Text("Ask."),), chips=chips), wording=Wording(knowledge.wording))
    assert [problems(payload.body) for payload in made] == [[]] * len(made)
    asked = set()
    for payload in made:
        message = {"id": "1", "content": payload.content, "flags": 0, "components": payload.body["components"]}
        for one in buttons(payload.components):
            act = acted(interaction(3, {"custom_id": one["custom_id"]}, message=message), ME, NOW)
            assert act is not None
            asked.add(getattr(act.heard.event, "text", ""))
    assert asked == {chip.strip() for chip in chips}
