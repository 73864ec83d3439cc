"""Commands of the app: what it registers, and what Discord refuses of that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from esor_bot.testing.discord.method import Call, Method
from esor_bot.testing.discord.refusing import form, unknown
from esor_bot.testing.discord.rules import size
from esor_bot.testing.discord.state import Json
from esor_bot.testing.discord.world import World

SLASH, MESSAGE = 1, 3
SUBCOMMAND, GROUP, STRING, INTEGER, NUMBER, FILE = 1, 2, 3, 4, 10, 11

_NAME = re.compile(r"[-_'\w]{1,32}")
_LOCALES = frozenset(
    """id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN
    ja zh-TW ko""".split()
)
_COMMAND = {"type", "name", "name_localizations", "description", "description_localizations", "options", "contexts",
    "integration_types", "default_member_permissions", "nsfw"}  # fmt: skip
_OPTION = {"type", "name", "name_localizations", "description", "description_localizations", "required", "options",
    "choices", "autocomplete", "min_value", "max_value", "min_length", "max_length"}  # fmt: skip
_MOST, _LONGEST = 100, 8000


def command_problems(commands: Any) -> list[str]:  # noqa: ANN401 - any JSON
    """Return what is wrong with the commands of an app, each with its place."""
    if not isinstance(commands, list) or any(not isinstance(one, dict) for one in commands):
        return ["must be a list of commands"]
    found = [problem for number, one in enumerate(commands) for problem in _command(one, str(number))]
    names = [(one.get("type", SLASH), one.get("name")) for one in commands]
    found += [f"{name}: is there twice" for name in sorted({one for one in names if names.count(one) > 1}, key=str)]
    found += ["too many commands"] if len(commands) > _MOST else []
    return found


def _command(one: Json, at: str) -> Iterator[str]:
    yield from (f"{at}: no field {name} is known" for name in sorted(set(one) - _COMMAND))
    if one.get("type", SLASH) != SLASH:
        name = one.get("name")
        if not isinstance(name, str) or not 1 <= size(name) <= 32:
            yield f"{at}/name: must be between 1 and 32 in length"
        if one.get("description") or one.get("options"):
            yield f"{at}: only slash commands have descriptions and options"
        yield from _locales(one, at)
        return
    yield from _named(one, at)
    yield from _options(one, at)
    if sum(_lengths(one)) > _LONGEST:
        yield f"{at}: more than {_LONGEST} characters in all"


def _named(one: Json, at: str) -> Iterator[str]:
    name, description = one.get("name"), one.get("description")
    if not isinstance(name, str) or not _NAME.fullmatch(name) or name != name.lower():
        yield f"{at}/name: must be lowercase, of 1 to 32 letters, digits, - and _"
    if not isinstance(description, str) or not 1 <= size(description) <= 100:
        yield f"{at}/description: must be between 1 and 100 in length"
    yield from _locales(one, at)


def _locales(one: Json, at: str) -> Iterator[str]:
    for key, most in (("name_localizations", 32), ("description_localizations", 100)):
        for locale, text in (one.get(key) or {}).items():
            if locale not in _LOCALES or not isinstance(text, str) or not 1 <= size(text) <= most:
                yield f"{at}/{key}/{locale}: unknown, or not 1 to {most} characters"


def _options(one: Json, at: str, depth: int = 0) -> Iterator[str]:
    options = one.get("options") or []
    if len(options) > 25:
        yield f"{at}/options: at most 25"
    names = [option.get("name") for option in options]
    if len(set(names)) < len(names):
        yield f"{at}/options: a name is there twice"
    wanted = [bool(option.get("required")) for option in options]
    if wanted != sorted(wanted, reverse=True):
        yield f"{at}/options: those that are required come first"
    if len({option.get("type") in (SUBCOMMAND, GROUP) for option in options}) > 1:
        yield f"{at}/options: subcommands and other options don't stand together"
    for number, option in enumerate(options):
        yield from _option(option, f"{at}/options/{number}", depth)


def _option(one: Json, at: str, depth: int) -> Iterator[str]:
    yield from (f"{at}: no field {name} is known" for name in sorted(set(one) - _OPTION))
    yield from _named(one, at)
    kind = one.get("type")
    if kind not in range(1, 12):
        yield f"{at}/type: is unknown"
    if kind in (SUBCOMMAND, GROUP):
        if depth > (0 if kind == GROUP else 1):
            yield f"{at}: stands too deep"
        yield from _options(one, at, depth + 1)
        return
    for key, kinds in (
        ("autocomplete", (STRING, INTEGER, NUMBER)),
        ("min_length", (STRING,)),
        ("max_length", (STRING,)),
        ("min_value", (INTEGER, NUMBER)),
        ("max_value", (INTEGER, NUMBER)),
    ):
        if key in one and kind not in kinds:
            yield f"{at}/{key}: not for this type"
    if not 0 <= one.get("min_length", 0) <= one.get("max_length", 6000) <= 6000:
        yield f"{at}: lengths must be 0 to 6000"
    if one.get("autocomplete") and one.get("choices"):
        yield f"{at}: choices and autocomplete exclude each other"


def _lengths(one: Json) -> Iterator[int]:
    for key in ("name", "description"):
        texts = [one.get(key) or "", *(one.get(f"{key}_localizations") or {}).values()]
        yield max(size(text) for text in texts)
    for inner in (*(one.get("options") or []), *(one.get("choices") or [])):
        yield from _lengths(inner)


def _own(world: World, call: Call) -> None:
    if call.params["application_id"] != world.app:
        raise unknown(10002)


def _put(world: World, call: Call) -> list[Json]:
    _own(world, call)
    if found := command_problems(call.content):
        raise form(*found)
    known = world.commands
    world.commands = {}
    for one in call.content:
        key = (one.get("type", SLASH), one["name"])
        old = known.get(key)
        world.commands[key] = {
            "type": SLASH,
            "description": "",
            "name_localizations": None,
            "description_localizations": None,
            "default_member_permissions": None,
            "nsfw": False,
            **one,
            "id": old["id"] if old else world.new_id(),
            "application_id": world.app,
            "version": world.new_id(),
        }
    world.poke()
    return list(world.commands.values())


def _listed(world: World, call: Call) -> list[Json]:
    _own(world, call)
    if call.query.get("with_localizations", "").lower() in ("true", "1"):
        return list(world.commands.values())
    return [_short(one) for one in world.commands.values()]


def _short(one: Json) -> Json:
    told = {key: value for key, value in one.items() if not key.endswith("_localizations")}
    return {**told, "options": [_short(option) for option in one["options"]]} if one.get("options") else told


METHODS: Mapping[tuple[str, str], Method] = {
    ("GET", "/applications/{application_id}/commands"): Method(_listed),
    ("PUT", "/applications/{application_id}/commands"): Method(_put),
}
