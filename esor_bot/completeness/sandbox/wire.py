"""What parent and worker say to each other, over one stream socket.

Parent to worker: a configuration (marshal) when it starts, then one request (pickle) and its data per task; the
worker trusts its parent. Worker to parent: frames of a kind, a length and a payload, which is JSON or raw bytes
and never anything that can run code: a worker may have been taken over by the document that it reads.
"""

from __future__ import annotations

import os
import struct

CONFIG = struct.Struct(">I")
"""The length of the configuration that follows."""
REQUEST = struct.Struct(">IQ")
"""The length of the request and that of the data, both of which follow."""
FRAME = struct.Struct(">cI")
"""The kind of a frame and the length of its payload, which follows."""

READY = b"R"
"""The worker waits for a task. A JSON list of the protections that hold."""
PROGRESS = b"P"
"""JSON list of two numbers: steps done, steps in all."""
ANSWER = b"A"
"""The JSON of an answer; a BLOB follows."""
BLOB = b"B"
"""The raw bytes of an answer."""
FAILURE = b"F"
"""JSON object: `reason`, one of those of WorkerDied, and `kind`, the name of an exception's class."""

MOST_PROGRESS = 10_000
"""More PROGRESS frames in one task are rubbish, so that a worker can't fill the parent's memory with them."""

MEMORY_FAILURE = b'{"reason":"memory","kind":"MemoryError"}'
"""Ready-made: when it is needed there may be no memory to make it."""


def write(descriptor: int, kind: bytes, payload: bytes) -> None:
    """Write one frame to a descriptor that blocks."""
    _write(descriptor, FRAME.pack(kind, len(payload)))
    _write(descriptor, payload)


def _write(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
