"""Examples of all that the core can show, made from the annotations of its classes: nothing is listed by hand.

Every text of an example is a word of its own, so that it is seen where it is left out.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from itertools import count
from typing import Any

from esor_bot.domain import moments
from esor_bot.domain.reply import Address, Asked, Carried, FileName
from esor_bot.testing.replies import PIXEL

MOMENT = datetime(2031, 2, 3, 4, 5, tzinfo=UTC)

_NUMBERS = count(1)


class NoExampleError(LookupError):
    """Nothing is known of an annotation."""

    def __init__(self, where: str, annotation: object) -> None:
        super().__init__(
            f"{where} is a {annotation!r} and has no example: add one to MAKERS in tests/contract/examples.py"
        )


def word() -> str:
    """Return a word that stands nowhere else."""
    return f"word{next(_NUMBERS)}x"


MAKERS: Mapping[object, Callable[[], Any]] = {
    str: word,
    Carried: lambda: f"held{next(_NUMBERS)}",
    Address: lambda: f"https://page{next(_NUMBERS)}.example/apply",
    Asked: word,
    FileName: lambda: f"{word()}.png",
    bool: lambda: False,
    int: lambda: 60,
    bytes: lambda: PIXEL,
    Mapping[Carried, Carried]: lambda: {f"k{next(_NUMBERS)}": f"held{next(_NUMBERS)}"},
}
"""How a value of each plain annotation is made."""


def example(kind: type) -> Any:  # noqa: ANN401 - of that kind
    """Return an example of a class, all of whose fields are filled in."""
    made = {name: _made(f"{kind.__name__}.{name}", hint) for name, hint in hints(kind).items()}
    while True:
        try:
            return kind(**made)
        except ValueError:  # what comes last does not go with what is before it: it has an example of its own
            made.popitem()


def variants(kind: type) -> Iterator[tuple[str, Any]]:
    """Return examples of a class: with all fields, and each field as it can be otherwise."""
    whole = example(kind)
    yield kind.__name__, whole
    yield from _alone(kind, whole)
    for one in fields(kind):
        for name, value in _otherwise(hints(kind)[one.name], getattr(whole, one.name)):
            yield f"{kind.__name__}.{one.name}={name}", replace(example(kind), **{one.name: value})
    yield f"{kind.__name__} with moments", with_moments(example(kind))


def hints(kind: type) -> dict[str, Any]:
    """Return the annotations of the fields of a class, with what they say beside the type."""
    found = typing.get_type_hints(kind, include_extras=True)
    return {one.name: found[one.name] for one in fields(kind)}


def with_moments(value: Any) -> Any:  # noqa: ANN401 - anything
    """Return an example in which each text that is read ends with a moment."""
    changed = {}
    for one in fields(value):
        hint, held = hints(type(value))[one.name], getattr(value, one.name)
        changed[one.name] = _with_moment(hint, held)
    return replace(value, **changed)


def members(value: object, annotation: object) -> list[str]:
    """Return all texts of a value that are of one annotation, in order."""
    return list(_members(value, None, annotation))


def _members(value: object, hint: object, annotation: object) -> Iterator[str]:
    if isinstance(value, Enum | bytes):
        return
    if isinstance(value, str) and hint == annotation:
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _members(one, typing.get_args(hint)[0] if typing.get_args(hint) else None, annotation)
    elif is_dataclass(value) and not isinstance(value, type):
        for name, inner in hints(type(value)).items():
            yield from _members(getattr(value, name), inner, annotation)


def _alone(kind: type, whole: object) -> Iterator[tuple[str, Any]]:
    """Return examples with only one of those fields that need not be filled in, where they don't go together."""
    needed = {one.name for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING}
    for one in fields(kind):
        if one.name not in needed and getattr(whole, one.name) == one.default and hints(kind)[one.name] is not bool:
            given = {name: hint for name, hint in hints(kind).items() if name in needed | {one.name}}
            yield f"{kind.__name__} with {one.name}", kind(**{name: _made(name, hint) for name, hint in given.items()})


def _made(where: str, hint: Any) -> Any:  # noqa: ANN401 - an annotation, and what it stands for
    if hint in MAKERS:
        return MAKERS[hint]()
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    if isinstance(hint, type) and is_dataclass(hint):
        return example(hint)
    if typing.get_origin(hint) is tuple and typing.get_args(hint)[1:] == (...,):
        return tuple(_made(where, typing.get_args(hint)[0]) for _ in range(2))
    raise NoExampleError(where, hint)


def _otherwise(hint: Any, value: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - an annotation and a value
    if isinstance(hint, type) and issubclass(hint, Enum):
        yield from ((str(one.value), one) for one in hint if one is not value)
    elif hint is bool:
        yield "True", True
    elif hint in (Address, Asked):
        yield "none", ""
    elif typing.get_origin(hint) is tuple:
        yield "many", tuple(_made("an item", typing.get_args(hint)[0]) for _ in range(7))
        kind = typing.get_args(hint)[0]
        if isinstance(kind, type) and is_dataclass(kind):
            yield from ((name, (one,)) for name, one in variants(kind))


def _with_moment(hint: Any, value: Any) -> Any:  # noqa: ANN401 - an annotation and a value
    if hint is str:
        return f"{value} {moments.marked(MOMENT, word())}"
    if isinstance(value, tuple):
        return tuple(_with_moment(typing.get_args(hint)[0], one) for one in value)
    return with_moments(value) if is_dataclass(value) and not isinstance(value, type) else value


def of_union(union: object) -> tuple[type, ...]:
    """Return the classes of a union."""
    return tuple(typing.get_args(union)) if isinstance(union, types.UnionType) else ()
