"""The terminal's sentences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import esor_bot.terminal
from esor_bot.errors import KnowledgeError
from esor_bot.terminal.words import load_words

CODE = Path(esor_bot.terminal.__file__).parent


def test_every_sentence_is_there() -> None:
    """Every sentence that the code names is in the shipped wording, and all of the terminal's are named."""
    named = {
        id_
        for file in CODE.glob("*.py")
        for id_ in re.findall(r"[\"']((?:terminal|office)\.[a-z_.]+)[\"']", file.read_text(encoding="utf-8"))
    }
    there = load_words().sentences

    assert named - set(there) == set()
    own = {id_ for id_ in there if id_.startswith("terminal.") and not id_.startswith("terminal.words.")}
    assert own - named == set()


def test_a_folder_has_its_own_words(tmp_path: Path) -> None:
    """A knowledge folder says what it wants to say in other words; the rest is the shipped one's."""
    (tmp_path / "manifest.yaml").write_text("schema: 1\n", encoding="utf-8")
    (tmp_path / "wording").mkdir()
    (tmp_path / "wording" / "en.yaml").write_text("terminal: {greeting: Good day.}\n", encoding="utf-8")
    words = load_words(tmp_path)

    assert words.say("terminal.greeting") == "Good day."
    assert words.say("terminal.hint") == load_words().say("terminal.hint")


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    """A folder that is not there is told before anybody is greeted."""
    with pytest.raises(KnowledgeError):
        load_words(tmp_path / "nowhere")


def test_words_that_cannot_be_read(tmp_path: Path) -> None:
    """Wording that is no YAML is told with its file."""
    (tmp_path / "manifest.yaml").write_text("schema: 1\n", encoding="utf-8")
    (tmp_path / "wording").mkdir()
    (tmp_path / "wording" / "en.yaml").write_text("terminal: {greeting: [\n", encoding="utf-8")

    with pytest.raises(KnowledgeError, match=r"en\.yaml"):
        load_words(tmp_path)
