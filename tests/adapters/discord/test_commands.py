"""The commands as Discord shows them."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from esor_bot.knowledge.base import Knowledge
from esor_bot.reception.languages import translations
from esor_bot.reception.words import ORDER
from esor_bot.wording import Wording
from esor_bot_discord.commands import all_registered, definitions, see_to_commands
from tests.adapters.discord.tiny import tiny


def sizes(one: dict[str, Any]) -> list[int]:
    """Return the lengths of all descriptions of a command."""
    own = [len(one["description"])] if "description" in one else []
    return own + [size for option in one.get("options", ()) for size in sizes(option)]


def test_the_words_are_those_of_every_surface(knowledge: Knowledge) -> None:
    """The group has every word, and nothing that Discord has no room for."""
    group, office, message = definitions(Wording(knowledge.wording), {})
    assert tuple(one["name"] for one in group["options"]) == ORDER
    assert [one["name"] for one in office["options"]][:3] == ["list", "search", "show"]
    assert (message["type"], message["name"]) == (3, "Answer this")
    assert all(0 < size <= 100 for one in (group, office) for size in sizes(one))


def test_other_languages_go_along(knowledge: Knowledge) -> None:
    """What there is in another language stands beside the English one, under each locale of Discord's."""
    other = Wording({**knowledge.wording, "surface_discord.ask": "Responde"})
    group = definitions(Wording(knowledge.wording), {"es": other, "tlh": other})[0]
    assert group["options"][0]["description_localizations"] == {"es-ES": "Responde", "es-419": "Responde"}
    assert "description_localizations" not in group["options"][1]


def test_only_a_change_is_registered(knowledge: Knowledge) -> None:
    """What Discord adds of its own is no change; another word, a command more or one less is."""
    ours = definitions(Wording(knowledge.wording), {})
    theirs = [{**one, "id": "1", "version": "2", "nsfw": False, "options": one.get("options") or []} for one in ours]
    for option in theirs[0]["options"]:
        option.pop("required", None)
    assert all_registered(ours, theirs[::-1])
    changed = deepcopy(theirs)
    changed[0]["options"][0]["description"] = "else"
    assert not all_registered(ours, changed)
    assert not all_registered(ours, theirs[:2])
    assert not all_registered(ours, [*theirs, {"type": 1, "name": "more"}])
    changed = deepcopy(theirs)
    changed[0]["options"][0]["description_localizations"] = {"es-ES": "Responde"}
    assert not all_registered(ours, changed)


@pytest.mark.asyncio
async def test_a_translation_is_registered_once(knowledge: Knowledge, tmp_path: Path) -> None:
    """Sentences of a folder in another language reach Discord; a second start finds them there and changes nothing."""
    (tmp_path / "wording").mkdir()
    told = "surface_discord: {ask: Responde a una pregunta, message: Responder, option: {question: Con sus palabras}}"
    (tmp_path / "wording" / "surface-discord.es.yaml").write_text(told, encoding="utf-8")
    languages = translations(replace(knowledge, folder=tmp_path))
    english = Wording(knowledge.wording)
    async with tiny() as server:
        server.always("GET /applications/@me$", 200, {"id": "600001"})
        server.next("GET .*commands", 200, [])
        await see_to_commands(server.calls, english, languages)
        (put,) = (one for one in server.called if one.method == "PUT")
        group, _, message = put.body
        ask = group["options"][0]
        assert (group["name"], ask["name"], message["name"]) == ("esor", "ask", "Answer this")
        assert ask["description"] == "Answers a question"
        assert ask["description_localizations"]["es-ES"] == "Responde a una pregunta"
        assert ask["options"][0]["description_localizations"]["es-419"] == "Con sus palabras"
        assert message["name_localizations"]["es-ES"] == "Responder"
        server.always("GET .*commands", 200, [{**one, "id": "1", "version": "2"} for one in put.body])
        await see_to_commands(server.calls, english, languages)
        assert [one.method for one in server.called].count("PUT") == 1
