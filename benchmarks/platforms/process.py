"""`esor-bot serve` as a process, with a folder and a database of its own."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 60


@dataclass
class Served:
    """The process, and the folder that holds all it keeps."""

    process: subprocess.Popen[bytes]
    folder: Path

    @property
    def memory(self) -> float:
        """The memory that the process holds itself, in MiB: without the database's file, which the kernel shows it."""
        return memory(self.process.pid, "RssAnon")

    @property
    def processor(self) -> float:
        """Seconds of processor time that the process has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def log(self) -> list[str]:
        """Return what it logged as a warning or worse."""
        lines = (self.folder / "log").read_text("utf-8", "replace").splitlines()
        return [line for line in lines if any(level in line for level in ("WARNING", "ERROR", "CRITICAL"))]

    async def stop(self) -> None:
        """Let it end in good order."""
        self.process.send_signal(signal.SIGTERM)
        await asyncio.to_thread(self.process.wait, _PATIENCE)


def memory(process: int, kind: str) -> float:
    """Return a figure that the kernel gives of a process, in MiB: VmRSS, RssAnon, RssFile."""
    status = Path(f"/proc/{process}/status").read_text("ascii")
    line = next(line for line in status.splitlines() if line.startswith(f"{kind}:"))
    return int(line.split()[1]) / 1024


def start(folder: Path, platforms: Iterable[str], settings: Mapping[str, str]) -> Served:
    """Start it with the adapters of some platforms."""
    # The package may not be installed where it is measured, or another copy of it may be.
    about = folder / "entry" / "esor_bot-0.dist-info"
    about.mkdir(parents=True, exist_ok=True)
    entries = "".join(f"{platform} = esor_bot_{platform}:ADAPTER\n" for platform in platforms)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: esor-bot\nVersion: 0\n", "utf-8")
    (about / "entry_points.txt").write_text(f"[esor_bot.adapters]\n{entries}", "utf-8")
    own = {name: value for name, value in os.environ.items() if not name.startswith("ESOR_BOT_")}
    environment = {
        **own,
        "PYTHONPATH": os.pathsep.join(map(str, (about.parent, ROOT, ROOT / "adapters"))),
        "ESOR_BOT_DATABASE_URL": f"sqlite:///{folder / 'desk.db'}",
        **settings,
    }
    with (folder / "log").open("wb") as log:
        command = [sys.executable, "-m", "esor_bot", "serve"]
        return Served(subprocess.Popen(command, env=environment, stdout=log, stderr=log), folder)
