"""`esor-bot serve` as a process on the workspace of the test kit, with a database of its own."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from esor_bot.testing.slack import Rules, Slack

ROOT = Path(__file__).resolve().parents[1]
_ENTRY = "[esor_bot.adapters]\nslack = esor_bot_slack:ADAPTER\n"


@dataclass
class Room:
    """The workspace, the process that serves it, and the folder that holds all it keeps."""

    slack: Slack
    process: subprocess.Popen[bytes]
    folder: Path
    office: str
    olga: str

    @property
    def memory(self) -> float:
        """The memory that the process holds itself, in MiB: without the database's file, which the kernel shows it."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        line = next(line for line in status.splitlines() if line.startswith("RssAnon:"))
        return int(line.split()[1]) / 1024

    @property
    def processor(self) -> float:
        """Seconds of processor time that the process has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def log(self) -> list[str]:
        """Return what it logged as a warning or worse."""
        lines = (self.folder / "log").read_text("utf-8", "replace").splitlines()
        return [line for line in lines if any(level in line for level in ("WARNING", "ERROR", "CRITICAL"))]


@asynccontextmanager
async def room(rules: Rules | None = None) -> AsyncIterator[Room]:
    """Open a workspace with the bot in it, connected and warm."""
    async with Slack(rules=rules) as slack:
        olga = slack.world.add_user("olga")
        office = slack.world.add_channel("office", [slack.bot, olga], private=True)
        with TemporaryDirectory() as made:
            folder = Path(made)
            process = _start(folder, {**slack.environment, "ESOR_BOT_SLACK_OFFICE_CHANNEL": office})
            try:
                await slack.connected(60)
                asked = await slack.say(slack.ben, slack.direct(slack.ben), "hello")
                await slack.until(lambda: slack.said(asked.channel), 60, "a first answer")
                yield Room(slack, process, folder, office, olga)
            finally:
                process.send_signal(signal.SIGTERM)
                await asyncio.to_thread(process.wait, 60)


def _start(folder: Path, settings: dict[str, str]) -> subprocess.Popen[bytes]:
    # The package may not be installed where it is measured, or another copy of it may be.
    about = folder / "entry" / "esor_bot-0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: esor-bot\nVersion: 0\n", "utf-8")
    (about / "entry_points.txt").write_text(_ENTRY, "utf-8")
    own = {name: value for name, value in os.environ.items() if not name.startswith("ESOR_BOT_")}
    environment = {
        **own,
        "PYTHONPATH": os.pathsep.join(map(str, (about.parent, ROOT, ROOT / "adapters"))),
        "ESOR_BOT_DATABASE_URL": f"sqlite:///{folder / 'desk.db'}",
        **settings,
    }
    with (folder / "log").open("wb") as log:
        return subprocess.Popen([sys.executable, "-m", "esor_bot", "serve"], env=environment, stdout=log, stderr=log)
