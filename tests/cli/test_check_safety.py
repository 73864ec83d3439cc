"""`esor-bot check` in a process of its own: what gets out of it, and what it can be used for."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.unit.completeness.check import files
from tests.unit.completeness.check.samples import digital, needles, paged, scanned
from tests.unit.completeness.check.traces import runs, traces, within, workers

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
NOW = ("--now", "2023-01-10T10:00:00+01:00")
HEAVY = ("pypdf", "pypdfium2", "onnxruntime", "rapidocr", "cv2", "PIL")
OWN_FOLDERS = ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")

PROGRAMME = """
id: garden
title: Gardening on the Moon
order: required
documents:
  - {id: oath, title: Oath of the gardener, entry: a, recognise: {kind: oath}}
  - {id: seeds, title: List of seeds, entry: a, recognise: {kind: seeds}}
entries:
  - {id: a, questions: ["what do I send"], answer: "An oath and a list of seeds."}
"""
KINDS = """
kinds:
  - {id: oath, label: an oath, sure: 4, maybe: 2, cues: [{see: oath_words, weight: 4, say: the words of an oath}]}
  - {id: seeds, label: a list of seeds, sure: 4, maybe: 2, cues: [{see: seed_words, weight: 4, say: its heading}]}
"""
WORDS = "oath_words: [i solemnly swear]\nseed_words: [list of seeds]\n"
OATH = ("To the keeper of the gardens", "I solemnly swear to water the beans every evening.", "So help me the moon.")
SEEDS = ("List of seeds", "Forty beans, and a spoon of cress that was grown indoors.", "All of them are dry.")


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    """A knowledge folder with a programme, documents and kinds of papers of its own."""
    folder = tmp_path / "garden"
    contents = {
        "manifest.yaml": "schema: 1\n",
        "programmes/garden.yaml": PROGRAMME,
        "recognition/kinds.yaml": KINDS,
        "recognition/words/all.yaml": WORDS,
        "recognition/months.yaml": "'1': [january]\n",
    }
    for name, text in contents.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def enclosed(environment: dict[str, str], tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A folder that is a program's home, its place for temporary files and where it is run; and its environment."""
    folder = tmp_path / "own"
    folder.mkdir()
    more = {**dict.fromkeys(OWN_FOLDERS, str(folder)), "PYTHONDONTWRITEBYTECODE": "1"}
    return folder, {**environment, **more}


@pytest.mark.parametrize("make", [digital, scanned])
def test_nothing_of_the_document_gets_out(
    enclosed: tuple[Path, dict[str, str]], tmp_path: Path, make: Callable[[], bytes]
) -> None:
    """The command says nothing that stands in the document, as an object or as text, and writes the picture only."""
    folder, environment = enclosed
    picture = tmp_path / "pages.png"
    command = [sys.executable, "-m", "esor_bot", "check", "-", *NOW, "--json", "--picture", str(picture)]
    done = subprocess.run(command, input=make(), capture_output=True, env=environment, cwd=folder, timeout=60)

    assert done.returncode == 1
    assert len(json.loads(done.stdout)["documents"]) == 9
    assert traces(done.stdout + done.stderr + picture.read_bytes(), needles()) == []
    assert list(folder.rglob("*")) == []


def test_nothing_of_the_document_gets_into_the_text(esor_bot: Run) -> None:
    """What people read holds nothing of the document either."""
    done = esor_bot("check", "-", *NOW, text=digital())

    assert done.returncode == 1
    assert b"assport" in done.stdout
    assert traces(done.stdout + done.stderr, needles()) == []


@pytest.mark.parametrize(
    ("make", "status", "code"),
    [
        (lambda: files.locked("u"), 2, "encrypted"),
        (files.heavy, 2, "too_large"),
        (files.scripted, 1, "active_content"),
    ],
)
def test_status_and_code(esor_bot: Run, make: Callable[[], bytes], status: int, code: str) -> None:
    """What is wrong with the file itself is in the object by its code, and in the exit status."""
    done = esor_bot("check", "-", *NOW, "--json", text=make())

    assert (done.returncode, done.stderr) == (status, b"")
    assert code in [one["code"] for one in json.loads(done.stdout)["findings"]]


@pytest.fixture
def reading(environment: dict[str, str]) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The command with a long file whose worker has begun, and the worker's process id."""
    command = [sys.executable, "-m", "esor_bot", "check", "-", "--json", *NOW]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment) as child:
        assert child.stdin is not None
        child.stdin.write(scanned(20))
        child.stdin.close()
        assert within(30, lambda: workers(child.pid))
        yield child, workers(child.pid).pop()
        child.kill()


@linux
def test_interrupted(reading: tuple[subprocess.Popen[bytes], int]) -> None:
    """Ctrl-C ends the command with status 130 and a word beside the output; its worker is gone."""
    child, worker = reading
    child.send_signal(signal.SIGINT)
    assert child.wait(30) == 130
    assert child.stdout is not None
    assert child.stderr is not None
    said = child.stderr.read()

    assert child.stdout.read() == b""
    assert said.count(b"\n") == 1
    assert b"Traceback" not in said
    assert within(5, lambda: not runs(worker))


@linux
def test_killed(reading: tuple[subprocess.Popen[bytes], int]) -> None:
    """A command that is killed takes with it the worker that has the document."""
    child, worker = reading
    child.kill()
    child.wait(30)

    assert within(5, lambda: not runs(worker))


def test_another_programme(esor_bot: Run, garden: Path) -> None:
    """With --knowledge a file is checked against the documents of a programme that somebody else wrote."""
    both = paged(OATH, SEEDS)
    done = esor_bot("check", "-", "--json", *NOW, "--knowledge", garden, text=both)
    said = json.loads(done.stdout)

    assert (done.returncode, said["programme"], said["verdict"], said["order"]) == (0, "garden", "complete", "ok")
    assert [(one["id"], one["status"], one["pages"]) for one in said["documents"]] == [
        ("oath", "found", [1]),
        ("seeds", "found", [2]),
    ]


@pytest.mark.parametrize(
    ("pages", "code"),
    [((SEEDS, OATH), "wrong_order"), ((OATH,), "not_found")],
)
def test_what_is_wrong_for_another_programme(
    esor_bot: Run, garden: Path, pages: tuple[tuple[str, ...], ...], code: str
) -> None:
    """Another programme's order and documents are held to as well."""
    done = esor_bot("check", "-", "--json", *NOW, "--knowledge", garden, text=paged(*pages))

    assert done.returncode == 1
    assert code in [one["code"] for one in json.loads(done.stdout)["findings"]]


def test_ask_loads_nothing_of_the_check(environment: dict[str, str], moon: Path) -> None:
    """A question is answered without the check and without any library that reads documents."""
    code = (
        "import sys; from esor_bot.cli import run; status = run(sys.argv[1:]); "
        f"heavy = set({HEAVY!r}) & set(sys.modules); "
        "ours = [name for name in sys.modules if name.startswith('esor_bot.completeness.') "
        "and name.split('.')[2] in ('check', 'task', 'sandbox', 'intake', 'ocr', 'judging', 'recognition')]; "
        "print(status, sorted(heavy), ours)"
    )
    command = [sys.executable, "-c", code, "ask", "boots?", "--knowledge", str(moon)]
    done = subprocess.run(command, capture_output=True, env=environment, timeout=60, check=True)

    assert done.stdout.splitlines()[-1] == b"0 [] []"
