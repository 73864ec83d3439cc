"""Knowledge folders written for one test, and what the loader says of them."""

from __future__ import annotations

from pathlib import Path

from esor_bot.errors import KnowledgeError, Problem
from esor_bot.knowledge.load import load

ENTRY = '{id: a, questions: ["how do I knock"], answer: "Twice."}'
HEAD = "id: x\ntitle: Any title\n"
CYCLE = "programmes/x/2030/"


def write_all(root: Path, files: dict[str, str | bytes]) -> Path:
    """Write a folder: the manifest, and files by their paths."""
    for path, text in {"manifest.yaml": "schema: 1\n", **files}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def single(root: Path, body: str) -> Path:
    """Write a folder with one programme in one file: a head of two lines, then `body`."""
    return write_all(root, {"programmes/x.yaml": HEAD + body})


def cycle(root: Path, files: dict[str, str | bytes]) -> Path:
    """Write a folder with one programme in a folder, with these files of its cycle beside `cycle.yaml`."""
    start: dict[str, str | bytes] = {"programmes/x/programme.yaml": HEAD, f"{CYCLE}cycle.yaml": "id: '2030'\n"}
    return write_all(root, start | {f"{CYCLE}{path}": text for path, text in files.items()})


def problems(root: Path) -> list[Problem]:
    """Return what is wrong in a folder, with the files' names relative to it; empty when it loads."""
    (root / "common").mkdir(exist_ok=True)  # else the shipped entries are read each time
    try:
        load(root)
    except KnowledgeError as error:
        return [Problem(one.file.removeprefix(f"{root}/"), one.line, one.path, one.message) for one in error.problems]
    return []
