"""The project's own files, for the tests that guard the whole."""

from __future__ import annotations

import ast
import os
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_MADE_BY_MACHINES = {"__pycache__", "build", "dist", "htmlcov"}
_KEPT_DOTS = {".ci", ".github", ".gitignore"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def _in_git() -> list[Path] | None:
    """What git tracks or would track; nothing where this is no checkout, or git can't read it."""
    if not (ROOT / ".git").exists():
        return None
    command = ["git", "ls-files", "-z", "-co", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    return [ROOT / os.fsdecode(name) for name in listed.split(b"\0") if name]


def _in_folder() -> list[Path]:
    found = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if _is_ours(name)]
        found += [Path(folder, name) for name in files if _is_ours(name)]
    return found


def _is_ours(name: str) -> bool:
    if name in _MADE_BY_MACHINES or name.endswith(".egg-info"):
        return False
    return not name.startswith(".") or name in _KEPT_DOTS


@cache
def files() -> tuple[Path, ...]:
    """Every file that is, or would be, part of a commit."""
    listed = _in_git()
    return tuple(sorted(path for path in (_in_folder() if listed is None else listed) if path.is_file()))


def texts() -> Iterator[tuple[Path, str]]:
    """Every text file, with its text."""
    for path in files():
        data = path.read_bytes()
        if b"\0" not in data:
            yield path, data.decode("utf-8", "replace")


def python_files(*folders: str) -> tuple[Path, ...]:
    """The Python files below these folders of the project."""
    return tuple(path for path in files() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in folders)


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def functions(path: Path) -> Iterator[Function]:
    """Every function of a Python file, methods and inner ones included."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def where(path: Path, line: int = 1) -> str:
    """A place in the project as a message names it."""
    return f"{path.relative_to(ROOT).as_posix()}:{line}"
