"""Files as people name them in the chat."""

from __future__ import annotations

from pathlib import Path

import pytest

from esor_bot.terminal.paths import named_file, split_picture


@pytest.mark.parametrize(
    "written",
    [
        "{folder}/my file.pdf",
        "'{folder}/my file.pdf'",
        '"{folder}/my file.pdf"',
        "{folder}/my\\ file.pdf",
        "  {folder}/my\\ file.pdf ",
        "file://{folder}/my%20file.pdf",
        "file://localhost{folder}/my%20file.pdf",
        "'file://{folder}/my%20file.pdf'",
        "~/my file.pdf",
        '"~/my file.pdf"',
    ],
)
def test_ways_to_name_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, written: str) -> None:
    """Spaces, quotation marks, backslashes, a home folder and an address all lead to the file."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    file = tmp_path / "my file.pdf"
    file.touch()

    assert named_file(written.replace("{folder}", str(tmp_path))) == file


@pytest.mark.parametrize("name", ["Anna's.pdf", "a'b'c.pdf", "50% #1?.pdf", "back\\slash.pdf", "Bewerbung Müller.pdf"])
def test_odd_names(tmp_path: Path, name: str) -> None:
    """A name that is typed as it is leads to the file, whatever signs it has."""
    file = tmp_path / name
    file.touch()

    assert named_file(str(file)) == file
    assert named_file(file.as_uri()) == file


@pytest.mark.parametrize("text", ["nowhere.pdf", "~nobody-of-that-name/x.pdf", "it's.pdf", "a\0b", "a" * 9000, "'"])
def test_what_is_not_there(text: str) -> None:
    """What leads nowhere is still a path, and breaks nothing."""
    assert isinstance(named_file(text), Path)


def test_an_address_elsewhere_is_no_file() -> None:
    """A file of another machine is not looked for on this one."""
    assert named_file("file://server/share/x.pdf") != Path("/share/x.pdf")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a.pdf", ("a.pdf", None)),
        ("my a.pdf --picture out.png", ("my a.pdf", "out.png")),
        ("a.pdf --picture='my out.png'", ("a.pdf", "'my out.png'")),
        ("--picture out.png my a.pdf", ("my a.pdf", "out.png")),
        ("--picture 'my out.png' a.pdf", ("a.pdf", "'my out.png'")),
        ("--picture my\\ out.png a.pdf", ("a.pdf", "my\\ out.png")),
        ("a.pdf --picture", ("a.pdf", "")),
        ("--picture", ("", "")),
        ("", ("", None)),
        ("my--picture-book.pdf", ("my--picture-book.pdf", None)),
    ],
)
def test_the_picture_is_told_apart(text: str, parts: tuple[str, str | None]) -> None:
    """What follows --picture is the picture, before or after the file."""
    assert split_picture(text) == parts
