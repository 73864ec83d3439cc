"""What a worker can't do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from esor_bot.completeness.sandbox import Sandbox, protection

TASKS = "tests.unit.completeness.sandbox.tasks"
ROOT = Path(__file__).parents[4]
HELD = protection()

filtered = pytest.mark.skipif("system_calls" not in HELD, reason="no filter for system calls on this machine")
ruled = pytest.mark.skipif("file_rules" not in HELD, reason="no Landlock on this machine")


@pytest.fixture(scope="module")
def attempts() -> Iterator[Sandbox]:
    """A sandbox whose task tries what it may not."""
    with Sandbox(f"{TASKS}:attempt") as box:
        yield box


@pytest.fixture(scope="module")
def deeds() -> Iterator[Sandbox]:
    """A sandbox whose task does what it is told."""
    with Sandbox(f"{TASKS}:act") as box:
        yield box


def test_linux_gives_every_protection() -> None:
    """On Linux the limits hold, and so does what ties a worker to its parent."""
    if not sys.platform.startswith("linux"):
        pytest.skip("not Linux")

    assert {"memory", "no_files_written", "no_core_file", "open_files", "cpu_time"} <= set(HELD)
    assert {"ends_with_parent", "not_dumpable", "no_new_privileges"} <= set(HELD)


@filtered
@pytest.mark.parametrize("deed", ["tcp", "udp", "unix", "pair"])
def test_no_network(attempts: Sandbox, deed: str) -> None:
    """A worker makes no socket of any kind."""
    assert attempts.run({"do": deed}, b"").body == "PermissionError"


@filtered
@pytest.mark.parametrize(
    "deed",
    [
        "create", "create empty", "overwrite", "append", "delete", "rename", "folder", "symlink", "chmod", "touch",
        "temporary", "memory file",
    ],
)  # fmt: skip
def test_nothing_on_disk(attempts: Sandbox, tmp_path: Path, deed: str) -> None:
    """A worker makes, changes and deletes no file, not even an empty one."""
    (tmp_path / "old").write_text("old", encoding="utf-8")
    before = (tmp_path / "old").stat()

    assert attempts.run({"do": deed, "path": str(tmp_path)}, b"").body in ("PermissionError", "FileNotFoundError")
    assert [path.name for path in tmp_path.iterdir()] == ["old"]
    assert (tmp_path / "old").read_text(encoding="utf-8") == "old"
    assert (tmp_path / "old").stat().st_mode == before.st_mode
    assert (tmp_path / "old").stat().st_mtime_ns == before.st_mtime_ns


@ruled
@pytest.mark.parametrize("deed", ["read", "list"])
def test_other_files_are_closed(attempts: Sandbox, tmp_path: Path, deed: str) -> None:
    """A worker reads libraries and nothing else of the user's files."""
    (tmp_path / "old").write_text("a token", encoding="utf-8")

    assert attempts.run({"do": deed, "path": str(tmp_path)}, b"").body == "PermissionError"


@filtered
@pytest.mark.parametrize("deed", ["exec", "run", "fork"])
def test_no_other_program(attempts: Sandbox, deed: str) -> None:
    """A worker starts no process."""
    assert attempts.run({"do": deed}, b"").body == "PermissionError"


@filtered
def test_new_ways_to_start_a_process_are_closed_too(attempts: Sandbox) -> None:
    """The call whose flags a filter can't see is refused as if the kernel did not have it."""
    assert attempts.run({"do": "clone3"}, b"").body == "OSError"


@filtered
@pytest.mark.parametrize(
    "deed", ["kill", "signal the group", "new session", "limits of the parent", "outlive the parent", "be looked into"]
)
def test_other_processes_are_left_alone(attempts: Sandbox, deed: str) -> None:
    """A worker signals and changes no other process, and can't undo what ties it to its parent."""
    assert attempts.run({"do": deed}, b"").body == "PermissionError"


@filtered
def test_threads_are_allowed(deeds: Sandbox) -> None:
    """A task may start threads, which OCR needs."""
    assert deeds.run({"do": "threads"}, b"").body == [0, 1, 2, 3]


def test_environment_is_dropped(deeds: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the parent's environment a worker gets only harmless names."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("A_TOKEN", "secret")
        patch.setenv("ESOR_BOT_SLACK_TOKEN", "secret")
        with Sandbox(f"{TASKS}:act") as box:
            found = box.run({"do": "environment"}, b"").body

    assert isinstance(found, dict)
    assert "secret" not in found.values()
    assert not any("TOKEN" in name for name in found)


@ruled
def test_parents_environment_is_closed() -> None:
    """A worker can't read its parent's environment from the system either."""
    task = [sys.executable, "-m", TASKS, TASKS, "attempt", json.dumps({"do": "parent's environment"})]
    done = subprocess.run(
        task, cwd=ROOT, input=b"", capture_output=True, check=True, env={**os.environ, "A_TOKEN": "secret"}
    )

    assert json.loads(done.stdout)[0] == "PermissionError"


def test_print_goes_nowhere(deeds: Sandbox, capfd: pytest.CaptureFixture[str]) -> None:
    """What a task prints is seen by nobody, and its standard input is empty."""
    assert deeds.run({"do": "print"}, b"a name from a document").body == ["", None]
    assert capfd.readouterr() == ("", "")


def test_parent_does_not_load_the_task(deeds: Sandbox) -> None:
    """Only the worker imports the task's module."""
    deeds.run({"do": "pid"}, b"")

    assert TASKS not in sys.modules
