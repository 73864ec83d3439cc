"""YAML with positions: plain values, and for every key path the line where it stands.

All scalars stay text, so that the schema judges them: a date that does not exist becomes an ordinary problem
with its key path, and `no` stays "no". Duplicate keys are refused, which PyYAML itself does not do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import yaml

from esor_bot.errors import Problem
from esor_bot.knowledge.simple_lists import read_lists

try:
    from yaml import CBaseLoader as Loader
except ImportError:  # PyYAML built without libyaml: slower, the same values
    from yaml import BaseLoader as Loader  # type: ignore[assignment]

Tree = str | list["Tree"] | dict[str, "Tree"] | None
KeyPath = tuple[str | int, ...]


@dataclass(slots=True)
class Document:
    """One parsed file: its tree, the line of each key path, and what was wrong with it."""

    name: str
    tree: Tree = None
    lines: dict[KeyPath, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: KeyPath) -> int:
        """Return the line of `path`, or of the nearest key above it."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: KeyPath, message: str) -> Problem:
        """Describe something wrong at `path` of this file."""
        return Problem(self.name, self.line(path), dotted(path), message)


def dotted(path: KeyPath) -> str:
    """Write a key path as people read it: entries[3].answer."""
    text = ""
    for key in path:
        text += f"[{key}]" if isinstance(key, int) else (f".{key}" if text else str(key))
    return text


def parse(file: Path, name: str) -> Document:
    """Read one YAML file. Never raises: what is wrong stands in the document's problems."""
    document = Document(name)
    try:
        source = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        document.problems.append(Problem(name, 1, "", f"is not UTF-8 (byte {error.start}): save it as UTF-8"))
        return document
    except OSError as error:
        document.problems.append(Problem(name, 1, "", f"cannot be read: {error.strerror}"))
        return document
    plain = read_lists(source)
    if plain is not None:
        lists, lines = plain
        tree: dict[str, Tree] = {key: list(texts) for key, texts in lists.items()}
        return Document(name, tree, lines)
    try:
        root = yaml.compose(source, Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        document.problems.append(Problem(name, line, "", f"is not valid YAML: {error.problem or error.context}"))
        return document
    except yaml.YAMLError as error:
        document.problems.append(Problem(name, 1, "", f"is not valid YAML: {' '.join(str(error).split())}"))
        return document
    if root is not None:
        document.tree = _value(root, (), document, frozenset())
    return document


def _value(node: yaml.Node, path: KeyPath, document: Document, above: frozenset[int]) -> Tree:
    document.lines[path] = node.start_mark.line + 1
    if id(node) in above:
        document.problems.append(document.problem(path, "refers to itself"))
        return None
    if isinstance(node, yaml.ScalarNode):
        empty = not node.style and node.value in {"", "~", "null"}
        return None if empty else str(node.value)
    above = above | {id(node)}
    if isinstance(node, yaml.SequenceNode):
        return [_value(child, (*path, place), document, above) for place, child in enumerate(node.value)]
    return _mapping(node, path, document, above)


def _mapping(node: yaml.Node, path: KeyPath, document: Document, above: frozenset[int]) -> dict[str, Tree]:
    mapping: dict[str, Tree] = {}
    for key_node, child in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            line = key_node.start_mark.line + 1
            document.problems.append(Problem(document.name, line, dotted(path), "a key must be plain text"))
            continue
        key = str(key_node.value)
        if key in mapping:
            line = key_node.start_mark.line + 1
            message = f"the key {key!r} stands here twice, first in line {document.lines[(*path, key)]}"
            document.problems.append(Problem(document.name, line, dotted((*path, key)), message))
            continue
        mapping[key] = _value(child, (*path, key), document, above)
        document.lines[(*path, key)] = key_node.start_mark.line + 1
    return mapping
