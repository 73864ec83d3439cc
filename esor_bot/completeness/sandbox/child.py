"""The worker process: started by path, confined first, then one task after the other until its parent is gone.

Its standard input is the socket to the parent. Nothing it prints or logs goes anywhere.
"""

from __future__ import annotations

import gc
import marshal
import os
import sys

DONE, STARTED_BADLY, FAILED = 0, 3, 4


def main() -> None:
    """Read the configuration, take away what is not needed, load the task, and serve."""
    channel = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    length = int.from_bytes(_read(channel, 4), "big")
    config = marshal.loads(_read(channel, length))
    sys.path[:] = config["path"]

    from esor_bot.completeness.sandbox import confine, serve

    held = confine.limit(config["memory"], config["files"], config["cpu_seconds"])
    held += confine.confine(config["parent"], config["readable"])
    serve.serve(channel, config, held)


def _read(channel: int, length: int) -> bytes:
    found = b""
    while len(found) < length:
        more = os.read(channel, length - len(found))
        if not more:
            os._exit(DONE)
        found += more
    return found


if __name__ == "__main__":
    gc.disable()  # until all is loaded
    main()
