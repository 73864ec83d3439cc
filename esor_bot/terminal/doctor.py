"""`esor-bot doctor`: one page on everything that `serve` needs, and what to do where something is wrong."""

from __future__ import annotations

import asyncio
import os
import platform
import socket
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from esor_bot import __version__
from esor_bot.bootstrap import TERMINAL, build_checker, cannot_be_made, database_there, now, office_hours
from esor_bot.bootstrap.clock import CalledClock
from esor_bot.errors import CheckError, EsorBotError, KnowledgeError, StoreError, UsageError
from esor_bot.knowledge.base import Knowledge
from esor_bot.knowledge.load import load
from esor_bot.knowledge.locate import locate
from esor_bot.reception.text import printable, wrapped
from esor_bot.serving.adapter import Adapter, Finding, Health
from esor_bot.serving.finding import Missing, adapters, unfit
from esor_bot.serving.pulse import look
from esor_bot.settings import ENV_FILE, Settings
from esor_bot.settings import load as load_settings

MARKS = {Health.GOOD: "✓", Health.DOUBTFUL: "?", Health.BAD: "✗"}

_OLDEST = (3, 11)
_PATIENCE = 5.0
_EXAMINING = 40.0  # seconds for one platform
_TITLE = 18
_WIDTH = 100
_NO_FILE = b"%PDF-1.7\n"
_MOST = 3

_SHUT = "It holds tokens: chmod 640 takes that away."

_REASONS = {
    "locked": "Another program holds it. Is an older esor-bot still running?",
    "read_only": "Give this user the right to write the file and its folder.",
    "full": "Make room on its disk.",
    "newer": "It was made by a newer version: install that one.",
    "unreachable": "Look at ESOR_BOT_DATABASE_URL, and whether the server runs and lets this machine in.",
    "broken": "Look at ESOR_BOT_DATABASE_URL: does it name the right database? Else restore it from a backup.",
}


def examined(folder: Path | None) -> tuple[list[str], bool]:
    """Return the page, and whether nothing on it has to be mended."""
    found = list(findings(folder))
    lines = [line for finding in found for line in _told(finding)]
    bad = sum(finding.health is Health.BAD for finding in found)
    doubtful = sum(finding.health is Health.DOUBTFUL for finding in found)
    lines += ["", _sum(bad, doubtful)]
    return lines, not bad


def findings(folder: Path | None) -> Iterator[Finding]:
    """Yield what was found, one thing after the other."""
    yield _program()
    settings, told = _settings()
    yield told
    knowledge, finding = _knowledge(folder)
    yield finding
    if settings is not None:
        yield from _database()
        yield from _port(settings)
    if knowledge is not None:
        yield _worker(knowledge)
    yield from (one for one in _platforms() if one.found != told.found)  # a file that is not there is told of once


def _program() -> Finding:
    told = f"esor-bot {__version__}, Python {platform.python_version()}"
    fine = sys.version_info >= _OLDEST
    return Finding(
        "Program", Health.GOOD if fine else Health.BAD, told, "" if fine else "Install Python 3.11 or newer."
    )


def _settings() -> tuple[Settings | None, Finding]:
    try:
        settings = load_settings()
        office_hours()
    except UsageError as error:
        return None, Finding("Settings", Health.BAD, _line(str(error)), "esor-bot settings explains each.")
    file = os.environ.get(ENV_FILE)
    if not file:
        return settings, Finding("Settings", Health.GOOD, "make sense")
    told = f"make sense, those of {file} among them"
    if Path(file).stat().st_mode & stat.S_IROTH:
        return settings, Finding("Settings", Health.DOUBTFUL, f"{told}; everybody on this machine can read it", _SHUT)
    return settings, Finding("Settings", Health.GOOD, told)


def _knowledge(folder: Path | None) -> tuple[Knowledge | None, Finding]:
    from esor_bot.terminal.kb import problems

    mend = f"esor-bot kb check{'' if folder is None else f' {folder}'} names each, with file and line."
    try:
        knowledge = load(locate(folder))
        wrong = problems(knowledge)
    except KnowledgeError as error:
        told = f"{_many(len(error.problems), 'problem')}; it can't be used"
        return None, Finding("Knowledge", Health.BAD, told, mend)
    titles = ", ".join(programme.short for programme in knowledge.programmes)
    if wrong:
        return knowledge, Finding("Knowledge", Health.DOUBTFUL, f"{titles}; {_many(len(wrong), 'finding')}", mend)
    return knowledge, Finding("Knowledge", Health.GOOD, f"{titles}; nothing to find fault with")


def _database() -> Iterator[Finding]:
    from esor_bot.store import default_url, open_store

    url = load_settings().database_url or default_url()
    kind = "PostgreSQL" if url.startswith("postgresql") else "SQLite"
    if not database_there() and (why := cannot_be_made()):
        mend = "Make that folder for the bot's user alone, or set ESOR_BOT_DATABASE_URL to another file."
        yield Finding("Database", Health.BAD, f"{kind}; it can't be made: {why}", mend)
        return
    if not database_there():
        yield Finding("Database", Health.GOOD, f"{kind}; not there yet, it is made at the first use")
        return
    try:
        store = open_store(url, migrate=False, patience=_PATIENCE)
        seen = look(store, CalledClock(now), (TERMINAL,))
        store.close()
    except StoreError as error:
        if "migrated" in str(error):
            yield Finding("Database", Health.GOOD, f"{kind}; of an older version, it is brought up at the next start")
            return
        yield Finding("Database", Health.BAD, f"{kind}; {error}", _REASONS[error.reason])
    except UsageError as error:
        yield Finding("Database", Health.BAD, _line(str(error)), "Mend ESOR_BOT_DATABASE_URL.")
    else:
        cases = sum(number for _state, number in seen.cases)
        yield Finding("Database", Health.GOOD, f"{kind}; can be read and written, {_many(cases, 'case')}")
        yield from _outbox(seen.backlog.number)


