"""The catalogue of papers: what editors are told when it does not hold together."""

from __future__ import annotations

from pathlib import Path

import pytest

from esor_bot.errors import KnowledgeError
from esor_bot.knowledge.locate import shipped
from esor_bot.knowledge.recognition import lint_catalogue, load_catalogue
from tests.unit.knowledge.folder import ENTRY, HEAD, write_all

KINDS = "kinds:\n  - {id: a, label: an A, cues: [{see: red, weight: 1}]}\n"
START = {
    "recognition/kinds.yaml": KINDS,
    "recognition/words/colours.yaml": "red: [crimson, scarlet]\n",
    "recognition/months.yaml": "'5': [may, mai]\n",
}


def told(root: Path, **files: str) -> list[tuple[str, int, str]]:
    """Write a folder with a catalogue, and return what is wrong in it: file, line, message."""
    given: dict[str, str | bytes] = {
        **START,
        **{name.replace("__", "/") + ".yaml": text for name, text in files.items()},
    }
    write_all(root, given)
    return [(one.file.removeprefix(f"{root}/"), one.line, one.message) for one in lint_catalogue(root)]


def test_whole(tmp_path: Path) -> None:
    """A catalogue that holds together has its kinds, phrases and months."""
    assert told(tmp_path) == []
    catalogue = load_catalogue(tmp_path)

    assert [kind.id for kind in catalogue.kinds] == ["a"]
    assert catalogue.concepts["red"] == ("crimson", "scarlet")
    assert catalogue.months == {"may": 5, "mai": 5}


@pytest.mark.parametrize(
    ("kinds", "message"),
    [
        (KINDS.replace("red", "blue"), "no list in words/ has the name 'blue'"),
        (KINDS.replace("cues", "stands_for: [z], cues"), "there is no kind 'z'"),
        (KINDS.replace("weight: 1", "heavy: 1"), "this key is missing"),
    ],
)
def test_broken(tmp_path: Path, kinds: str, message: str) -> None:
    """What a kind names has to be there, and a broken catalogue is not used."""
    assert ("recognition/kinds.yaml", 2, message) in told(tmp_path, recognition__kinds=kinds)
    with pytest.raises(KnowledgeError):
        load_catalogue(tmp_path)


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ("{kind: z}", "recognition/kinds.yaml has no kind 'z'"),
        ("{kind: a, subjects: [blue]}", "no list in recognition/words/ has the name 'blue'"),
        ("{kind: a, language: blue}", "no list in recognition/words/ has the name 'blue'"),
    ],
)
def test_documents(tmp_path: Path, how: str, message: str) -> None:
    """A document of a programme names kinds and lists that are there."""
    text = f"{HEAD}entries: [{ENTRY}]\ndocuments:\n  - {{id: d, title: D, entry: a, recognise: {how}}}\n"
    assert ("programmes/x.yaml", 5, message) in told(tmp_path, programmes__x=text)


def test_shipped() -> None:
    """The shipped catalogue holds together."""
    assert lint_catalogue(shipped()) == []
