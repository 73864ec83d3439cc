"""What the kit sends has the keys that Slack sends: it is held against payloads as they are documented and recorded."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from esor_bot.testing.slack import payloads
from esor_bot.testing.slack.completed import completed
from esor_bot.testing.slack.methods_views import checked, instance
from esor_bot.testing.slack.pressing import action, values
from esor_bot.testing.slack.rules import Rules
from esor_bot.testing.slack.state import File, Json, Message
from esor_bot.testing.slack.world import World

RECORDED = {
    file.stem: json.loads(file.read_text(encoding="utf-8"))
    for file in sorted((Path(__file__).parent / "payloads").glob("*.json"))
}
WORDS: Json = {"type": "plain_text", "text": "Claim"}
ROW: Json = completed(
    [{"type": "actions", "elements": [{"type": "button", "action_id": "claim:0", "text": WORDS, "value": "{}"}]}], "b"
)[0]
BUTTON: Json = ROW["elements"][0]


class Made:
    """Payloads of every kind, as the kit makes them."""

    def __init__(self) -> None:
        self.world = World(Rules())
        self.ann = self.world.add_user("ann")
        self.channel = self.world.channels[self.world.add_channel("general", [self.world.bot, self.ann])]
        self.connect = self.world.channels[self.world.add_channel("shared", [self.world.bot, self.ann], shared=True)]
        self.direct = self.world.channels[self.world.direct(self.ann)]

    def message(self, place: str, **more: object) -> Message:
        """Return a message of hers in a place."""
        given = {"text": "when is the deadline?", **more}
        user = str(given.pop("user", self.ann))
        return self.world.put(Message(place, self.world.ts(), user, **given))  # type: ignore[arg-type]

    def events(self) -> Mapping[str, Json]:
        """Return the events by the names of the recorded ones."""
        world, direct = self.world, self.direct
        said, root = self.message(direct.id), self.message(direct.id, user=world.bot, of_bot=True)
        file = File("F1", "a.pdf", b"%PDF", self.ann)
        shared = {"files": [file.shown("")], "subtype": "file_share"}
        told = {
            "app_mention": payloads.mention(world, self.channel, self.message(self.channel.id)),
            "message_im": payloads.message(world, direct, said),
            "message_im_thread": payloads.message(world, direct, self.message(direct.id, thread=root.ts)),
            "message_im_file": payloads.message(world, direct, self.message(direct.id, **shared)),
            "message_im_echo": payloads.message(world, direct, root),
            "message_im_changed": payloads.changed(world, direct, self.message(direct.id, edited="1.2"), said.shown()),
            "message_im_deleted": payloads.deleted(world, direct, said),
            "message_channel_file_connect": payloads.message(
                world, self.connect, self.message(self.connect.id, **shared)
            ),
            "file_shared": payloads.file_shared(world, self.channel, file),
            "app_home_opened_messages": payloads.home_opened(world, self.ann, "messages"),
            "assistant_thread_started": payloads.thread_started(world, self.ann, root.ts),
            "member_joined_channel": payloads.joined(world, self.channel, self.ann, world.bot),
            "member_left_channel": payloads.left(world, self.channel, self.ann),
            "tokens_revoked": payloads.tokens_revoked(world),
        }
        world.homes[self.ann] = instance(world, checked({"type": "home", "blocks": [ROW]}, "home"), self.ann)
        told["app_home_opened_home"] = payloads.home_opened(world, self.ann, "home")
        return {name: payloads.envelope(world, event) for name, event in told.items()}

    def acts(self) -> Mapping[str, Json]:
        """Return what people press and send, by the names of the recorded payloads."""
        world, ann = self.world, self.ann
        card = self.message(self.channel.id, user=world.bot, of_bot=True, blocks=[ROW])
        hidden = self.message(self.channel.id, user=world.bot, of_bot=True, blocks=[ROW], only_for=ann)
        view = instance(world, checked(_form(), "modal"), ann)
        view.filled = values(view, {"Answer": "Yes."})
        home = instance(world, checked({"type": "home", "blocks": [ROW]}, "home"), ann)
        pressed = action(ROW, BUTTON, "", world.ts())
        return {
            "command": payloads.command(world, ann, self.channel, "/esor", "deadline"),
            "block_actions_message": payloads.pressed_in_message(world, ann, card, pressed),
            "block_actions_ephemeral": payloads.pressed_in_message(world, ann, hidden, pressed),
            "block_actions_modal": payloads.pressed_in_view(world, ann, view, pressed),
            "block_actions_home": payloads.pressed_in_view(world, ann, home, pressed),
            "view_submission": payloads.submitted(world, ann, view),
            "message_action": payloads.shortcut(world, ann, "answer_this", self.message(self.channel.id)),
        }


def _form() -> Json:
    """Return the recorded form as it was opened."""
    view = RECORDED["view_submission"]["view"]
    return {key: view[key] for key in ("type", "title", "submit", "close", "callback_id", "private_metadata", "blocks")}


def missing(recorded: object, made: object, at: str = "") -> Iterator[str]:
    """Name the keys that were recorded and not made, and those of another kind."""
    if isinstance(recorded, dict):
        if not isinstance(made, dict):
            yield f"{at}: not an object"
            return
        if recorded.get("type") != made.get("type"):
            return
        for key in recorded:
            if key in made:
                yield from missing(recorded[key], made[key], f"{at}/{key}")
            else:
                yield f"{at}/{key}"
    elif isinstance(recorded, list):
        if recorded and isinstance(made, list) and made:
            yield from missing(recorded[0], made[0], f"{at}/0")
    elif recorded is not None and made is not None and type(recorded) is not type(made):
        yield f"{at}: {type(made).__name__}, not {type(recorded).__name__}"


@pytest.fixture(scope="module")
def made() -> Mapping[str, Json]:
    """Payloads of every kind."""
    kit = Made()
    return {**kit.events(), **kit.acts()}


def test_every_kind_is_recorded(made: Mapping[str, Json]) -> None:
    """For each kind that the kit makes there is a recorded one, and the other way round."""
    assert set(made) == set(RECORDED)


@pytest.mark.parametrize("kind", RECORDED)
def test_the_kit_sends_what_slack_sends(kind: str, made: Mapping[str, Json]) -> None:
    """What the kit makes lacks no key of the recorded payload."""
    left = [one for one in missing(RECORDED[kind], made[kind]) if "/context/entities" not in one]

    assert left == []
