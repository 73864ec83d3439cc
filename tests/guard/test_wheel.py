"""The wheel, as `pip install .` builds it: only the source tree is tested otherwise."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.guard.project import ROOT, files

SHIPPED = "esor_bot/_knowledge/"
PACKAGES = {"esor_bot", "esor_bot_discord", "esor_bot_slack"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in a freshly built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (built,) = folder.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return set(archive.namelist())


def test_wheel_ships_the_knowledge(wheel: set[str]) -> None:
    """The wheel holds every file of the knowledge, and no other."""
    knowledge = {path.relative_to(ROOT / "knowledge").as_posix() for path in _below("knowledge")}

    assert "manifest.yaml" in knowledge
    assert knowledge == {name.removeprefix(SHIPPED) for name in wheel if name.startswith(SHIPPED)}
    assert [name for name in wheel if name.endswith(".yaml") and not name.startswith(SHIPPED)] == []


def test_wheel_ships_the_package(wheel: set[str]) -> None:
    """The wheel holds every module of each package, and the mark that its types can be relied on."""
    modules = {path.relative_to(ROOT).as_posix() for path in _below("esor_bot", ".py")}
    modules |= {path.relative_to(ROOT / "adapters").as_posix() for path in _below("adapters", ".py")}

    assert modules == {name for name in wheel if name.endswith(".py")}
    assert {f"{package}/py.typed" for package in PACKAGES} <= wheel


def test_wheel_ships_nothing_else(wheel: set[str]) -> None:
    """No tests, benchmarks or tools get into other people's environments."""
    assert {name.split("/")[0] for name in wheel if ".dist-info/" not in name} == PACKAGES


def _below(folder: str, suffix: str = "") -> list[Path]:
    return [path for path in files() if path.name.endswith(suffix) and ROOT / folder in path.parents]
