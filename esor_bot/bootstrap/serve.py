"""`esor-bot serve`: everything is read and checked before anything starts."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from esor_bot import logs
from esor_bot.bootstrap.clock import now
from esor_bot.bootstrap.office import office_hours
from esor_bot.bootstrap.reception import open_reception
from esor_bot.errors import UsageError
from esor_bot.serving import footprint
from esor_bot.serving.adapter import Adapter
from esor_bot.serving.finding import adapters, chosen, packages
from esor_bot.serving.serve import Serving, serve
from esor_bot.settings import Settings, load

_LOG = logging.getLogger(__name__)


def run(knowledge: Path | None) -> None:
    """Serve the platforms that are set up until a signal says to stop.

    Raises UsageError that names every setting that is missing or makes no sense, before anything starts, and where
    every platform refuses us; KnowledgeError where the knowledge folder does not hold together.
    """
    settings, there = checked()
    logs.configure(settings.log_level.upper(), settings.log_format == "json", packages())
    office = {adapter.name: place for adapter in there if (place := adapter.office()) is not None}
    with open_reception(now, office, knowledge) as kit:
        _LOG.info("serving", extra={"count": len(there), "platform": ",".join(one.name for one in there)})
        kit = replace(kit, warm=_settling(kit.warm))
        asyncio.run(serve(kit, there, Serving(settings.health_host, settings.health_port)))


def _settling(warm: Callable[[], None]) -> Callable[[], None]:
    def settled() -> None:
        try:
            warm()
        finally:
            footprint.settle()

    return settled


def checked() -> tuple[Settings, tuple[Adapter, ...]]:
    """Return the settings, and the adapters that are set up. Raises UsageError that names all that is wrong."""
    wrong: list[str] = []
    settings, there = Settings.model_construct(), tuple[Adapter, ...]()
    try:
        settings = load()
        office_hours()
    except UsageError as error:
        wrong.append(str(error))
    try:
        there = chosen(*adapters())
    except UsageError as error:
        wrong.append(str(error))
    if wrong:
        raise UsageError(joined(wrong))
    return settings, there


def joined(wrong: Iterable[str]) -> str:
    """Return what is wrong, each thing once, on lines of their own."""
    return "\n".join(dict.fromkeys(line for text in wrong for line in text.splitlines()))
