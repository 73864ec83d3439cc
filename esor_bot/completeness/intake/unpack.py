"""Looks at the packed streams of a PDF before any library unpacks them: does one of them grow beyond all bounds?

Nothing is trusted but what is counted: every stream is unpacked piece by piece, and the pieces are thrown away.
Small streams that can't grow beyond the limit whatever is in them are left alone.
"""

from __future__ import annotations

import binascii
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from esor_bot.completeness.intake.limits import Clock, FileLimits
from esor_bot.completeness.intake.work import is_endless_tiling, is_heavy

_STREAM = re.compile(rb"(?<!end)stream(?:\r\n|\n|\r|(?=.))", re.DOTALL)
_FILTER = re.compile(rb"/Filter\s*(\[[^\]]*\]|/[^\s/<>\[\]()]+|\d+\s+\d+\s+R)")
_NAME = re.compile(rb"/([^\s/<>\[\]()]+)")
_LENGTH = re.compile(rb"/Length\s+(\d+)(\s+\d+\s+R)?")
_NUMBER = re.compile(rb"/(Width|Height|BitsPerComponent|Columns|Rows)\s+(\d{1,18})")
_OTHERS = re.compile(
    rb"/Length1|/Width|/Type\s*/(?:ObjStm|XRef|Metadata|EmbeddedFile)|/CIDFontType0C|/Type1C|/OpenType"
)
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_DICTIONARY = 4096  # a stream's dictionary is looked for in so many bytes before it
_INFLATES = 1032  # deflate can't grow more than that
_SMALL = 32 * 1024  # a stream as short as that grows to 32 MiB at most ...
_SMALL_CONTENTS = 4096  # ... and to what may be drawn
_PIECE = 65536
_OUT = 1 << 20
_LZW_CODES = 4_000_000  # a second's work; more codes than that are taken for a bomb
_SHORT = {b"Fl": b"FlateDecode", b"LZW": b"LZWDecode", b"A85": b"ASCII85Decode", b"AHx": b"ASCIIHexDecode",
          b"RL": b"RunLengthDecode"}  # fmt: skip
_GROW = frozenset({b"FlateDecode", b"LZWDecode", b"ASCII85Decode", b"ASCIIHexDecode", b"RunLengthDecode"})


