"""How good, how fast and how big is the check of application files?

    python -m benchmarks.check [DIR] [--count 60] [--seed 7] [--ocr-files 6] [--failures] [--speed-only]

DIR holds PDF files and `truth.jsonl`; without it, invented applications are made (python -m benchmarks.applications).
Beside the check stand, over the same files: a search for each document's name in the text that pypdf gives, and,
over the first `--ocr-files` scanned files, the same search in what the OCR library reads of every page at its
defaults, with its time.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks import check_naive as naive
from benchmarks.check_measure import Default, Worker, resident
from benchmarks.check_score import HEADINGS, Answer, Score
from esor_bot.bootstrap import build_checker
from esor_bot.completeness.check import Checked
from esor_bot.domain.programme import Programme
from esor_bot.knowledge.load import load
from esor_bot.knowledge.locate import locate

NOW = datetime.fromisoformat("2023-02-14T12:00:00+01:00")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--ocr-files", type=int, default=6)
    parser.add_argument("--failures", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = chosen.folder or _made(Path(made), chosen.count, chosen.seed)
        truths = [json.loads(line) for line in (folder / "truth.jsonl").read_text("utf-8").splitlines() if line.strip()]
        _measure(folder, truths, chosen.ocr_files, failures=chosen.failures)


def _made(folder: Path, count: int, seed: int) -> Path:
    from benchmarks.applications.__main__ import make

    make(folder, count, seed)
    return folder


def _measure(folder: Path, truths: list[dict[str, Any]], ocr_files: int, *, failures: bool) -> None:
    knowledge = load(locate(None))
    checker = build_checker(knowledge)
    checker.warm()
    before = resident()
    ours, search = Score(), Score()
    times: dict[str, tuple[int, float]] = {}
    worker = Worker()
    for truth in truths:
        data = (folder / truth["file"]).read_bytes()
        checked = checker.check(data, _programme(knowledge.programmes), NOW.date())
        worker.look()
        ours.add(truth, _answer(checked))
        search.add(truth, naive.answer(naive.texts(data)))
        times[truth["file"]] = (checked.report.pages, checked.millis / 1000)
    after = resident()
    rest = worker.rest()
    checker.close()
    scanned = [truth for truth in truths if _is(truth, "S")][:ocr_files]
    everything, default = Score(), Default()
    for truth in scanned:
        everything.add(truth, naive.answer(default.texts((folder / truth["file"]).read_bytes())))
    print(f"{len(truths)} files, {sum(pages for pages, _ in times.values())} pages\n")
    _table(ours, search, everything)
    print()
    for name, kind in (("born-digital", "D"), ("scanned", "S")):
        _speed(name, [times[truth["file"]] for truth in truths if _is(truth, kind)])
    same = [times[truth["file"]] for truth in scanned]
    if same and default.seconds:
        spent = sum(seconds for _, seconds in same)
        print(
            f"the OCR library at its defaults, the same {default.pages} scanned pages: {default.seconds:.1f} s;"
            f" the check: {spent:.1f} s, {spent / default.seconds:.2f} of it"
        )
    print(f"memory: the bot {before} MiB before, {after} MiB after; a worker {worker.peak} MiB at most, {rest} at rest")
    if failures:
        print("\n" + "\n".join(ours.errors))


def _programme(programmes: tuple[Programme, ...]) -> Programme:
    return next(one for one in programmes if any(document.recognition for document in one.cycle.documents))


def _answer(checked: Checked) -> Answer:
    report = checked.report
    documents = {one.id: (one.status.value, frozenset(one.pages)) for one in report.documents}
    codes = frozenset(finding.code for finding in report.findings)
    return Answer(report.verdict.value, report.order.value, documents, codes)


def _is(truth: dict[str, Any], kind: str) -> bool:
    """Say whether nearly all pages of a file that can be read are digital (D) or scanned (S)."""
    kinds = truth.get("page_kinds") or ""
    return bool(kinds) and kinds.count(kind) >= 0.9 * len(kinds) and truth["verdict"] != "unreadable"


def _table(ours: Score, search: Score, everything: Score) -> None:
    columns = [("the check", ours), ("search in text", search)]
    if everything.files:
        columns.append((f"search in OCR ({everything.files} files)", everything))
    print(f"{'':<30}" + "".join(f"{name:>26}" for name, _ in columns))
    for heading, *cells in zip(HEADINGS, *(score.row() for _, score in columns), strict=True):
        print(f"{heading:<30}" + "".join(f"{cell:>26}" for cell in cells))


def _speed(name: str, times: list[tuple[int, float]]) -> None:
    for line in _lines(name, times):
        print(line)


def _lines(name: str, times: list[tuple[int, float]]) -> Iterator[str]:
    pages, seconds = sum(pages for pages, _ in times), sum(seconds for _, seconds in times)
    if pages:
        most = max(seconds / pages for pages, seconds in times if pages)
        yield (
            f"{name}: {len(times)} files, {pages} pages, {1000 * seconds / pages:.0f} ms a page"
            f" (slowest file {1000 * most:.0f}), {20 * seconds / pages:.1f} s for 20 pages"
        )


if __name__ == "__main__":
    main()
