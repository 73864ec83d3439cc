"""Guards over what is written down in the repository: its texts, its lock, its knowledge."""

from __future__ import annotations

import re
import tomllib

from tests.guard.project import ROOT, python_files, texts, where

# Said in pieces, so that this file keeps its own rules.
MACHINE_PATH = re.compile(r"(?<![\w.-])/(?:" + "wo" + "rk|ro" + "ot|ho" + r"me|Users)/(?=\w|\.)")
REGISTRY = re.compile("py" + r"pi\.org|python" + r"hosted\.org|extra-" + "index", re.IGNORECASE)

# What only the first programme's page says; the folder's own ids are added below.
PROGRAMME_WORDS = (
    r"montpellier|\bicm\b|institut du cancer|nougaret|ychou|mridian|peritoneal|gyna?ecological|sarcoma|cytof"
    r"|23[.,\s]?000|2023-02-15|2023-11-01"
)


def test_lock_names_no_address() -> None:
    """The lock installs from whatever index the machine is set up for."""
    assert "://" not in (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_lock_has_a_hash_for_every_library() -> None:
    """Every library is pinned, and comes with the hashes of its files."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    libraries = [line for line in lock.splitlines() if line and not line.lstrip().startswith("#")]

    assert libraries
    assert [line for line in libraries if not re.match(r"\S+==\S+ .*--hash=sha256:", line)] == []


def test_lock_knows_every_library_we_name() -> None:
    """What `pyproject.toml` asks for is in the lock: a change of the one without the other is seen."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"].get("optional-dependencies", {}).values()
    asked = sum(extras, project["project"]["dependencies"] + project["dependency-groups"]["dev"])
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([\w.-]+)==", lock, re.MULTILINE))

    assert {_normal(re.split(r"[^\w.-]", library)[0]) for library in asked} - locked == set()


def test_texts_name_no_machine() -> None:
    """No file names a place on somebody's machine, or where packages are fetched from."""
    assert [
        f"{where(path, number)} {found.group()}"
        for path, text in texts()
        for number, line in enumerate(text.splitlines(), start=1)
        for found in (MACHINE_PATH.search(line), REGISTRY.search(line))
        if found
    ] == []


def test_code_knows_no_programme() -> None:
    """What is true of one programme stands in the knowledge, and nowhere in the code."""
    shipped = [re.escape(path.stem) for path in (ROOT / "knowledge" / "programmes").glob("[!.]*")]
    words = re.compile("|".join([PROGRAMME_WORDS, *shipped]), re.IGNORECASE)

    assert [
        f"{where(path, number)} {found.group()}"
        for path in python_files("esor_bot", "adapters")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if (found := words.search(line))
    ] == []


def test_changelog_is_kept() -> None:
    """The changelog has a section for what is not released yet."""
    assert "\n## [Unreleased]\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def _normal(library: str) -> str:
    return re.sub(r"[-_.]+", "-", library).lower()
