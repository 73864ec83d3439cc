"""`esor-bot ask` and `esor-bot why`, run as others run them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from esor_bot.cli import run
from tests.cli.conftest import Type

OUTCOMES = ("answered", "clarify", "escalate", "smalltalk")
NOW = ("--now", "2030-01-10T10:00:00+01:00")


def test_a_question(capsys: pytest.CaptureFixture[str], moon: Path) -> None:
    """A question is answered with plain text on standard output."""
    status = run(["ask", "which boots do I need?", *NOW, "--knowledge", str(moon)])
    out, err = capsys.readouterr()

    assert (status, err) == (0, "")
    assert out.startswith("Bring the grey boots.\n")
    assert "\x1b" not in out


def test_json_of_a_question_without_quotes(capsys: pytest.CaptureFixture[str], moon: Path) -> None:
    """With --json the reply is one object with the fields of the contract; its words may stand alone."""
    folder = ("--programme", "moon", "--knowledge", str(moon))
    assert run(["ask", "which", "boots", "do", "I", "need", "--json", *folder]) == 0
    said = json.loads(capsys.readouterr().out)

    assert set(said) == {"id", "outcome", "text", "entries", "options", "programme", "millis"}
    assert (said["outcome"], said["programme"]) == ("answered", "moon")
    assert said["entries"][0]["id"] == "boots"
    assert set(said["entries"][0]) == {"id", "score", "quote", "source"}


def test_a_batch(capsysbinary: pytest.CaptureFixture[bytes], typed: Type, moon: Path) -> None:
    """A batch answers in order; a bad line, an empty question and a megabyte of text don't end it."""
    lines = [
        b'{"id": 1, "question": "which boots do I need?"}',
        b"\xff",
        b"",
        b'{"id": 3, "question": "what is there to eat?"}',
        *(json.dumps({"question": text}).encode() for text in ("", "boots " * 170_000, "\0\ud83d")),
    ]
    typed(b"\n".join(lines))
    status = run(["ask", "--batch", *NOW, "--knowledge", str(moon)])
    out, err = capsysbinary.readouterr()
    said = [json.loads(line) for line in out.splitlines()]

    assert (status, err) == (0, b"")
    assert [one["id"] for one in said] == [1, None, 3, None, None, None]
    assert ["error" in one for one in said] == [False, True, False, False, False, False]
    assert [said[place]["entries"][0]["id"] for place in (0, 2)] == ["boots", "food"]
    assert all(one["text"] and one["outcome"] in OUTCOMES for one in said[3:])


@pytest.mark.parametrize("text", [b"", b"\n"])
def test_a_batch_of_nothing(capsysbinary: pytest.CaptureFixture[bytes], typed: Type, moon: Path, text: bytes) -> None:
    """Input that holds no question is no failure."""
    typed(text)

    assert run(["ask", "--batch", "--knowledge", str(moon)]) == 0
    assert capsysbinary.readouterr() == (b"", b"")


def test_a_caller_may_wait_for_each_answer(moon: Path, environment: dict[str, str]) -> None:
    """The reply to a line comes while the input is still open."""
    command = [sys.executable, "-m", "esor_bot", "ask", "--batch", "--knowledge", str(moon)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        for id_ in ("a", "b"):
            child.stdin.write(json.dumps({"id": id_, "question": "boots?"}).encode() + b"\n")
            child.stdin.flush()
            assert json.loads(child.stdout.readline())["id"] == id_
        child.stdin.close()
        assert child.wait(timeout=30) == 0


@pytest.mark.parametrize("arguments", [["ask", "--batch"], ["chat"]])
def test_a_reader_that_is_gone(moon: Path, environment: dict[str, str], arguments: list[str]) -> None:
    """When the reader of the output goes away, the run ends quietly."""
    command = [sys.executable, "-m", "esor_bot", *arguments, "--knowledge", str(moon)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        child.stdin.write(b'{"question": "boots?"}\n' * 3)
        child.stdin.close()
        assert child.stderr.read() == b""
        assert child.wait(timeout=30) == 0


def test_why(capsys: pytest.CaptureFixture[str], moon: Path) -> None:
    """`why` names the entry that was found, and what decided."""
    assert run(["why", "which boots do I need?", "--knowledge", str(moon)]) == 0
    assert "boots" in capsys.readouterr().out


def test_ask_pays_for_nothing_of_the_chat(moon: Path, environment: dict[str, str]) -> None:
    """`ask` imports neither rich nor prompt_toolkit."""
    code = (
        "import sys; from esor_bot.cli import run; status = run(sys.argv[1:]); "
        "print(status, sorted({'rich', 'prompt_toolkit'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, "ask", "boots?", "--knowledge", str(moon)]
    done = subprocess.run(command, capture_output=True, env=environment, timeout=60, check=True)

    assert done.stdout.splitlines()[-1] == b"0 []"
