"""Which files a knowledge folder holds, and how they are read: in parallel order, each with its name and digest."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from esor_bot.knowledge.yaml_tree import Document, parse

SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Folder:
    """A knowledge folder, read by relative names."""

    root: Path

    def yaml(self, *parts: str) -> list[Path]:
        """Return the YAML files directly below a sub-folder, sorted by name; none when it is not there."""
        folder = self.root.joinpath(*parts)
        if not folder.is_dir():
            return []
        return sorted(file for file in folder.iterdir() if file.suffix in SUFFIXES and file.is_file())

    def below(self, folder: Path) -> list[Path]:
        """Return all YAML files below `folder`, at any depth, sorted."""
        if not folder.is_dir():
            return []
        return sorted(file for file in folder.rglob("*") if file.suffix in SUFFIXES and file.is_file())

    def folders(self, *parts: str) -> list[Path]:
        """Return the folders directly below a sub-folder, sorted by name."""
        folder = self.root.joinpath(*parts)
        return sorted(child for child in folder.iterdir() if child.is_dir()) if folder.is_dir() else []

    def name(self, file: Path) -> str:
        """Write a file's name as messages show it: as it was given, below the folder."""
        return str(file)

    def read(self, file: Path) -> Document:
        """Parse one file of the folder."""
        return parse(file, self.name(file))

    def digest(self) -> str:
        """Return a digest over the names and contents of all files below the folder."""
        digest = hashlib.sha256()
        for file in sorted(child for child in self.root.rglob("*") if child.is_file()):
            if file.suffix in SUFFIXES or file.name == "page.txt":
                digest.update(str(file.relative_to(self.root)).encode())
                digest.update(hashlib.sha256(file.read_bytes()).digest())
        return digest.hexdigest()
