"""The two networks: one finds text on a picture, the other reads a strip of it.

They are the models that come with the package rapidocr, run by onnxruntime. None of rapidocr's own code is run: it
can download, make folders and log, and a worker must do none of these.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np
import onnxruntime  # type: ignore[import-untyped]

from esor_bot.completeness.ocr.boxes import Floats, Image, boxes_of, strip
from esor_bot.errors import CheckError

THREADS = 2
HEIGHT = 48
"""The height in pixels of the strips that the reader takes."""
_NARROWEST = 64
_WIDEST = 3200
_STEP = 32
"""Sizes are multiples of it: the detector needs that, and the reader plans its memory anew for each width."""


@dataclass(frozen=True, slots=True)
class Word:
    """What was read in one box, and how sure the model was of it on average (0 to 1)."""

    text: str
    score: float


class Engine:
    """Finds and reads text. It keeps two models in memory (30 MiB); not for use by two threads at once."""

    def __init__(self) -> None:
        """Load the models. Raises CheckError where the package does not have them."""
        self._finder = _session("*det_small.onnx", THREADS)
        # Strips are many and small: two of them at a time on one thread each are read faster than one on two.
        self._reader = _session("*rec_small.onnx", 1)
        self._alphabet = ["", *self._reader.get_modelmeta().custom_metadata_map["character"].splitlines(), " "]
        self._pool = ThreadPoolExecutor(THREADS, "ocr")

    def find(self, image: Image) -> Floats:
        """Find the boxes of text on a picture (height, width, 3), in its pixels: an array (n, 4, 2)."""
        height, width = image.shape[:2]
        fitted = (max(_STEP, round(width / _STEP) * _STEP), max(_STEP, round(height / _STEP) * _STEP))
        text_map = _run(self._finder, np.asarray(cv2.resize(image, fitted), np.uint8))[0, 0]
        return boxes_of(text_map) * np.array((width / fitted[0], height / fitted[1]), np.float32)

    def read(self, image: Image, boxes: Iterable[Floats]) -> list[Word]:
        """Read boxes of a picture (height, width, 3), each the right way up."""
        return list(self._pool.map(lambda box: self._read(strip(image, box, HEIGHT)), boxes))

    def _read(self, cut: Image) -> Word:
        width = min(max(_NARROWEST, -(-cut.shape[1] // _STEP) * _STEP), _WIDEST)
        if cut.shape[1] > width:
            cut = np.asarray(cv2.resize(cut, (width, HEIGHT)), np.uint8)
        return self._decode(_run(self._reader, cut, width)[0])

    def _decode(self, chances: Floats) -> Word:
        """Take the likeliest character at each step (steps, characters); the same one in a row is one, 0 is none."""
        best = chances.argmax(axis=1)
        fresh = best != 0
        fresh[1:] &= best[1:] != best[:-1]
        if not fresh.any():
            return Word("", 0.0)
        score = float(chances[np.arange(len(best)), best][fresh].mean())
        return Word("".join(self._alphabet[index] for index in best[fresh]), score)


class _Input(Protocol):
    name: str


class _Meta(Protocol):
    custom_metadata_map: dict[str, str]


class _Session(Protocol):
    """What is used of onnxruntime's InferenceSession, which has no types."""

    def run(self, outputs: None, feeds: dict[str, Floats]) -> list[Floats]: ...

    def get_inputs(self) -> Sequence[_Input]: ...

    def get_modelmeta(self) -> _Meta: ...


def _session(pattern: str, threads: int) -> _Session:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # it would keep the largest page's memory for good
    options.log_severity_level = 4
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session: _Session = onnxruntime.InferenceSession(str(_model(pattern)), options, providers=["CPUExecutionProvider"])
    return session


def _model(pattern: str) -> Path:
    """Return the file of a model in rapidocr's package, without importing the package."""
    spec = importlib.util.find_spec("rapidocr")
    folders: Sequence[str] = (spec.submodule_search_locations or ()) if spec else ()
    found = [path for folder in folders for path in sorted((Path(folder) / "models").glob(pattern))]
    if not found:
        raise CheckError(f"the package rapidocr has no model {pattern!r}")
    return found[-1]


def _run(session: _Session, image: Image, width: int = 0) -> Floats:
    """Run a network on one picture (height, width, 3), filled up with grey to a width in pixels."""
    values = np.zeros((1, 3, image.shape[0], max(width, image.shape[1])), np.float32)
    values[0, :, :, : image.shape[1]] = image.transpose(2, 0, 1) * np.float32(1 / 127.5) - 1
    return session.run(None, {session.get_inputs()[0].name: values})[0]
