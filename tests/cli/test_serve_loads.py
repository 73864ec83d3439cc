"""What `esor-bot serve` loads: a start is quick, and the process small, because much is loaded where it is needed."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.cli.served import ROOT, surroundings

BOTH = "[esor_bot.adapters]\nslack = esor_bot_slack:ADAPTER\ndiscord = esor_bot_discord:ADAPTER\n"
BEGINS_WITHOUT_A_NETWORK = """\
import json, sys
import esor_bot.cli
from esor_bot.bootstrap.clock import now
from esor_bot.bootstrap.reception import open_reception
from esor_bot.bootstrap.serve import checked
_, adapters = checked()
with open_reception(now, {one.name: one.office() for one in adapters if one.office()}) as kit:
    served = {one.name: one.connect(kit.app, kit.intake, kit.roster, kit.metrics) for one in adapters}
    kit.service({name: one.messenger for name, one in served.items()})
    kit.store.prepare()
    print(json.dumps([sorted(served), sorted(sys.modules)]))
"""
LATER = {
    "alembic": "brings an older database up",
    "psycopg": "speaks with PostgreSQL",
    "matplotlib": "draws the statistics",
    "PIL": "draws the pages of a file, in the worker",
    "pypdf": "reads a file, in the worker",
    "pypdfium2": "reads a file, in the worker",
    "rapidocr": "reads pictures of letters, in the worker",
    "onnxruntime": "reads pictures of letters, in the worker",
    "prompt_toolkit": "is for the chat in a terminal",
    "rich": "is for the chat in a terminal",
    "icalendar": "makes a calendar file",
    "esor_bot.testing": "is for tests",
    "esor_bot.completeness.intake.document": "reads a file, in the worker",
    "esor_bot_slack.doctor": "looks at the set-up",
    "esor_bot_discord.doctor": "looks at the set-up",
}
"""What serving must not load at its start, and what it is for."""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The modules that are there when both platforms are about to be connected to, on a new database."""
    environment = surroundings(
        tmp_path_factory.mktemp("serving"),
        BOTH,
        ESOR_BOT_SLACK_TOKEN="xoxb-1",
        ESOR_BOT_SLACK_APP_TOKEN="xapp-1",
        ESOR_BOT_SLACK_OFFICE_CHANNEL="C0123456789",
        ESOR_BOT_DISCORD_TOKEN="a-token",
        ESOR_BOT_DISCORD_OFFICE_CHANNEL="100000000000000001",
        ESOR_BOT_DISCORD_OFFICE_ROLE="100000000000000002",
    )
    environment["PYTHONPATH"] += os.pathsep + str(ROOT / "adapters")
    done = subprocess.run(
        [sys.executable, "-c", BEGINS_WITHOUT_A_NETWORK], env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    names, modules = json.loads(done.stdout)
    assert names == ["discord", "slack"]
    assert {"discord", "slack_bolt", "sqlalchemy"} <= set(modules)
    return frozenset(modules)


@pytest.mark.parametrize("name", LATER)
def test_what_is_needed_later_is_loaded_later(loaded: frozenset[str], name: str) -> None:
    """To serve both platforms nothing is loaded at the start that only some other work needs."""
    assert name not in loaded, f"{name} {LATER[name]}"


def test_what_is_loaded_later_is_there() -> None:
    """Each of our own modules that is to be loaded later is still called so: else nobody would notice."""
    for name in LATER:
        if name.startswith("esor_bot"):
            places = [root / name.replace(".", "/") for root in (ROOT, ROOT / "adapters")]
            assert any(one.is_dir() or one.with_suffix(".py").is_file() for one in places), name