class Bomb(Exception):
    """Unpacked, the file is larger than it may be."""


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream as it stands in the file: where its bytes begin, how many they are (-1: not told) and its dictionary."""

    begin: int
    length: int
    dictionary: bytes

    @property
    def filters(self) -> tuple[bytes, ...] | None:
        """The names of its filters, in the order of unpacking; None where they are named elsewhere."""
        if (found := _FILTER.search(self.dictionary)) is None:
            return ()
        if found[1].endswith(b"R") and found[1][:1].isdigit():
            return None
        names = (_ESCAPE.sub(lambda part: binascii.unhexlify(part[1]), name) for name in _NAME.findall(found[1]))
        return tuple(_SHORT.get(name, name) for name in names)

    @property
    def is_contents(self) -> bool:
        """Say whether it may be what a page draws: it is neither a picture, a font, nor made for the file itself."""
        return not _OTHERS.search(self.dictionary)

    @property
    def pixels(self) -> int:
        """How many bytes its pixels take, if it is a picture; 0 otherwise."""
        numbers: dict[bytes, int] = {}
        for name, value in _NUMBER.findall(self.dictionary):
            numbers[name] = max(numbers.get(name, 0), int(value))
        width = max(numbers.get(b"Width", 0), numbers.get(b"Columns", 0))
        height = max(numbers.get(b"Height", 0), numbers.get(b"Rows", 0))
        if b"/Width" not in self.dictionary:
            return 0
        bits = numbers.get(b"BitsPerComponent", 8)
        channels = 1 if bits == 1 or b"DeviceGray" in self.dictionary else 3
        return width * height * bits * channels // 8


def streams(data: bytes) -> Iterator[Stream]:
    """Yield all streams that stand in the file, also those of older revisions."""
    for found in _STREAM.finditer(data):
        begin = found.end()
        start = max(0, found.start() - _DICTIONARY)
        start = max(start, data.rfind(b"obj", start, found.start()))
        dictionary = data[start : found.start()]
        if b">>" not in dictionary:
            continue
        declared = _LENGTH.search(dictionary)
        length = -1
        if declared and not declared[2] and len(declared[1]) < 12:
            end = data.find(b"endstream", begin)
            length = min(max(int(declared[1]), end - begin), len(data) - begin)
        yield Stream(begin, length, dictionary)


def check_streams(data: bytes, limits: FileLimits, clock: Clock) -> None:
    """Raise Bomb where a stream, a picture or all streams together are larger than they may be.

    Raises OutOfTime as well. Bytes that are no proper stream are passed over.
    """
    total = possible = 0
    for stream in streams(data):
        clock.check()
        most = stream.length * _INFLATES
        if _is_harmless(stream, limits.unpacked_all - possible):
            possible += most
            continue
        total += check_stream(data, stream, limits, clock)
        if total > limits.unpacked_all:
            raise Bomb


def _is_harmless(stream: Stream, left: int) -> bool:
    """Say whether a stream stays within the limits whatever is in it."""
    longest = _SMALL_CONTENTS if stream.is_contents else _SMALL
    told = 0 <= stream.length <= longest and stream.filters == (b"FlateDecode",)
    return told and stream.length * _INFLATES <= left and not stream.pixels and b"/PatternType" not in stream.dictionary


def check_stream(data: bytes, stream: Stream, limits: FileLimits, clock: Clock) -> int:
    """Return how many bytes a stream has when unpacked; 0 for pictures, and for what does not grow.

    Raises Bomb and OutOfTime.
    """
    pixels = stream.pixels
    if pixels > limits.picture or is_endless_tiling(stream.dictionary):
        raise Bomb
    filters = stream.filters
    if filters is not None and not _GROW.intersection(filters) and not (stream.is_contents and not filters):
        return 0
    end = len(data) if stream.length < 0 else stream.begin + stream.length
    packed = memoryview(data)[stream.begin : end]
    if filters == (b"FlateDecode",) and not stream.is_contents:
        size = _count(packed, limits.picture if pixels else limits.unpacked, clock)
        return 0 if pixels else size
    limit = limits.contents if stream.is_contents else limits.unpacked
    out = _chain(bytes(packed), filters, limits.picture if pixels else limit, clock)
    if stream.is_contents and is_heavy(out):
        raise Bomb
    return 0 if pixels else len(out)


def _count(packed: memoryview, limit: int, clock: Clock) -> int:
    return sum(len(piece) for piece in _inflate(packed, limit, clock))


def _inflate(packed: memoryview | bytes, limit: int, clock: Clock) -> Iterator[bytes]:
    """Yield what comes out, up to the first error as readers do; raise Bomb beyond the limit."""
    machine = zlib.decompressobj(zlib.MAX_WBITS | 32)
    size = 0
    for begin in range(0, len(packed), _PIECE):
        piece: bytes = bytes(packed[begin : begin + _PIECE])
        while piece:
            try:
                out = machine.decompress(piece, _OUT)
            except zlib.error:
                return
            size += len(out)
            if size > limit:
                raise Bomb
            yield out
            if machine.eof:
                return
            piece = machine.unconsumed_tail
            clock.check()


def _chain(data: bytes, filters: tuple[bytes, ...] | None, limit: int, clock: Clock) -> bytes:
    """Unpack one filter after the other. Where they are not told, unpack as long as it looks packed."""
    steps = filters if filters is not None else (b"FlateDecode",) * 8
    if len(steps) > 16:
        raise Bomb
    for name in steps:
        if name == b"FlateDecode":
            if filters is None and not _looks_packed(data):
                break
            data = b"".join(_inflate(data, limit, clock))
        elif name == b"ASCIIHexDecode":
            text = re.sub(rb"[^0-9A-Fa-f]", b"", data.partition(b">")[0])
            data = binascii.unhexlify(text[: len(text) // 2 * 2])
        elif name == b"ASCII85Decode":
            data = _ascii85(data)
        elif name == b"RunLengthDecode":
            data = _run_length(data, limit)
        elif name == b"LZWDecode":
            return bytes(_lzw_length(data, limit))
        else:
            break  # a picture's filter: its size is told by the dictionary
    return data


def _looks_packed(data: bytes) -> bool:
    return len(data) > 2 and data[0] & 15 == 8 and (data[0] << 8 | data[1]) % 31 == 0


def _ascii85(data: bytes) -> bytes:
    """Unpack the groups of five that are whole: what a bomb needs, and enough to look into it."""
    text = re.sub(rb"[^!-uz]", b"", data.partition(b"~>")[0]).replace(b"z", b"!!!!!")
    out = bytearray()
    for begin in range(0, len(text) - 4, 5):
        value = 0
        for digit in text[begin : begin + 5]:
            value = value * 85 + digit - 33
        out += (value & 0xFFFFFFFF).to_bytes(4, "big")
    return bytes(out)


def _run_length(data: bytes, limit: int) -> bytes:
    out = bytearray()
    at = 0
    while at < len(data) and data[at] != 128:
        count = data[at]
        if count < 128:
            out += data[at + 1 : at + 2 + count]
            at += 2 + count
        else:
            out += data[at + 1 : at + 2] * (257 - count)
            at += 2
        if len(out) > limit:
            raise Bomb
    return bytes(out)


def _lzw_length(data: bytes, limit: int) -> int:
    """Count what LZW gives, without making it: only the lengths of the table's entries are kept."""
    lengths = [1] * 256 + [0, 0]
    bits = width = total = previous = codes = 0
    width = 9
    value = 0
    for byte in data:
        value = (value << 8 | byte) & 0xFFFFFF
        bits += 8
        if bits < width:
            continue
        bits -= width
        code = value >> bits & (1 << width) - 1
        codes += 1
        if code == 257:
            break
        if code == 256:
            del lengths[258:]
            width, previous = 9, 0
            continue
        length = lengths[code] if code < len(lengths) else previous + 1
        if previous and len(lengths) < 4096:
            lengths.append(previous + 1)
        width = min(12, max(9, (len(lengths) + 1).bit_length()))
        total += length
        previous = length
        if total > limit or codes > _LZW_CODES:
            raise Bomb
    return total
