"""Damaged files by the thousand: does every one of them come to a clear end?

python -m benchmarks.fuzz_check [--files 2000] [--seed 1] [--jobs 2] [--through-sandbox] [--keep FOLDER]

Small samples are made on the fly, damaged in one to four ways, and read as a check reads them: structure, text of
the first pages, a small picture of page 1. The same seed and number give the same file. Files are read in child
processes; one that dies or hangs costs its file only, and is counted with it.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import random
import re
import resource
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image
from reportlab.lib.pagesizes import A6  # type: ignore[import-untyped]
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]
from reportlab.pdfgen import canvas  # type: ignore[import-untyped]

from esor_bot.completeness.intake import FileLimits, PdfFile, Unreadable, inspect, judge_layer
from esor_bot.completeness.sandbox import Limits, Sandbox
from esor_bot.errors import CheckError, WorkerDied, WorkerTimeout

HANG_SECONDS = 10.0
MEMORY = 1536 * 1024 * 1024
_PAGES = 2  # pages of each file that are read
_SIDE = 96  # pixels of the picture of page 1
_SLOW = 1.0  # seconds; slower files are listed
_LISTED = 12
_TOKENS = re.compile(rb"/[A-Za-z0-9]+|\d+ \d+ R|<<|>>|\[|\]|obj|endobj|stream|endstream|xref|trailer")
_NUMBERS = re.compile(rb"\d+")
_OBJECTS = re.compile(rb"\d+ \d+ obj.*?endobj", re.DOTALL)
_VALUES = (b"0", b"-1", b"1", b"65535", b"2147483647", b"4294967296", b"99999999999999999999", b"1e9", b"null")


@dataclass(slots=True)
class Tally:
    """What became of the files; `faults` are exceptions that should not be, deaths and hangs, with a file's number."""

    outcomes: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    examples: dict[str, int] = field(default_factory=dict)
    slow: list[tuple[float, int]] = field(default_factory=list)

    def add(self, number: int, outcome: str, seconds: float) -> None:
        """Count one file."""
        if outcome.startswith("! "):
            self.faults[outcome[2:]] += 1
            self.examples.setdefault(outcome[2:], number)
        else:
            self.outcomes[outcome] += 1
        if seconds > _SLOW:
            self.slow.append((seconds, number))

    @property
    def files(self) -> int:
        """The number of files."""
        return self.outcomes.total() + self.faults.total()


# --- Samples -----------------------------------------------------------------------------------------------------


def _drawn(paint: Callable[[canvas.Canvas], None], *, pages: int = 1, compress: int = 1) -> bytes:
    out = io.BytesIO()
    sheet = canvas.Canvas(out, pagesize=A6, pageCompression=compress, invariant=1)
    for _ in range(pages):
        paint(sheet)
        sheet.showPage()
    sheet.save()
    return out.getvalue()


def _words(sheet: canvas.Canvas) -> None:
    for line in range(8):
        sheet.drawString(30, 380 - 14 * line, f"A line of ordinary words, number {line}")


def _form(sheet: canvas.Canvas) -> None:
    _words(sheet)
    sheet.acroForm.textfield(name="family", value="Example", x=30, y=40, width=120, height=18)
    sheet.acroForm.checkbox(name="agreed", checked=True, x=30, y=70, size=14)


def _pictured(sheet: canvas.Canvas) -> None:
    picture = Image.effect_noise((24, 32), 60).convert("RGB")
    sheet.drawInlineImage(picture, 150, 150, 60, 80)
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG")
    sheet.drawImage(ImageReader(jpeg), 30, 150, 60, 80)
    _words(sheet)


def _saved(data: bytes, change: Callable[[pikepdf.Pdf], None] | None = None, **how: Any) -> bytes:  # noqa: ANN401 - what pikepdf takes
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        if change is not None:
            change(file)
        file.save(out, **how)
    return out.getvalue()


def _active(file: pikepdf.Pdf) -> None:
    file.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    file.attachments["note.txt"] = b"attached"
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[30, 20, 200, 60])
    note.Contents = "typed upon the page"
    file.pages[0].Annots = file.make_indirect(pikepdf.Array([file.make_indirect(note)]))


def samples() -> tuple[bytes, ...]:
    """Make the files that are damaged: one of each way to write a PDF, all of them small."""
    plain = _drawn(_words, pages=2)
    objects = pikepdf.ObjectStreamMode.generate
    locked = [
        pikepdf.Encryption(owner="owner", user="", R=revision, aes=revision >= 4, metadata=revision >= 4)
        for revision in (3, 4, 6)
    ]
    closed = pikepdf.Encryption(owner="owner", user="user", R=6)
    return (
        _drawn(_words, compress=0),
        plain,
        _drawn(_form),
        _drawn(_form, compress=0),
        _drawn(_pictured),
        _saved(plain, object_stream_mode=objects),
        _saved(_drawn(_form), _active, object_stream_mode=objects),
        _saved(plain, _active),
        _saved(plain, linearize=True),
        plain + _update(plain),
        *(_saved(plain, encryption=way) for way in locked),
        _saved(plain, encryption=closed),
    )


