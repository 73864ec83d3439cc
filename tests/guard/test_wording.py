"""Rules about the sentences: what the code says is there, and what is there is said."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

from esor_bot.knowledge.load import load
from esor_bot.knowledge.locate import shipped
from tests.guard.project import python_files, tree

SAYING = frozenset({"say", "_say", "at_desk", "beside", "NotFetched"})
BEGINS = re.compile(r"[a-z_]{3,}\\\.")
"""How the pattern of an id begins that is put together: other texts with holes in them would match everything."""

COUNTED = re.compile(
    r"\{(count|number|days|hours|years|weeks|length|longest|least|most|pages|limit|months)\} (more |other )?"
    r"(?!is\b|has\b|does\b|takes\b|stays\b|gets\b|answers\b|names\b|was\b|shows\b|brings\b|adds\b|expires\b)([a-z]+s|people)\b"
)
"""A number of things."""

ALWAYS_MORE = frozenset(
    {
        "check.finding.too_many_pages",
        "desk.refused.too_late",
        "desk.refused.too_long",
        "desk.told_after.answer",
        "surface.desk.told_after.answer",
        "heading.not_eligible_several",
        "surface_check.several",
        "surface_check.field_hint",
        "availability.earlier",
        "availability.part",
        "availability.leave",
        "terminal.form.longer",
        "terminal.form.shorter",
    }
)
"""Limits of the program, lengths of programmes, and what is said of several only."""

OF_SURFACES = ("surface.", "surface_", "blocks.")


@cache
def nodes() -> tuple[ast.AST, ...]:
    """Return all code of the core and the adapters, but for what is there to test with."""
    files = (path for path in python_files("esor_bot", "adapters") if "testing" not in path.parts)
    return tuple(node for path in files for node in ast.walk(tree(path)))


@cache
def sentences() -> frozenset[str]:
    """Return the ids of all sentences."""
    return frozenset(load(shipped()).wording)


def pattern(node: ast.AST) -> str:
    """Return a regular expression for a text of the code, "" for what is no text or all hole."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        pieces = [re.escape(str(one.value)) if isinstance(one, ast.Constant) else ".+" for one in node.values]
        return "".join(pieces) if any(isinstance(one, ast.Constant) for one in node.values) else ""
    return ""


def prefix(node: ast.AST) -> str:
    """Return what a function puts before the id that it is given, "" where a text is something else."""
    match node:
        case ast.JoinedStr(values=[ast.Constant(value=str(begin)), ast.FormattedValue(value=ast.Name(id="id_"))]):
            return begin
    return ""


def said() -> Iterator[str]:
    """Yield the pattern of each id that is said somewhere, as far as it stands there."""
    for node in nodes():
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            first = node.args[0]
            either = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
            if name in SAYING:
                yield from filter(None, map(pattern, either))


@cache
def known() -> re.Pattern[str]:
    """Return what matches an id, or the end of one, that stands somewhere in the code."""
    found = {pattern(node) for node in nodes() if not prefix(node)}
    return re.compile("|".join(sorted(one for one in found if one and (".+" not in one or BEGINS.match(one)))))


@cache
def prefixes() -> frozenset[str]:
    """Return all that functions put before ids."""
    return frozenset(filter(None, map(prefix, nodes())))


def ends(id_: str) -> Iterator[str]:
    """Yield an id, and what is left of it behind what functions put before ids."""
    todo = [id_]
    while todo:
        end = todo.pop()
        yield end
        todo += [end.removeprefix(one) for one in prefixes() if end.startswith(one)]


def test_what_is_said_is_there() -> None:
    """Every id that the code says is that of a sentence."""
    ids = "\n".join(sentences())
    wanted = set(said())
    assert len(wanted) > 200
    assert [one for one in sorted(wanted) if not re.search(rf"^(?:.+\.)?{one}$", ids, re.MULTILINE)] == []


def test_what_is_there_is_said() -> None:
    """Every sentence of the surfaces is said somewhere."""
    own = [id_ for id_ in sorted(sentences()) if id_.startswith(OF_SURFACES)]
    assert len(own) > 200
    assert [id_ for id_ in own if not any(known().fullmatch(end) for end in ends(id_))] == []


def test_one_of_something_is_said_so() -> None:
    """A sentence that counts things has another one for a single thing, unless there are always more."""
    all_ = load(shipped()).wording
    counted = {id_ for id_, said in all_.items() if COUNTED.search(said)}
    single = {id_ for id_ in counted if {f"{id_}_one", f"{id_[:-4]}one", id_[:-1]} & set(all_)}

    assert counted - single == ALWAYS_MORE
