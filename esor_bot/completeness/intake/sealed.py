"""Files locked by their owner open without a password, but their streams have to be decrypted to look into them."""

from __future__ import annotations

from pypdf.generic import DictionaryObject, IndirectObject, StreamObject

from esor_bot.completeness.intake.limits import Clock, FileLimits
from esor_bot.completeness.intake.reach import FAILS, Reach, TooManySteps, raw
from esor_bot.completeness.intake.unpack import Bomb, Stream, check_stream
from esor_bot.completeness.intake.walk import open_reader

_NUMBERS = ("/Width", "/Height", "/BitsPerComponent")


def check_sealed(data: bytes, limits: FileLimits, clock: Clock) -> None:
    """Raise Bomb where a decrypted stream grows beyond the limits; OutOfTime as well.

    A file that pypdf can't decrypt is left to PDFium and to the limits of the process.
    """
    try:
        reader = open_reader(data)
        numbers = [(number, generation) for generation, table in reader.xref.items() for number in table]
    except FAILS:
        return
    reach = Reach(reader, clock)
    total = 0
    try:
        for number, generation in numbers:
            clock.check()
            stream = reach.get(IndirectObject(number, generation, reader))
            if isinstance(stream, StreamObject):
                packed = bytes(stream._data)
                told = Stream(0, len(packed), _dictionary(reach, stream))
                total += check_stream(packed, told, limits, clock)
            if total > limits.unpacked_all:
                raise Bomb
    except TooManySteps:
        return


def _dictionary(reach: Reach, stream: DictionaryObject) -> bytes:
    """Write down what of a stream's dictionary matters, with nothing left to other objects."""
    filters = reach.get(raw(stream, "/Filter"))
    names = [reach.text(name) for name in reach.items(filters)] or [reach.text(filters)]
    parts = [f"/Filter [{' '.join(name for name in names if name.startswith('/'))}]"]
    parts += [f"{key} {int(reach.number(raw(stream, key)))}" for key in _NUMBERS if key in stream]
    if reach.text(raw(stream, "/ColorSpace")) == "/DeviceGray":
        parts.append("/DeviceGray")
    return " ".join(parts).encode("latin-1", "replace")
