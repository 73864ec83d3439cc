"""Where the knowledge folder is: the one that was asked for, the one in the wheel, or the one beside the code."""

from __future__ import annotations

from pathlib import Path

from esor_bot.errors import KnowledgeError, Problem

MANIFEST = "manifest.yaml"


def shipped() -> Path:
    """Return the knowledge folder that came with the program.

    Raises KnowledgeError when neither the wheel's copy nor the source tree's folder is there.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "_knowledge", package.parent / "knowledge"):
        if (folder / MANIFEST).is_file():
            return folder
    message = "the knowledge folder that belongs to this program is gone: install it again"
    raise KnowledgeError([Problem(str(package), 1, "", message)])


def locate(asked: Path | None) -> Path:
    """Return the folder to use: `asked` if given, else the shipped one.

    Raises KnowledgeError when `asked` is no folder with a manifest.
    """
    if asked is None:
        return shipped()
    if not asked.is_dir():
        raise KnowledgeError([Problem(str(asked), 1, "", "is not a folder")])
    if not (asked / MANIFEST).is_file():
        message = f"has no {MANIFEST}; a knowledge folder holds one with the line `schema: 1`"
        raise KnowledgeError([Problem(str(asked), 1, "", message)])
    return asked
