"""The rules by which the tests hold what is sent to Discord: they refuse what Discord refuses."""

from __future__ import annotations

from typing import Any

import pytest

from esor_bot.testing.discord.rules import modal_problems, problems

NOBODY = {"parse": list[str]()}


def button(number: int, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    """Return a button."""
    return {"type": 2, "style": 1, "label": "A", "custom_id": str(number), **more}


def field(**more: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    """Return a text field under its label."""
    return {"type": 18, "label": "A", "component": {"type": 4, "style": 1, "custom_id": "a", **more}}


def form(*components: dict[str, Any], **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    """Return a form."""
    return {"custom_id": "a", "title": "A", "components": list(components), **more}


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ({"content": "a" * 2001}, "2001 characters"),
        ({"content": "🦴" * 1001}, "2002 characters"),
        ({"content": " "}, "is empty"),
        ({"content": "a", "embeds": []}, "no field embeds"),
        ({"content": "a", "flags": 1 << 15}, "flags"),
        ({"content": "\ud83d"}, "half a character"),
        ({"content": "@everyone"}, "calls @everyone"),
        ({"content": "<@1>", "allowed_mentions": {"parse": [], "users": ["2"]}}, "calls <@1>"),
        ({"content": "a", "allowed_mentions": None}, "nothing is parsed"),
        ({"components": [{"type": 1, "components": []}]}, "a list of 1 to 5"),
        ({"components": [{"type": 1, "components": [button(n) for n in range(6)]}]}, "a list of 1 to 5"),
        ({"components": [{"type": 1, "components": [button(n)]} for n in range(6)]}, "6 rows"),
        ({"components": [{"type": 1, "components": [button(1), button(1)]}]}, "is there twice"),
        ({"components": [{"type": 1, "components": [button(1, label="a" * 81)]}]}, "81 characters"),
        ({"components": [{"type": 1, "components": [button(1, custom_id="a" * 101)]}]}, "101 characters"),
        ({"components": [{"type": 1, "components": [button(1, style=5)]}]}, "no field custom_id"),
        ({"components": [{"type": 1, "components": [{"type": 2, "style": 5, "label": "A", "url": "js:"}]}]},
         "no address"),
        ({"components": [{"type": 2, "components": [button(1, style=9)]}]}, "must be a row"),
        ({"attachments": [{"id": "0"}]}, "filename: must be a text"),
        ({"attachments": [{"id": 0, "filename": "a.png"}]}, "attachments/0/id: must be a number, written as a text"),
    ],
)  # fmt: skip
def test_messages_that_are_refused(body: dict[str, Any], what: str) -> None:
    """Each rule of a message holds."""
    assert what in "\n".join(problems({"allowed_mentions": NOBODY, **body}))


@pytest.mark.parametrize(
    ("modal", "what"),
    [
        (form(), "a list of 1 to 5"),
        (form({"type": 10, "content": "a"}), "nothing to fill in"),
        (form({"type": 10, "content": "@here"}, field()), "calls somebody"),
        (form(*[field()] * 6), "a list of 1 to 5"),
        (form(field(), field()), "is there twice"),
        (form(field(), title="a" * 46), "46 characters"),
        (form({**field(), "label": "a" * 46}), "46 characters"),
        (form({**field(), "description": "a" * 101}), "101 characters"),
        (form({"type": 18, "label": "A"}), "a label with a component"),
        (form({"type": 18, "label": "A", "component": {"type": 6}}), "nothing that is filled in"),
        (form(field(style=3)), "must be 1 or 2"),
        (form(field(max_length=4001)), "lengths must be"),
        (form(field(max_length=3, value="abcd")), "4 characters"),
        (form(field(placeholder="a" * 101)), "101 characters"),
        (form({"type": 18, "label": "A", "component": {"type": 3, "custom_id": "a", "min_values": 0,
               "options": [{"label": "A", "value": "a", "default": True}] * 2}}), "is there twice"),
        (form({"type": 18, "label": "A", "component": {"type": 3, "custom_id": "a", "min_values": 2,
               "options": [{"label": "A", "value": "a"}]}}), "can be chosen"),
        (form({"type": 18, "label": "A", "component": {"type": 3, "custom_id": "a", "options": []}}),
         "a list of 1 to 25"),
        (form({"type": 18, "label": "A", "component": {"type": 19, "custom_id": "a", "max_values": 11}}), "10 files"),
        (form({"type": 18, "label": "A", "component": {"type": 5, "custom_id": "a", "max_values": 26}}), "25 people"),
        (form({"type": 18, "label": "A", "component": {"type": 5, "custom_id": "a", "min_values": 0}}), "left empty"),
        (form({"type": 18, "label": "A", "component": {"type": 5, "custom_id": "a",
               "default_values": [{"id": "1", "type": "role"}]}}), "must be people"),
    ],
)  # fmt: skip
def test_forms_that_are_refused(modal: dict[str, Any], what: str) -> None:
    """Each rule of a form holds."""
    assert what in "\n".join(modal_problems(modal))
