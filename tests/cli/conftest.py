"""A knowledge folder of the smallest form, and ways to run the program as others do."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

SMALLEST = """\
id: moon
title: Fellowship on the Moon
entries:
  - {id: boots, questions: ["which boots do I need", "boots for the moon"], answer: "Bring the grey boots."}
  - {id: food, questions: ["what is there to eat", "food on the moon"], answer: "There is cheese."}
"""

Run = Callable[..., subprocess.CompletedProcess[bytes]]
Type = Callable[[bytes], None]


@pytest.fixture
def moon(tmp_path: Path) -> Path:
    """The smallest knowledge folder that loads."""
    folder = tmp_path / "moon"
    (folder / "programmes").mkdir(parents=True)
    (folder / "manifest.yaml").write_text("schema: 1\n", encoding="utf-8")
    (folder / "programmes" / "moon.yaml").write_text(SMALLEST, encoding="utf-8")
    return folder


@pytest.fixture
def environment() -> dict[str, str]:
    """The environment of a child: this source tree, a terminal of no particular kind, and output that is buffered."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return {**inherited, "PYTHONPATH": str(ROOT), "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Type:
    """Put text on standard input, for a command that runs in this process."""
    return lambda text: monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(text), encoding="utf-8"))


@pytest.fixture
def esor_bot(environment: dict[str, str]) -> Run:
    """Run the program to its end."""

    def run(*arguments: str | Path, text: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "esor_bot", *map(str, arguments)]
        return subprocess.run(command, input=text, capture_output=True, env=environment, timeout=60)

    return run
