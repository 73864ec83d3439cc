"""Memory of processes, and the OCR library at its own defaults."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path
from typing import Any

from esor_bot.completeness.intake import FileLimits, PdfFile, Unreadable, inspect

_LONG_SIDE = 1754  # pixels of an A4 page at 150 dpi


def resident(pid: int | str = "self") -> int:
    """Return the resident memory of a process in MiB; 0 where it is gone."""
    return _status(pid, "VmRSS")


class Worker:
    """Watches the memory of this process's children."""

    def __init__(self) -> None:
        self.peak = 0

    def look(self) -> None:
        """Keep the highest peak of all children."""
        self.peak = max([self.peak, *(_status(pid, "VmHWM") for pid in _children())])

    def rest(self) -> int:
        """Return the largest resident memory of a child now, in MiB."""
        time.sleep(0.5)  # it tidies up after it has answered
        return max((resident(pid) for pid in _children()), default=0)


class Default:
    """The OCR library as it comes, every page rendered at 150 dpi."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.pages = 0
        self._engine: Any = None

    def texts(self, data: bytes) -> list[str]:
        """Read all pages of a file, and count pages and seconds."""
        if self._engine is None:
            from rapidocr import RapidOCR

            self._engine = RapidOCR(params={"Global.log_level": "critical"})
        structure = inspect(data, FileLimits())
        if not structure.readable:
            return []
        found = []
        began = time.perf_counter()
        with PdfFile(data, fields=structure.fields) as file:
            for index in range(file.count):
                found.append(self._page(file, index))
        self.seconds += time.perf_counter() - began
        self.pages += len(found)
        return found

    def _page(self, file: PdfFile, index: int) -> str:
        try:
            read = self._engine(file.render(index, _LONG_SIDE)[..., ::-1].copy())
        except Unreadable:
            return ""
        return "\n".join(read.txts or ())


def _children() -> list[int]:
    own = os.getpid()
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                text = (entry / "stat").read_text(encoding="ascii", errors="replace")
            except OSError:
                continue
            if int(text.rpartition(")")[2].split()[1]) == own:
                found.append(int(entry.name))
    return found


def _status(pid: int | str, key: str) -> int:
    try:
        text = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    match = re.search(rf"{key}:\s+(\d+) kB", text)
    return int(match.group(1)) // 1024 if match else 0
