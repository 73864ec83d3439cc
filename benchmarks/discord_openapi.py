"""Calls held against Discord's own description of its API, an OpenAPI document."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_NAMED = re.compile(r"\{[^}]*\}")
_JSON, _MULTIPART = "application/json", "multipart/form-data"


class Document:
    """The document. `problems` is what was wrong so far, each thing once; `count` how many calls were looked at."""

    def __init__(self, file: Path) -> None:
        self._told: dict[str, Any] = json.loads(file.read_text("utf-8"))
        self._paths = {_NAMED.sub("{}", path): told for path, told in self._told["paths"].items()}
        self._validator = cache(self._made)
        self.count = 0
        self.problems: dict[str, None] = {}

    def heard(self, method: str, route: str, kind: str, content: object, query: Mapping[str, str]) -> None:
        """Look at a call: its method, its route, the type of its content, the content, and the query."""
        self.count += 1
        for problem in self.look(method, route, kind, content, query):
            self.problems[f"{method} {route}: {problem}"] = None

    def look(self, method: str, route: str, kind: str, content: object, query: Mapping[str, str]) -> list[str]:
        """Return what is wrong with a call."""
        path = self._paths.get(_NAMED.sub("{}", route))
        operation = path and path.get(method.lower())
        if not path or not operation:
            return ["is not in the document"]
        known = [self._of(one) for one in (*path.get("parameters", ()), *operation.get("parameters", ()))]
        return [*self._query(known, query), *self._content(operation, kind, content)]

    def _of(self, told: dict[str, Any]) -> dict[str, Any]:
        """Return what is told, also where that stands elsewhere."""
        if "$ref" not in told:
            return told
        found = self._told
        for name in told["$ref"].removeprefix("#/").split("/"):
            found = found[name]
        return found

    def _query(self, known: list[dict[str, Any]], query: Mapping[str, str]) -> list[str]:
        schemas = {one["name"]: one["schema"] for one in known if one["in"] == "query"}
        found = [f"?{name} is not known" for name in query if name not in schemas]
        for name, text in query.items():
            if name in schemas and not any(not self._wrong(schemas[name], value) for value in _values(text)):
                found.append(f"?{name} can't be {text!r}")
        return found

    def _content(self, operation: dict[str, Any], kind: str, content: object) -> list[str]:
        told = operation.get("requestBody")
        if content is None:
            return ["has no content, which is required"] if told and told.get("required") else []
        media = told and told["content"].get(kind if kind == _MULTIPART else _JSON)
        return self._wrong(media["schema"], content) if media else [f"takes no {kind}"]

    def _wrong(self, schema: dict[str, Any], value: object) -> list[str]:
        return [_said(error) for error in self._validator(json.dumps(schema)).iter_errors(value)]

    def _made(self, schema: str) -> Any:  # noqa: ANN401 - a validator of a library that is imported only here
        from jsonschema import Draft202012Validator

        return Draft202012Validator({**json.loads(schema), "components": self._told["components"]})


def _values(text: str) -> list[object]:
    """Return what a text of a query may stand for."""
    known: dict[str, object] = {"true": True, "false": False, "True": True, "False": False}
    return [text, *([known[text]] if text in known else []), *([int(text)] if text.isdecimal() else [])]


def _said(error: Any) -> str:  # noqa: ANN401 - of a library that is imported only where it is needed
    """Say what is wrong: of several forms that something can have, that of the kind which was meant."""
    while error.context:
        forms: dict[object, list[Any]] = {}
        for one in error.context:
            forms.setdefault(one.relative_schema_path[0], []).append(one)
        error = min(forms.values(), key=_strange)[0]
    return f"{'/'.join(map(str, error.absolute_path))}: {error.message[:160]}"


def _strange(errors: list[Any]) -> tuple[bool, int]:
    return any(not one.relative_path or one.relative_path[-1] == "type" for one in errors), len(errors)