def _outbox(waiting: int) -> Iterator[Finding]:
    if waiting:
        mend = "Where `serve` runs, look at its log; where it does not, they go out when it starts."
        yield Finding("Outbox", Health.DOUBTFUL, f"{_many(waiting, 'message waits', 'messages wait')} to go out", mend)


def _port(settings: Settings) -> Iterator[Finding]:
    if not settings.health_port:
        return
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((settings.health_host, settings.health_port))
        except OSError as error:
            mend = "Fine where `serve` runs here now; else choose another ESOR_BOT_HEALTH_PORT."
            yield Finding("Health port", Health.DOUBTFUL, f"{settings.health_port}: {error.strerror}", mend)
        else:
            yield Finding("Health port", Health.GOOD, f"{settings.health_port} is free")


def _worker(knowledge: Knowledge) -> Finding:
    """Let a worker look at a file that is none, and say what keeps it confined."""
    from esor_bot.completeness.sandbox import protection

    name = "Check of files"
    programmes = [one for one in knowledge.programmes if any(doc.recognition for doc in one.cycle.documents)]
    if not programmes:
        return Finding(name, Health.DOUBTFUL, "no programme says how its documents are recognised")
    try:
        checker = build_checker(knowledge)
        try:
            checker.check(_NO_FILE, programmes[0], now().date())
        finally:
            checker.close()
        open_doors = {"file_rules", "system_calls"} - set(protection())
    except (CheckError, EsorBotError) as error:
        return Finding(name, Health.BAD, str(error), "Is there memory left? No file can be checked before that works.")
    if open_doors:
        mend = "This kernel can't keep a worker from files and the network: run it in a container that has neither."
        return Finding(name, Health.DOUBTFUL, "a worker starts, but is not fully confined", mend)
    return Finding(name, Health.GOOD, "a worker starts, and can reach neither files nor the network")


def _platforms() -> Iterator[Finding]:
    found, missing = adapters()
    for gone in missing:
        health = Health.DOUBTFUL
        with suppress(UsageError):  # of the file of settings, which is told of above
            health = Health.BAD if gone.wanted else Health.DOUBTFUL
        yield _lacking(gone, health)
    unset = []
    for adapter in found:
        told = _platform(adapter)
        yield from told
        unset += [adapter.name] if not told else []
    if unset:
        yield _unset(unset, others=len(unset) < len(found))


def _unset(names: Sequence[str], *, others: bool) -> Finding:
    """Say which platforms are not set up: fine where another one is."""
    told = " and ".join(name.capitalize() for name in names)
    tokens = " or ".join(f"ESOR_BOT_{name.upper()}_TOKEN and what goes with it (docs/{name}.md)" for name in names)
    if others:
        return Finding("Not served", Health.GOOD, f"{told}: nothing is set for it")
    return Finding("Platforms", Health.DOUBTFUL, "none is set up, and `serve` needs one", f"Set {tokens}.")


def _platform(adapter: Adapter) -> Sequence[Finding]:
    """Return what is found of a platform, nothing where it is not set up."""
    title = adapter.name.capitalize()
    try:
        if not adapter.configured():
            return ()
        lacks = unfit(adapter)
        if lacks is not None:
            return (_lacking(lacks),)
        return asyncio.run(asyncio.wait_for(adapter.examine(), _EXAMINING))
    except UsageError as error:
        return (Finding(title, Health.BAD, _line(str(error)), "esor-bot settings explains each."),)
    except ImportError as error:
        return (_lacking(Missing(adapter.name, error.name or str(error))),)
    except TimeoutError:
        return (Finding(title, Health.BAD, "no answer for a long time", "Is this machine online?"),)


def _lacking(missing: Missing, health: Health = Health.BAD) -> Finding:
    told = f"the library {missing.library} is not installed"
    return Finding(missing.name.capitalize(), health, told, f"Install esor-bot[{missing.name}].")


def _told(finding: Finding) -> Iterator[str]:
    lead = f"{MARKS[finding.health]} {finding.what:<{_TITLE}}"
    yield printable(f"{lead}  {finding.found}")
    if finding.mend:
        indent = " " * (_TITLE + 4)
        yield from (printable(f"{indent}{line}") for line in wrapped(finding.mend, _WIDTH - len(indent)).split("\n"))


def _sum(bad: int, doubtful: int) -> str:
    if bad:
        return f"{bad} {'thing has' if bad == 1 else 'things have'} to be mended (✗)."
    return "Nothing has to be mended." + (f" {doubtful} to look at (?)." if doubtful else "")


def _many(number: int, one: str, several: str = "") -> str:
    return f"{number} {one if number == 1 else several or f'{one}s'}"


def _line(text: str) -> str:
    return "; ".join(text.splitlines()[:_MOST])
