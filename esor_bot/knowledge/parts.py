"""From parsed files to checked parts: pydantic judges, and each of its errors gets file, line, key path and value."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from esor_bot.errors import Problem
from esor_bot.knowledge.yaml_tree import Document, KeyPath, Tree

Model = TypeVar("Model", bound=BaseModel)

_SAID = {
    "extra_forbidden": "unknown key",
    "missing": "this key is missing",
    "string_type": "must be text",
    "list_type": "must be a list",
    "dict_type": "must be a mapping of keys to values",
    "model_type": "must be a mapping of keys to values",
    "date_from_datetime_parsing": "is no date of the calendar; write it as 2031-05-20",
    "date_parsing": "is no date of the calendar; write it as 2031-05-20",
    "string_too_short": "must not be empty",
    "string_pattern_mismatch": "is not allowed here; use letters, digits, -, _ and .",
}


@dataclass(frozen=True)
class Part(Generic[Model]):
    """A checked model and the file it came from, so that later checks can name the line.

    `at` is where in the file the model stands: the key path of its root.
    """

    model: Model
    document: Document
    at: KeyPath = ()

    def problem(self, path: KeyPath, message: str) -> Problem:
        """Describe something wrong at `path` below this part."""
        return self.document.problem((*self.at, *path), message)


@dataclass(slots=True)
class Problems:
    """Everything that is wrong, gathered over all files."""

    found: list[Problem] = field(default_factory=list)
    dropped: set[str] = field(default_factory=set)  # ids of what is wrong itself: nothing else is told of them

    def lacks(self, name: str, known: Container[str]) -> bool:
        """Say whether a name is not among the known ones, and not only because what it names is wrong itself."""
        return name not in known and name not in self.dropped

    def add(self, problem: Problem) -> None:
        """Keep one problem."""
        self.found.append(problem)


def check(document: Document, model: type[Model], problems: Problems) -> Part[Model] | None:
    """Hold a parsed file against its model; return None, with the problems kept, when it does not fit."""
    problems.found.extend(document.problems)
    if document.problems:
        return None
    tree = {} if document.tree is None else document.tree
    if not isinstance(tree, dict):
        problems.add(document.problem((), "must be a mapping of keys to values"))
        return None
    try:
        return Part(model.model_validate(tree), document)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        problems.found.extend(_problem(document, tree, one) for one in errors)
        return _rest(document, tree, [_existing(tree, one["loc"]) for one in errors], model, problems)


def _rest(
    document: Document, tree: dict[str, Tree], wrong: list[KeyPath], model: type[Model], problems: Problems
) -> Part[Model] | None:
    """Return what is left of a file without its wrong elements, so that the rest is checked in the same run."""
    kept: dict[str, Tree] = {}
    lines = {path: line for path, line in document.lines.items() if len(path) < 2}
    out = {path[:2] for path in wrong}
    for key, value in tree.items():
        if (key,) in out:
            continue
        pairs: list[tuple[int | str, Tree]] = []
        if isinstance(value, dict):
            pairs = [(name, one) for name, one in value.items()]
        elif isinstance(value, list):
            pairs = list(enumerate(value))
        else:
            kept[key] = value
            continue
        right = [(name, one) for name, one in pairs if (key, name) not in out]
        problems.dropped |= {_name(name, one) for name, one in pairs if (key, name) in out}
        kept[key] = dict(right) if isinstance(value, dict) else [one for _, one in right]  # type: ignore[arg-type]
        places = {name: (place if isinstance(value, list) else name) for place, (name, _) in enumerate(right)}
        lines |= {
            (key, places[path[1]], *path[2:]): line
            for path, line in document.lines.items()
            if len(path) > 1 and path[0] == key and path[1] in places
        }
    try:
        return Part(model.model_validate(kept), Document(document.name, kept, lines))
    except ValidationError:
        return None


def _name(name: int | str, value: Tree) -> str:
    return str(value.get("id", name)) if isinstance(value, dict) else str(name)


def _problem(document: Document, tree: Tree, error: ErrorDetails) -> Problem:
    path = _existing(tree, error["loc"])
    said = _SAID.get(error["type"], error["msg"].removeprefix("Value error, "))
    value = _value(tree, path)
    if isinstance(value, str) and repr(value) not in said and error["type"] != "extra_forbidden":
        said = f"{value!r}: {said}" if len(value) <= 60 else f"{value[:60] + '…'!r}: {said}"
    return document.problem(path, said)


def _existing(tree: Tree, location: KeyPath) -> KeyPath:
    """Leave out the names of union members, which pydantic mixes into its locations."""
    path: list[str | int] = []
    here: Tree = tree
    for place, key in enumerate(location):
        if isinstance(here, dict) and key in here:
            here = here[str(key)]
        elif isinstance(here, list) and isinstance(key, int) and key < len(here):
            here = here[key]
        elif place == len(location) - 1 and isinstance(here, dict):
            path.append(key)
            break
        else:
            continue
        path.append(key)
    return tuple(path)


def _value(tree: Tree, path: KeyPath) -> Tree:
    here = tree
    for key in path:
        if isinstance(here, dict):
            here = here.get(str(key))
        elif isinstance(here, list) and isinstance(key, int) and key < len(here):
            here = here[key]
        else:
            return None
    return here
