"""What the benchmark on Discord says of calls that are not as a document has them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.discord_openapi import Document

_SAY = {"type": "object", "properties": {"type": {"const": 4}, "data": {"$ref": "#/components/schemas/Message"}}}
_OPEN = {"type": "object", "properties": {"type": {"const": 9}, "data": {"required": ["title"]}}}
_DOCUMENT = {
    "openapi": "3.1.0",
    "paths": {
        "/channels/{channel_id}/messages": {
            "parameters": [{"name": "channel_id", "in": "path", "schema": {"type": "string"}}],
            "get": {"parameters": [{"$ref": "#/components/parameters/Limit"}]},
            "post": {
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/Message"}},
                        "multipart/form-data": {"schema": {"allOf": [{"$ref": "#/components/schemas/Message"}]}},
                    },
                }
            },
        },
        "/interactions/{id}/callback": {
            "post": {"requestBody": {"content": {"application/json": {"schema": {"anyOf": [_SAY, _OPEN]}}}}}
        },
    },
    "components": {
        "parameters": {"Limit": {"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 100}}},
        "schemas": {"Message": {"type": "object", "properties": {"content": {"type": "string", "maxLength": 5}}}},
    },
}
_ROUTE = "/channels/{channel}/messages"


@pytest.fixture
def document(tmp_path: Path) -> Document:
    """A small document of an API."""
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(_DOCUMENT), "utf-8")
    return Document(file)


def test_a_call_as_the_document_has_it_is_right(document: Document) -> None:
    """Names of what stands in a path are not compared; the content of a call with files is looked at like others."""
    assert document.look("POST", _ROUTE, "application/json", {"content": "moon"}, {}) == []
    assert document.look("POST", _ROUTE, "multipart/form-data", {"content": "moon"}, {}) == []
    assert document.look("GET", _ROUTE, "application/octet-stream", None, {"limit": "50"}) == []


@pytest.mark.parametrize(
    ("method", "route", "content", "query", "said"),
    [
        ("POST", _ROUTE, {"content": "moonlight"}, {}, "content: 'moonlight' is too long"),
        ("POST", _ROUTE, None, {}, "has no content, which is required"),
        ("POST", _ROUTE, {}, {"wait": "true"}, "?wait is not known"),
        ("GET", _ROUTE, None, {"limit": "500"}, "?limit can't be '500'"),
        ("GET", _ROUTE, {"a": 1}, {}, "takes no application/json"),
        ("DELETE", _ROUTE, None, {}, "is not in the document"),
        ("GET", "/moon", None, {}, "is not in the document"),
    ],
)
def test_what_is_wrong_is_said(
    document: Document, method: str, route: str, content: object, query: dict[str, str], said: str
) -> None:
    """Whatever is not as the document has it is named, with its place."""
    assert document.look(method, route, "application/json", content, query) == [said]


def test_of_several_forms_the_one_that_was_meant_is_told(document: Document) -> None:
    """Where something can be one of several, what is wrong with the one of its kind is said."""
    wrong = {"type": 4, "data": {"content": "moonlight"}}
    found = document.look("POST", "/interactions/{id}/callback", "application/json", wrong, {})

    assert found == ["data/content: 'moonlight' is too long"]


def test_each_problem_counts_once_and_each_call(document: Document) -> None:
    """All calls are counted; what is wrong with many of them in the same way is one error."""
    for _ in range(3):
        document.heard("POST", _ROUTE, "application/json", {"content": "moonlight"}, {})

    assert (document.count, len(document.problems)) == (3, 1)
