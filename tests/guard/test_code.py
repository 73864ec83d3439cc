"""Guards over the Python code as a whole."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.guard.project import Function, functions, python_files, tree, where

OURS = ("esor_bot", "adapters", "tests", "benchmarks")
LONGEST_FILE = 400
LONGEST_FUNCTION = 60

# Said in pieces, so that this file keeps its own rules.
LEFT_FOR_LATER = re.compile(r"\b(?:TO" + "DO|FIX" + "ME|XX" + "X|NotImplemented" + r"Error)\b")


def test_files_are_short() -> None:
    """No Python file is longer than 400 lines."""
    long = {where(path): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files(*OURS)}

    assert {place: lines for place, lines in long.items() if lines > LONGEST_FILE} == {}


def test_functions_are_short() -> None:
    """No function is longer than 60 lines."""
    assert [
        f"{where(path, function.lineno)} {function.name}: {_lines(function)} lines"
        for path in python_files(*OURS)
        for function in functions(path)
        if _lines(function) > LONGEST_FUNCTION
    ] == []


def test_every_test_says_what_it_promises() -> None:
    """Every test has a docstring."""
    assert [
        f"{where(path, function.lineno)} {function.name}"
        for path in python_files("tests")
        for function in functions(path)
        if path.name.startswith("test_") and function.name.startswith("test_")
        if not ast.get_docstring(function)
    ] == []


def test_packages_are_seen() -> None:
    """Every folder of the package has an `__init__.py`: without it the import rules see nothing of it."""
    folders = sorted({path.parent for path in python_files("esor_bot")})

    assert [where(folder) for folder in folders if not (folder / "__init__.py").is_file()] == []


def test_public_names_are_explained() -> None:
    """Every module of ours, and every public class and function in it, has a docstring."""
    assert [
        f"{where(path, line)} {name}"
        for path in python_files("esor_bot", "adapters")
        for name, line in _unexplained(tree(path))
    ] == []


def test_nothing_is_left_for_later() -> None:
    """No code carries a marker for work that is still to be done."""
    assert [
        f"{where(path, number)} {found.group()}"
        for path in python_files(*OURS)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if (found := LEFT_FOR_LATER.search(line))
    ] == []


def test_no_global_state() -> None:
    """No function rebinds a name of its module."""
    assert [
        where(path, node.lineno)
        for path in python_files(*OURS)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Global)
    ] == []


def test_doubles_are_real_objects() -> None:
    """No test imports a mocking library."""
    assert [
        f"{where(path, line)} {name}"
        for path in python_files("tests", "esor_bot")
        for name, line in _imported(tree(path))
        if "mock" in name.lower()
    ] == []


def _lines(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _unexplained(module: ast.Module) -> Iterator[tuple[str, int]]:
    if not ast.get_docstring(module):
        yield "the module", 1
    for node in module.body:
        if not isinstance(node, Function | ast.ClassDef) or node.name.startswith("_"):
            continue
        if not ast.get_docstring(node) and not _is_overload(node):
            yield node.name, node.lineno


def _is_overload(node: Function | ast.ClassDef) -> bool:
    return any(ast.unparse(decorator).endswith("overload") for decorator in node.decorator_list)


def _imported(module: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((f"{node.module or ''}.{alias.name}", node.lineno) for alias in node.names)
