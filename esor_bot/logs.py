"""What long-running commands log: one line for each event, with its name, ids and nothing that people wrote.

Of our own records the name of the event and the fields of FIELDS are written. What libraries say may hold anything, so
only warnings of them are, by their place in the code and the pattern of their message, without what was filled in.
Of exceptions the kinds and the places are written: their messages may quote.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from json import dumps
from pathlib import Path
from traceback import extract_tb
from types import TracebackType

OURS = "esor_bot"

FIELDS = (
    "adapter",
    "case",
    "count",
    "kind",
    "millis",
    "outgoing",
    "part",
    "platform",
    "port",
    "reason",
    "receipt",
    "seconds",
    "statement",
    "step",
    "timer",
    "times",
    "version",
    "worker",
)
"""What may stand beside the name of an event: numbers, and words of ours."""

_EVENT = re.compile(r"[a-z][a-z0-9_]{0,60}")
_PLAIN = re.compile(r"[\w.:/+-]+")
_LONGEST = 200
_FRAMES = 3

_Kind = type[BaseException] | None


def configure(level: int | str = logging.INFO, json: bool = False, packages: Iterable[str] = ()) -> None:
    """Let the program log to standard error, in place of whatever was set up before; `json`: an object a line.

    `level` is that of our own events, those of the `packages` of platforms included; of libraries only warnings and
    worse are written, whatever it is.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if json else Lines())
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    for package in (OURS, *packages):
        logging.getLogger(package).setLevel(level)
    logging.captureWarnings(True)
    logging.raiseExceptions = False  # it would print what could not be written
    sys.excepthook = _crashed
    threading.excepthook = lambda args: _crashed(args.exc_type, args.exc_value, args.exc_traceback)


class Lines(logging.Formatter):
    """Records as `key=value` pairs."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line."""
        return " ".join(f"{key}={_plain(value)}" for key, value in told(record).items())


class JsonLines(logging.Formatter):
    """Records as JSON objects."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line."""
        return dumps(told(record), ensure_ascii=False)


def told(record: logging.LogRecord) -> Mapping[str, object]:
    """Return what of a record may be written."""
    at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    said: dict[str, object] = {"at": at, "level": record.levelname.lower()}
    if _is_ours(record.name):
        said |= {"event": _event(record.msg), "logger": record.name}
        said |= {name: _short(record.__dict__[name]) for name in FIELDS if name in record.__dict__}
    else:
        said |= {"event": "library", "logger": record.name, "place": f"{record.filename}:{record.lineno}"}
        if record.args:  # else it may have been put together of what must not be written
            said["message"] = _short(str(record.msg))
    if record.exc_info and record.exc_info[0] is not None:
        said |= {"error": record.exc_info[0].__name__, "places": " < ".join(_places(record.exc_info[2]))}
    return said


def _crashed(kind: _Kind, error: BaseException | None, where: TracebackType | None) -> None:
    """Log what nobody caught."""
    if kind is None or issubclass(kind, KeyboardInterrupt | SystemExit) or error is None:
        return
    logging.getLogger(OURS).critical("crashed", exc_info=(kind, error, where))


def _is_ours(logger: str) -> bool:
    """Say whether a logger is the core's, or that of a platform's package beside it."""
    package = logger.partition(".")[0]
    return package == OURS or package.startswith(f"{OURS}_")


def _event(message: object) -> str:
    return message if isinstance(message, str) and _EVENT.fullmatch(message) else "unnamed"


def _places(where: TracebackType | None) -> Iterator[str]:
    """Yield where an exception came from, the last place first."""
    for frame in reversed(extract_tb(where)[-_FRAMES:]):
        yield f"{Path(frame.filename).name}:{frame.lineno}"


def _short(value: object) -> object:
    return value if isinstance(value, bool | int | float) else str(value)[:_LONGEST]


def _plain(value: object) -> str:
    text = str(value)
    return text if _PLAIN.fullmatch(text) else dumps(text, ensure_ascii=False)
