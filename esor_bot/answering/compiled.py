"""A trained index kept on disk, so that it is trained once for each state of the phrasings.

It is looked for beside the code (put there when the package is built) and in the user's cache folder; what is
found must carry the digest of exactly these phrasings, this vocabulary and this way of training. The arrays are
mapped into memory, so that only the parts a question touches are read; of the largest ones these are let go again,
else the process would hold all of them after a while. The system keeps them at hand as long as there is room.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import mmap
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from esor_bot.answering.features import Reader
from esor_bot.answering.index import Index, build
from esor_bot.answering.linear import Linear
from esor_bot.answering.normalise import plain, words
from esor_bot.answering.vectors import Neighbours, Rarity

FORMAT = 7  # raise it with every change of features, weighting or training
_ARRAYS = ("starts", "rarity", "features", "ends", "places", "values", "said", "owners")
_LINEAR = ("kept", "rows", "full", "kept_ends", "kept_owners", "weights")
_LARGE = ("places", "values")
_KEPT = 8

Phrasings = Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A trained index, how often each word occurs in the phrasings (for the spelling), and its name on disk."""

    name: str
    index: Index
    known: Mapping[str, int]


def compiled(reader: Reader, phrasings: Phrasings, entries: int) -> Compiled:
    """Return the index for these phrasings: the one on disk, or a new one, which is then kept."""
    name = f"index-{digest(reader, phrasings, entries)}"
    for folder in places():
        ready = load(folder / name)
        if ready is not None:
            return ready
    texts = [*(text for _, text in phrasings), *reader.terms.table]
    known = Counter(plain(word) for text in texts for word in words(text))
    ready = Compiled(name, build(reader, phrasings, entries), known)
    cache = places()[-1]
    if isinstance(ready.index.linear, Linear):  # means are made as quickly as they are read
        with contextlib.suppress(OSError):
            save(ready, cache / name)
            _tidy(cache)
    return ready


def keep(ready: Compiled) -> Path:
    """Keep an index beside the code; returns its folder. Raises OSError where that cannot be done."""
    folder = places()[0] / ready.name
    if load(folder) is None:
        save(ready, folder)
    return folder


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


def load(folder: Path) -> Compiled | None:
    """Load what was compiled, or return None where there is none, or none that can be read."""
    try:
        meta = json.loads((folder / "meta.json").read_text("utf-8"))
        floor, unseen, known = float(meta["floor"]), float(meta["unseen"]), dict(meta["known"])
        arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in (*_ARRAYS, *_LINEAR)}
    except (OSError, EOFError, ValueError, KeyError, TypeError):
        return None
    let_go = _letting_go([arrays[name].base for name in _LARGE])
    read = {name: array.view(np.ndarray) for name, array in arrays.items()}
    rarity = Rarity(read["features"], read["rarity"], unseen)
    neighbours = Neighbours(read["features"], read["ends"], read["places"], read["values"])
    linear = Linear(*(read[name] for name in _LINEAR))
    index = Index(read["starts"], rarity, neighbours, linear, floor, read["said"], read["owners"], let_go)
    return Compiled(folder.name, index, known)


def _letting_go(mapped: Sequence[object]) -> Callable[[], None]:
    """Return what gives back the memory of files that are mapped; they are read again where they are needed."""
    advice = getattr(mmap, "MADV_DONTNEED", None)
    files = [one for one in mapped if isinstance(one, mmap.mmap)]

    def let_go() -> None:
        if advice is not None:
            for one in files:
                one.madvise(advice)

    return let_go


def save(ready: Compiled, folder: Path) -> None:
    """Write what was compiled so that it appears whole or not at all; raises OSError where that cannot be done."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".new-"))
    try:
        for name, array in _arrays(ready.index):
            np.save(scratch / f"{name}.npy", array)
        meta = {"floor": ready.index.floor, "unseen": ready.index.rarity.unseen, "known": ready.known}
        (scratch / "meta.json").write_text(json.dumps(meta), "utf-8")
        if folder.exists():  # what lies there could not be read
            shutil.rmtree(folder)
        scratch.replace(folder)
    except OSError:
        shutil.rmtree(scratch, ignore_errors=True)
        raise


def _arrays(index: Index) -> Iterator[tuple[str, np.ndarray]]:
    yield "starts", index.starts
    yield "rarity", index.rarity.weights
    yield "features", index.neighbours.features
    yield "ends", index.neighbours.ends
    yield "places", index.neighbours.places
    yield "values", index.neighbours.values
    if isinstance(index.linear, Linear):
        linear = index.linear
        parts = (linear.features, linear.rows, linear.full, linear.ends, linear.owners, linear.weights)
        yield from zip(_LINEAR, parts, strict=True)
    yield "said", index.said
    yield "owners", index.owners


def _tidy(cache: Path) -> None:
    """Keep the latest few indexes only."""
    found = sorted(cache.glob("index-*"), key=lambda folder: folder.stat().st_mtime, reverse=True)
    for old in found[_KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
