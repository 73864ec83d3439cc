"""The commands as Discord shows them: data, from the wording. They are registered when they have changed."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from esor_bot.reception.words import ORDER
from esor_bot.wording import Wording
from esor_bot_discord.calls import Calls
from esor_bot_discord.heard import PLATFORM
from esor_bot_discord.inbound_acts import ANSWER_THIS, GROUP, OFFICE_GROUP

Json = dict[str, Any]
_LOG = logging.getLogger(__name__)

_SUBCOMMAND, _TEXT, _NUMBER, _FILE = 1, 3, 4, 11
_SERVER, _DIRECT = 0, 1
_LONGEST = 100
_LONGEST_TYPED = 1500
_OF_DISCORD = ("de", "fr", "it", "nl", "pl", "cs", "da", "el", "fi", "hr", "hu", "lt", "no", "ro", "ru", "tr", "uk",
    "bg", "he", "hi", "id", "ja", "ko", "th", "vi", "ar")  # fmt: skip
_LOCALES: Mapping[str, tuple[str, ...]] = {
    **{name: (name,) for name in _OF_DISCORD},
    "en": ("en-GB", "en-US"),
    "es": ("es-ES", "es-419"),
    "pt": ("pt-BR",),
    "sv": ("sv-SE",),
    "zh": ("zh-CN", "zh-TW"),
}
"""The locales of Discord by language."""

_OPTIONS: Mapping[str, Json] = {
    "ask": {"type": _TEXT, "name": "question", "required": True, "autocomplete": True, "max_length": _LONGEST_TYPED},
    "office": {"type": _TEXT, "name": "question", "required": False, "max_length": _LONGEST_TYPED},
    "check": {"type": _FILE, "name": "file", "required": False},
}
_OFFICE: Mapping[str, Json | None] = {
    "list": {"type": _TEXT, "name": "which", "required": False},
    "search": {"type": _TEXT, "name": "words", "required": True, "max_length": _LONGEST_TYPED},
    "show": {"type": _NUMBER, "name": "number", "required": True, "min_value": 1},
    "stats": {"type": _NUMBER, "name": "weeks", "required": False, "min_value": 1},
    "digest": None,
    "silent": {"type": _NUMBER, "name": "days", "required": False, "min_value": 1},
    "promote": {"type": _TEXT, "name": "statement", "required": False},
    "help": None,
}


_TELLING = ("options", "required", "autocomplete", "max_length", "min_value", "name_localizations",
    "description_localizations")  # fmt: skip
"""What of a command Discord has from us alone, and adds nothing to."""


async def see_to_commands(calls: Calls, wording: Wording, languages: Mapping[str, Wording]) -> None:
    """Tell Discord of the commands where it has others. Raises DiscordTrouble."""
    ours = definitions(wording, languages)
    app = str((await calls.once("GET", "/applications/@me"))["id"])
    path = f"/applications/{app}/commands"
    if not all_registered(ours, await calls.once("GET", path, query={"with_localizations": "true"})):
        await calls.once("PUT", path, ours)
        _LOG.info("commands_registered", extra={"platform": PLATFORM, "count": len(ours)})


def definitions(wording: Wording, languages: Mapping[str, Wording]) -> list[Json]:
    """Return all commands."""
    say = _Saying(wording, languages)
    words = [_word(say, word, "", _OPTIONS.get(word)) for word in ORDER]
    office = [_word(say, word, "desk.", option) for word, option in _OFFICE.items()]
    where = {"contexts": [_SERVER, _DIRECT], "integration_types": [_SERVER]}
    return [
        {"type": 1, "name": GROUP, **say.described("group"), "options": words, **where},
        {"type": 1, "name": OFFICE_GROUP, **say.described("desk.group"), "options": office, **where},
        {"type": 3, "name": ANSWER_THIS, **say.named("message"), **where},
    ]


def registered(ours: object, theirs: object) -> bool:
    """Say whether Discord has something as we say it; what it adds of its own, and leaves out as empty, is the same."""
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        more = {name for name in _TELLING if theirs.get(name)} - set(ours)  # said once, and not any more
        return not more and all(registered(value, theirs.get(name)) for name, value in ours.items())
    if isinstance(ours, Sequence) and not isinstance(ours, str) and isinstance(theirs, Sequence):
        return len(ours) == len(theirs) and all(map(registered, ours, theirs))
    return ours == theirs or (not ours and not theirs)


def all_registered(ours: Sequence[Json], theirs: Sequence[Json]) -> bool:
    """Say whether Discord has these commands and no others."""
    known = {(one.get("type") or 1, one.get("name")): one for one in theirs}
    return len(ours) == len(theirs) and all(registered(one, known.get((one["type"], one["name"]))) for one in ours)


def _word(say: _Saying, word: str, group: str, option: Json | None) -> Json:
    made: Json = {"type": _SUBCOMMAND, "name": word, **say.described(f"{group}{word}")}
    return {**made, "options": [{**option, **say.described(f"option.{option['name']}")}]} if option else made


class _Saying:
    """Says what commands are, in every language that there is."""

    def __init__(self, wording: Wording, languages: Mapping[str, Wording]) -> None:
        self._wording = wording
        self._languages = languages

    def described(self, id_: str) -> Json:
        """Return a description."""
        return self._told("description", id_)

    def named(self, id_: str) -> Json:
        """Return what a name is in other languages."""
        return {name: told for name, told in self._told("name", id_).items() if name != "name"}

    def _told(self, what: str, id_: str) -> Json:
        said = self._wording.say(f"surface_discord.{id_}")[:_LONGEST]
        others = {locale: other for locale, other in self._others(id_) if other != said}
        return {what: said, **({f"{what}_localizations": others} if others else {})}

    def _others(self, id_: str) -> Iterator[tuple[str, str]]:
        for language, wording in sorted(self._languages.items()):
            for locale in _LOCALES.get(language, ()):
                yield locale, wording.say(f"surface_discord.{id_}")[:_LONGEST]
