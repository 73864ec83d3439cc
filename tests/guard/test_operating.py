"""Guards over what an operator is given: the container file, the unit of systemd, and the settings that docs name."""

from __future__ import annotations

import re
from configparser import ConfigParser
from pathlib import Path

import pytest

from esor_bot import settings
from esor_bot_discord.settings import DiscordSettings
from esor_bot_slack.settings import SlackSettings
from tests.guard.project import ROOT, texts, where

FOLDER = ROOT / "docs" / "operating"
NAMED = re.compile(rf"{settings.PREFIX}[A-Z0-9_]*[A-Z0-9](?![A-Z0-9_…*])")
FETCHING = re.compile(
    r"--(?:extra-)?index-url|\s-i\s|PIP_\w*INDEX|--trusted-host|\b(?:curl|wget|git|ADD|apt|apt-get)\b"
)


def _container() -> list[str]:
    """The container file's instructions, each on one line, without comments."""
    lines = (FOLDER / "Containerfile").read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.lstrip().startswith("#"))
    return [line for line in text.replace("\\\n", " ").splitlines() if line.strip()]


def _of(word: str) -> list[str]:
    return [line.partition(" ")[2].strip() for line in _container() if line.startswith(f"{word} ")]


def test_container_names_no_address() -> None:
    """The container is built from whatever index pip is set up for, and fetches from nowhere else."""
    text = "\n".join(_container())

    assert set(re.findall(r"\w+://[^/\s']*", text)) <= {"http://127.0.0.1:8080", "sqlite://"}
    assert FETCHING.findall(text) == []


def test_container_installs_what_the_lock_names() -> None:
    """Every library is fetched with its hash; what is installed comes from those files alone, without dev's tools."""
    fetching, installing = (run for run in _of("RUN") if re.search(r"\bpip (?:download|install)\b", run))

    assert "--require-hashes" in fetching
    assert "--requirement requirements.lock" in fetching
    assert "--no-index" in installing
    assert "'.[slack,discord,postgres]'" in installing


def test_container_runs_as_no_root() -> None:
    """The last word on who runs it is a number that is not root's, so that a supervisor can tell, too."""
    (user,) = _of("USER")

    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", user)
    assert _container().index(f"USER {user}") > max(
        number for number, line in enumerate(_container()) if line.startswith(("RUN ", "COPY ", "FROM "))
    )


@pytest.mark.parametrize("copied", [name for line in _of("COPY") if "--from" not in line for name in line.split()[:-1]])
def test_container_copies_what_is_there(copied: str) -> None:
    """What the container file copies stands in the project."""
    assert (ROOT / copied).exists()


def test_container_stops_and_is_watched() -> None:
    """It is told to stop by the signal that `serve` hears, keeps its data in a volume and says how it is."""
    assert _of("STOPSIGNAL") == ["SIGTERM"]
    assert _of("VOLUME") == ["/data"]
    assert "/live" in _of("HEALTHCHECK")[0]


def test_unit_runs_as_no_root() -> None:
    """The unit has a user of its own, and is not started again where a setting is wrong."""
    unit = ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]  # names keep their capitals
    unit.read(FOLDER / "esor-bot.service", encoding="utf-8")
    service = unit["Service"]

    assert service["User"] not in {"", "root", "0"}
    assert service["RestartPreventExitStatus"] == "2"
    assert service["ExecStart"].endswith("/esor-bot serve")
    assert service["KillMode"] == "mixed"


def _for_people() -> list[tuple[Path, str]]:
    return [
        (path, text)
        for path, text in texts()
        if (path.suffix == ".md" and path.parent.name != "benchmarks") or path.parent == FOLDER
    ]


def test_settings_that_docs_name_exist() -> None:
    """Every setting that a page names is one that `esor-bot settings` lists."""
    known = {setting.name for setting in settings.listed(SlackSettings, DiscordSettings)}

    assert [
        f"{where(path, number)} {name}"
        for path, text in _for_people()
        for number, line in enumerate(text.splitlines(), start=1)
        for name in NAMED.findall(line)
        if name not in known
    ] == []
