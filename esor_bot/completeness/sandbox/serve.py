"""The worker's loop: load the task, then take requests until the parent is gone."""

from __future__ import annotations

import gc
import importlib
import json
import logging
import os
import pickle
import threading
import warnings
from collections.abc import Callable
from io import BufferedReader
from typing import Any, NoReturn

from esor_bot.completeness.sandbox import confine, wire

Config = dict[str, Any]
Report = Callable[[int, int], None]
Task = Callable[[object, bytes, Report], tuple[object, bytes]]

_TEXT_OF_ERROR = 300


def serve(channel: int, config: Config, protections: list[str]) -> None:
    """Answer requests on this descriptor; returns when the parent has closed its end.

    After a task that failed the process ends: who knows what the failure left behind.
    """
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    try:
        task = _load(config["task"])
    except Exception as error:  # noqa: BLE001 - whatever a library raises when it is loaded; no document is there yet
        _fail(channel, "start", f"{type(error).__name__}: {error}"[:_TEXT_OF_ERROR])
    _tidy()
    gc.freeze()  # what is loaded now stays, so that later collections need not look at it
    wire.write(channel, wire.READY, json.dumps(protections).encode())
    with os.fdopen(channel, "rb", closefd=False) as reader:
        while head := reader.read(wire.REQUEST.size):
            confine.renew_cpu(config["cpu_seconds"])
            _answer(reader, head, channel, task, config)
            _tidy()
            wire.write(channel, wire.READY, b"[]")


def _load(name: str) -> Task:
    module_name, _, function = name.partition(":")
    module = importlib.import_module(module_name)
    task: Task = getattr(module, function)
    prepare = getattr(module, "prepare", None)
    if prepare is not None:
        prepare()
    return task


def _answer(reader: BufferedReader, head: bytes, channel: int, task: Task, config: Config) -> None:
    """Do one task and write its answer. Of an exception only the class is told: its message may quote the document."""
    try:
        body, blob = _work(reader, head, channel, task)
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        if len(text) > config["answer"] or len(blob) > config["blob"]:
            raise OverflowError
        wire.write(channel, wire.ANSWER, text)
        wire.write(channel, wire.BLOB, blob)
    except MemoryError:
        _write_failure(channel, wire.MEMORY_FAILURE)
    except BaseException as error:  # noqa: BLE001 - the boundary between the task and the bot
        _fail(channel, "error", type(error).__name__)


def _work(reader: BufferedReader, head: bytes, channel: int, task: Task) -> tuple[object, bytes]:
    request_size, data_size = wire.REQUEST.unpack(head)
    request = pickle.loads(reader.read(request_size))
    return task(request, reader.read(data_size), _reporter(channel))


def _reporter(channel: int) -> Report:
    """What a task calls to tell how far it is; from any thread."""
    lock = threading.Lock()
    left = wire.MOST_PROGRESS

    def report(done: int, total: int) -> None:
        nonlocal left
        with lock:
            if left:
                left -= 1
                wire.write(channel, wire.PROGRESS, json.dumps([int(done), int(total)]).encode())

    return report


def _tidy() -> None:
    gc.collect()
    confine.trim()


def _fail(channel: int, reason: str, kind: str) -> NoReturn:
    _write_failure(channel, json.dumps({"reason": reason, "kind": kind}).encode())


def _write_failure(channel: int, payload: bytes) -> NoReturn:
    wire.write(channel, wire.FAILURE, payload)
    os._exit(0)
