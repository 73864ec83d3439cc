"""Small, safe steps through the objects of a PDF: nothing that is reached is taken to be what it should be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdf
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NullObject, StreamObject

from esor_bot.completeness.intake.limits import Clock

# What pypdf is known to raise on damaged files, beside its own errors: it trusts the kinds of objects.
FAILS = (
    PyPdfError, ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RuntimeError, TypeError,
    ValueError,
)  # fmt: skip
_STEPS = 60_000  # objects that are looked at in one file
_LONGEST = 100_000  # characters of one string


class TooManySteps(Exception):
    """More objects than any application has."""


class Reach:
    """Follows references of one file, with a clock and a count of the steps."""

    def __init__(self, reader: pypdf.PdfReader, clock: Clock) -> None:
        self.reader = reader
        self._clock = clock
        self._steps = 0

    def get(self, thing: Any) -> Any:  # noqa: ANN401 - any object of a PDF
        """Return the object that a reference leads to, None where there is none."""
        self._steps += 1
        if self._steps > _STEPS:
            raise TooManySteps
        if self._steps % 256 == 0:
            self._clock.check()
        hops = 0
        while isinstance(thing, IndirectObject):
            hops += 1
            if hops > 16:
                return None
            try:
                thing = self.reader.get_object(thing)
            except FAILS:
                return None
        return None if isinstance(thing, NullObject) else thing

    def at(self, thing: Any, *keys: str) -> Any:  # noqa: ANN401
        """Return what stands under the keys, one within the other; None where a step leads nowhere."""
        for key in keys:
            thing = self.get(thing)
            if not isinstance(thing, DictionaryObject):
                return None
            thing = thing.raw_get(key) if key in thing else None
        return self.get(thing)

    def dictionary(self, thing: Any) -> DictionaryObject:  # noqa: ANN401
        """Return a dictionary, an empty one where it is something else."""
        thing = self.get(thing)
        return thing if isinstance(thing, DictionaryObject) else DictionaryObject()

    def items(self, thing: Any) -> Iterator[Any]:  # noqa: ANN401
        """Yield the elements of an array, as references where they are."""
        thing = self.get(thing)
        if isinstance(thing, ArrayObject):
            yield from list(thing)

    def text(self, thing: Any) -> str:  # noqa: ANN401
        """Return a string, the name of a name, or the contents of a small stream; "" for anything else."""
        thing = self.get(thing)
        if isinstance(thing, StreamObject):
            try:
                return _decoded(thing.get_data()[:_LONGEST])
            except FAILS:
                return ""
        if isinstance(thing, bytes):
            return _decoded(thing[:_LONGEST])
        return str(thing)[:_LONGEST] if isinstance(thing, str) else ""

    def number(self, thing: Any, otherwise: float = 0.0) -> float:  # noqa: ANN401
        """Return a number."""
        thing = self.get(thing)
        return float(thing) if isinstance(thing, int | float) and abs(float(thing)) < 1e9 else otherwise

    def leaves(self, tree: Any, key: str) -> Iterator[Any]:  # noqa: ANN401
        """Yield the values of a name tree (`key` is /Names), in any shape of tree."""
        seen: set[int] = set()
        stack = [tree]
        while stack:
            node = self.dictionary(stack.pop())
            if id(node) in seen or not node:
                continue
            seen.add(id(node))
            values = list(self.items(node.raw_get(key) if key in node else None))
            yield from values[1::2]
            stack += list(self.items(node.raw_get("/Kids") if "/Kids" in node else None))


def raw(thing: DictionaryObject, key: str) -> Any:  # noqa: ANN401
    """Return what stands under a key, a reference as a reference; None where nothing does."""
    return thing.raw_get(key) if key in thing else None


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xfe\xff", b"\xff\xfe")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")
