"""A trained index kept on disk, so that it is trained once for each state of the phrasings.

It is looked for beside the code (put there when the package is built) and in the user's cache folder; what is
found must carry the digest of exactly these phrasings, this vocabulary and this way of training. The arrays are
mapped into memory, so that only the parts a question touches are read.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from esor_bot.answering.features import Reader
from esor_bot.answering.index import Index, build
from esor_bot.answering.linear import Linear
from esor_bot.answering.vectors import Postings

FORMAT = 2  # raise it with every change of features, weighting or training
_ARRAYS = ("labels", "starts", "rarity", "offsets", "rows", "values", "columns", "weights")
_KEPT = 8

Phrasings = Sequence[tuple[int, str]]


def trained(reader: Reader, phrasings: Phrasings, entries: int) -> Index:
    """Return the index for these phrasings: the one on disk, or a new one, which is then kept."""
    name = f"index-{digest(reader, phrasings, entries)}"
    for folder in places():
        index = load(folder / name)
        if index is not None:
            return index
    index = build(reader, phrasings, entries)
    cache = places()[-1]
    with contextlib.suppress(OSError):
        save(index, cache / name)
        _tidy(cache)
    return index


def digest(reader: Reader, phrasings: Phrasings, entries: int) -> str:
    """Return what the index depends on, as one short number."""
    sums = hashlib.sha256(f"{FORMAT} {entries} {np.__version__.split('.')[0]}".encode())
    for entry, phrasing in phrasings:
        sums.update(f"{entry}\0{phrasing}\0".encode())
    for said, terms in sorted(reader.terms.table.items()):
        sums.update(f"{said}\0{terms}\0".encode())
    return sums.hexdigest()[:24]


def places() -> tuple[Path, Path]:
    """Return where an index may lie: beside the code, and in the user's cache folder."""
    from platformdirs import user_cache_path

    return Path(__file__).resolve().parent.parent / "_compiled", user_cache_path("esor-bot", appauthor=False)


def load(folder: Path) -> Index | None:
    """Load an index, or return None where there is none, or none that can be read."""
    try:
        floor = float(json.loads((folder / "meta.json").read_text("utf-8"))["floor"])
        arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in _ARRAYS}
    except (OSError, ValueError, KeyError):
        return None
    postings = Postings(arrays["offsets"], arrays["rows"], arrays["values"], len(arrays["labels"]))
    linear = Linear(arrays["columns"], arrays["weights"])
    return Index(arrays["labels"], arrays["starts"], arrays["rarity"], postings, linear, floor)


def save(index: Index, folder: Path) -> None:
    """Write an index so that it appears whole or not at all; raises OSError where that cannot be done."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".new-"))
    try:
        for name, array in _arrays(index):
            np.save(scratch / f"{name}.npy", array)
        (scratch / "meta.json").write_text(json.dumps({"floor": index.floor}), "utf-8")
        scratch.replace(folder)
    except OSError:
        shutil.rmtree(scratch, ignore_errors=True)
        raise


def _arrays(index: Index) -> Iterator[tuple[str, np.ndarray]]:
    yield "labels", index.labels
    yield "starts", index.starts
    yield "rarity", index.rarity
    yield "offsets", index.postings.offsets
    yield "rows", index.postings.rows
    yield "values", index.postings.values
    yield "columns", index.linear.columns
    yield "weights", index.linear.weights


def _tidy(cache: Path) -> None:
    """Keep the latest few indexes only."""
    found = sorted(cache.glob("index-*"), key=lambda folder: folder.stat().st_mtime, reverse=True)
    for old in found[_KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