def _update(data: bytes) -> bytes:
    """Return a second revision that only repeats the trailer, to be appended."""
    start = data.rindex(b"startxref")
    offset = int(data[start + 9 :].split()[0])
    trailer = data[data.rindex(b"trailer") : start].replace(b">>", b"/Prev %d >>" % offset)
    place = len(data) + 1
    return b"\nxref\n0 1\n0000000000 65535 f \n" + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % place


# --- Damage ------------------------------------------------------------------------------------------------------


def _flip(data: bytearray, _: Sequence[bytes], dice: random.Random) -> None:
    for _unused in range(dice.choice((1, 4, 32))):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)


def _swap(data: bytearray, _: Sequence[bytes], dice: random.Random) -> None:
    size = dice.randrange(1, max(2, len(data) // 4))
    one, other = dice.randrange(len(data)), dice.randrange(len(data))
    data[one : one + size], data[other : other + size] = data[other : other + size], data[one : one + size]


def _cut(data: bytearray, _: Sequence[bytes], dice: random.Random) -> None:
    del data[dice.randrange(len(data)) :]


def _delete(data: bytearray, _: Sequence[bytes], dice: random.Random) -> None:
    begin = dice.randrange(len(data))
    del data[begin : begin + dice.randrange(1, 200)]


def _number(data: bytearray, _: Sequence[bytes], dice: random.Random) -> None:
    found = list(_NUMBERS.finditer(data))
    for match in sorted(dice.sample(found, min(len(found), dice.choice((1, 3)))), key=lambda one: -one.start()):
        near = b"%d" % (int(match[0][:12]) + dice.choice((-1, 1, 10)))
        data[match.start() : match.end()] = dice.choice((*_VALUES, near))


def _token(data: bytearray, all_files: Sequence[bytes], dice: random.Random) -> None:
    here = list(_TOKENS.finditer(data))
    there = _TOKENS.findall(dice.choice(all_files))
    if here and there:
        match = dice.choice(here)
        data[match.start() : match.end()] = dice.choice(there)


def _garbage(data: bytearray, _: Sequence[bytes], dice: random.Random) -> None:
    begin = data.find(b"stream", dice.randrange(len(data)))
    if begin > 0:
        data[begin + 8 : begin + 8 + dice.randrange(1, 60)] = dice.randbytes(dice.randrange(1, 60))


def _splice(data: bytearray, all_files: Sequence[bytes], dice: random.Random) -> None:
    other = dice.choice(all_files)
    begin = dice.randrange(len(other))
    place = dice.randrange(len(data))
    data[place:place] = other[begin : begin + dice.randrange(1, 600)]


def _object(data: bytearray, all_files: Sequence[bytes], dice: random.Random) -> None:
    found = _OBJECTS.findall(dice.choice((bytes(data), dice.choice(all_files))))
    if found:
        place = data.find(b"endobj", dice.randrange(len(data))) + 6
        data[place:place] = b"\n" + dice.choice(found) + b"\n"


def _reference(data: bytearray, _: Sequence[bytes], dice: random.Random) -> None:
    found = list(re.finditer(rb"\d+ 0 R", data))
    if found:
        match, other = dice.choice(found), dice.choice(found)
        data[match.start() : match.end()] = other[0]


def _nest(data: bytearray, _: Sequence[bytes], dice: random.Random) -> None:
    place = data.find(dice.choice((b"<<", b"[")), dice.randrange(len(data)))
    if place >= 0:
        data[place:place] = dice.choice((b"[", b"<</A ", b"(")) * dice.choice((10, 200, 3000))


_DAMAGES = (_flip, _swap, _cut, _delete, _number, _number, _token, _garbage, _splice, _object, _reference, _nest)


def damaged(files: Sequence[bytes], seed: int, number: int) -> bytes:
    """Return damaged file `number` of a seed."""
    dice = random.Random(seed * 10_000_019 + number)
    data = bytearray(dice.choice(files))
    for _ in range(dice.choice((1, 1, 2, 4))):
        if data:
            dice.choice(_DAMAGES)(data, files, dice)
    return bytes(data)


# --- Reading -----------------------------------------------------------------------------------------------------


def read(data: bytes, limits: FileLimits) -> str:
    """Read a file as a check does, and say in a word what came of it: "ok", or the codes of its findings."""
    structure = inspect(data, limits)
    codes = {finding.code for finding in structure.findings}
    if structure.readable:
        try:
            _read_pages(data, structure.pages, structure.fields)
        except Unreadable:
            codes.add("(page)")
    elif not any(finding.severity == "error" for finding in structure.findings):
        return "! unreadable without an error"
    return " ".join(sorted(codes)) or "ok"


def _read_pages(data: bytes, pages: int, fields: object) -> None:
    with PdfFile(data, fields=fields if isinstance(fields, dict) else None) as file:
        for index in range(min(_PAGES, pages)):
            judge_layer(file.lines(index), file.facts(index))
        file.render(0, _SIDE, grey=True)


def outcome_of(data: bytes, limits: FileLimits) -> str:
    """Return what came of a file; "! " and the place where an exception got out."""
    try:
        return read(data, limits)
    except Exception as error:  # noqa: BLE001 - what is looked for
        last = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in last if "esor_bot" in frame.filename] or list(last)
        place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno} via {Path(last[-1].filename).name}:{last[-1].lineno}"
        return f"! {type(error).__name__} at {place}"


