"""What goes wrong on the command line: one clear line, and an exit status."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from esor_bot import __version__
from esor_bot.cli import run


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "esor-bot: No such command 'nonsense'."),
        (["--nonsense"], "No such option"),
        (["ask"], "esor-bot ask: give either a QUESTION or --batch"),
        (["ask", "hello", "--batch"], "give either a QUESTION or --batch"),
        (["ask", "hello", "--nonsense"], "No such option"),
        (["ask", "hello", "--now", "soon"], "'soon' is no moment"),
        (["ask", "hello", "--now", "2030-01-10T10:00:00"], "has no time zone"),
        (["ask", "--batch", "--now", "2030-01-10"], "has no time zone"),
        (["ask", "hello", "--now"], "requires an argument"),
        (["why"], "Missing argument"),
        (["chat", "hello"], "unexpected extra argument"),
        (["kb", "nonsense"], "No such command"),
        (["kb", "check", "one", "two"], "unexpected extra argument"),
    ],
)
def test_wrong_usage(capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    """A command that was written wrongly ends with status 2 and one line that shows the way to its help."""
    status = run(arguments)
    out, err = capsys.readouterr()

    assert (status, out) == (2, "")
    assert said in err
    assert err.endswith("--help\n")
    assert err.count("\n") == 1


def test_a_programme_that_is_not_there(capsys: pytest.CaptureFixture[str], moon: Path) -> None:
    """A programme that is not there is wrong usage, and the line names those that are."""
    status = run(["ask", "hello", "--programme", "sun", "--knowledge", str(moon)])

    assert (status, capsys.readouterr().err) == (2, "esor-bot: no programme 'sun'; known are: moon\n")


@pytest.mark.parametrize("command", [["ask", "hello"], ["why", "hello"], ["ask", "--batch"], ["chat"], ["kb", "test"]])
def test_knowledge_that_is_not_there(capsys: pytest.CaptureFixture[str], tmp_path: Path, command: list[str]) -> None:
    """Knowledge that can't be loaded ends with status 1 and a line for each problem."""
    folder = str(tmp_path / "nowhere")
    status = run([*command, folder] if command[0] == "kb" else [*command, "--knowledge", folder])
    out, err = capsys.readouterr()

    assert (status, out) == (1, "")
    assert err == f"{folder}:1: (file): is not a folder\n"


def test_knowledge_with_many_problems(capsys: pytest.CaptureFixture[str], moon: Path) -> None:
    """All problems are told at once, each in a line with its file and line."""
    (moon / "programmes" / "moon.yaml").write_text("id: moon\ntitel: x\nentries: [{id: a}]\n", encoding="utf-8")
    status = run(["ask", "hello", "--knowledge", str(moon)])
    err = capsys.readouterr().err

    assert status == 1
    assert err.count("moon.yaml:") == err.count("\n") > 2


def test_the_folder_from_the_environment(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The knowledge folder can be set in the environment, for the chat without a word as well."""
    monkeypatch.setenv("ESOR_BOT_KNOWLEDGE", str(tmp_path / "elsewhere"))

    assert [run(["ask", "hello"]), run([])] == [1, 1]
    assert capsys.readouterr().err.count("elsewhere:1: (file): is not a folder\n") == 2


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    """The version is told, and the help names the commands."""
    assert run(["--version"]) == 0
    assert __version__ in capsys.readouterr().out
    assert run(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(f"  {command}  " in out for command in ("ask", "chat", "check", "kb", "why"))
    assert "picture" not in out


def test_a_group_alone_shows_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    """`kb` without a word shows what there is."""
    assert run(["kb"]) == 2
    assert "check" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="other systems have no such device")
def test_a_disk_that_is_full(moon: Path, environment: dict[str, str]) -> None:
    """Output that can't be written is told in one line, and ends with status 1."""
    command = [sys.executable, "-m", "esor_bot", "ask", "boots?", "--knowledge", str(moon)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment, timeout=60)

    assert (done.returncode, done.stderr) == (1, b"esor-bot: No space left on device\n")
