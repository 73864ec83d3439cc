"""Guards over what the code logs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from esor_bot.logs import FIELDS
from tests.guard.project import python_files, tree, where

_LOGGERS = {"_LOG", "LOG", "_log", "log", "logger"}
_METHODS = {"debug", "info", "warning", "error", "exception", "critical", "log"}
_EVENT = re.compile(r"[a-z][a-z0-9_]{0,60}")


def _calls(module: ast.Module) -> Iterator[ast.Call]:
    """Yield each call that logs."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _METHODS:
            of = node.func.value
            if isinstance(of, ast.Name) and of.id in _LOGGERS:
                yield node


def _wrong(call: ast.Call) -> str:
    """Say what is wrong with a call that logs, "" where it is as it should be."""
    name = call.args[0] if len(call.args) == 1 else None
    if not isinstance(name, ast.Constant) or not _EVENT.fullmatch(str(name.value)):
        return "logs something else than the name of an event"
    for extra in [keyword.value for keyword in call.keywords if keyword.arg == "extra"]:
        fields = [key.value if isinstance(key, ast.Constant) else "" for key in getattr(extra, "keys", [None])]
        if not set(fields) <= set(FIELDS):
            return f"logs {fields}, of which not all are in FIELDS"
    return ""


def test_logs_are_names_and_ids() -> None:
    """What is logged is the name of an event with fields that are allowed, and no sentence with something filled in."""
    found = [(path, call) for path in python_files("esor_bot", "adapters") for call in _calls(tree(path))]

    assert found
    assert [f"{where(path, call.lineno)} {wrong}" for path, call in found if (wrong := _wrong(call))] == []