def task(request: object, data: bytes, report: Callable[[int, int], None]) -> tuple[object, bytes]:
    """Read one file in a worker of the sandbox."""
    report(0, 1)
    return outcome_of(data, FileLimits()), b""


def _child(pipe: Connection, seed: int, first: int, last: int) -> None:
    """Read files first..last-1 and tell each outcome as it comes."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    files, limits = samples(), FileLimits()
    pipe.send((-1, "", 0.0))
    for number in range(first, last):
        data = damaged(files, seed, number)
        began = time.perf_counter()
        outcome = outcome_of(data, limits)
        pipe.send((number, outcome, time.perf_counter() - began))
    pipe.close()


def _batch(seed: int, first: int, last: int) -> Iterator[tuple[int, str, float]]:
    """Read a batch in child processes, a new one after each that died or hung."""
    context = multiprocessing.get_context("spawn")
    while first < last:
        ours, theirs = context.Pipe(duplex=False)
        child = context.Process(target=_child, args=(theirs, seed, first, last), daemon=True)
        child.start()
        theirs.close()
        patience = 60.0
        fault = ""
        while first < last and not fault:
            if not ours.poll(patience):
                fault = "! hang"
                break
            try:
                number, outcome, seconds = ours.recv()
            except EOFError:
                child.join(5)
                fault = f"! process death ({child.exitcode})"
                break
            patience = HANG_SECONDS
            if number >= 0:
                yield number, outcome, seconds
                first = number + 1
        if fault:
            yield first, fault, 0.0
            first += 1
        child.kill()
        child.join()
        ours.close()


def run(files: int, seed: int, jobs: int) -> Tally:
    """Read many files in `jobs` child processes at a time."""
    tally = Tally()
    size = max(1, min(5000, -(-files // jobs)))
    batches = [(seed, first, min(files, first + size)) for first in range(0, files, size)]
    with ThreadPoolExecutor(jobs) as pool:
        for batch in pool.map(lambda one: list(_batch(*one)), batches):
            for number, outcome, seconds in batch:
                tally.add(number, outcome, seconds)
    return tally


def run_sandboxed(files: int, seed: int, jobs: int) -> Tally:
    """Read many files through the sandbox, as the bot does."""
    tally, made = Tally(), samples()
    limits = Limits(seconds=HANG_SECONDS, tasks=10_000)

    def one(number: int) -> tuple[int, str, float]:
        began = time.perf_counter()
        try:
            outcome = str(sandbox.run(None, damaged(made, seed, number)).body)
        except WorkerTimeout:
            outcome = "! hang"
        except WorkerDied as error:
            outcome = f"! process death ({error.reason})"
        except CheckError as error:
            outcome = f"! {type(error).__name__}"
        return number, outcome, time.perf_counter() - began

    with Sandbox("benchmarks.fuzz_check:task", limits=limits, size=jobs) as sandbox, ThreadPoolExecutor(jobs) as pool:
        for number, outcome, seconds in pool.map(one, range(files)):
            tally.add(number, outcome, seconds)
    return tally


def show(tally: Tally, seconds: float) -> None:
    """Print what came of the files."""
    print(f"{tally.files} files in {seconds:.1f} s, {1000 * seconds / max(1, tally.files):.2f} ms a file")
    for outcome, count in tally.outcomes.most_common(_LISTED):
        print(f"  {count:7}  {outcome}")
    print(f"exceptions, hangs and deaths: {tally.faults.total()}")
    for fault, count in tally.faults.most_common():
        print(f"  {count:7}  {fault}   first: file {tally.examples[fault]}")
    print(f"slower than {_SLOW:g} s: {len(tally.slow)}")
    for took, number in sorted(tally.slow, reverse=True)[:_LISTED]:
        print(f"  {took:7.1f}  file {number}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 1 where a file came to no clear end."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz_check", description="read damaged files")
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--through-sandbox", action="store_true")
    parser.add_argument("--keep", type=Path, help="write the files that came to no clear end into this folder")
    options = parser.parse_args(arguments)
    began = time.perf_counter()
    reader = run_sandboxed if options.through_sandbox else run
    tally = reader(options.files, options.seed, options.jobs)
    show(tally, time.perf_counter() - began)
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
        for number in {*tally.examples.values(), *(number for _, number in tally.slow)}:
            (options.keep / f"{options.seed}-{number}.pdf").write_bytes(damaged(samples(), options.seed, number))
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
