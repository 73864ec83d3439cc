"""How fast are scanned pages read, beside RapidOCR as it comes and RapidOCR with better settings?

python -m benchmarks.ocr_speed [PDF ...] [--pages N]

Each way runs in a process of its own over the same pages. RapidOCR gets them at 150 dpi. Without files a few pages
that look like scans are drawn. "like default" compares runs of three characters with what RapidOCR reads by default.
"""

from __future__ import annotations

import argparse
import io
import json
import logging
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from esor_bot.completeness.intake import PdfFile
from esor_bot.completeness.ocr import Reader

DPI = 150
DRAWN = 4
WAYS = ("default", "tuned", "ours")
TUNED = {"Global.max_side_len": 1280, "Rec.rec_batch_num": 1, "Global.use_cls": False}
THREADS = {"EngineConfig.onnxruntime.intra_op_num_threads": 2}
SENTENCES = (
    "The department reports on forty thousand examinations a year and trains twelve residents.",
    "La commission certifie que la candidate a réussi l'examen écrit et l'examen oral.",
    "Hiermit wird bestätigt, dass die Prüfung mit gutem Erfolg abgelegt wurde.",
    "Zaświadcza się, że uczestniczka ukończyła szkolenie w pełnym wymiarze godzin.",
    "A bizonyítvány a vizsga letételét igazolja, és hat évig érvényes.",
)
Read = Callable[[PdfFile, int], str]


def drawn_pages(count: int) -> bytes:
    """Return a PDF of pictures: prose of several sizes, a little askew, with noise."""
    path = Path(matplotlib.get_data_path(), "fonts", "ttf", "DejaVuSans.ttf")
    pages = []
    for number in range(count):
        page = Image.new("L", (1240, 1754), 250)
        draw = ImageDraw.Draw(page)
        size = 17 + 2 * (number % 4)
        draw.text((140, 120), f"Statement no. {number + 1}", font=ImageFont.truetype(str(path), 34), fill=30)
        for row in range(28 - 3 * (number % 4)):
            text = SENTENCES[(row + number) % len(SENTENCES)]
            draw.text((140, 220 + row * size * 2.4), text, font=ImageFont.truetype(str(path), size), fill=40)
        page = page.rotate(0.4 * (number % 3 - 1), Image.Resampling.BICUBIC, fillcolor=250)
        noise = Image.effect_noise(page.size, 16)
        pages.append(Image.blend(page.filter(ImageFilter.GaussianBlur(0.7)), noise, 0.08).convert("RGB"))
    out = io.BytesIO()
    pages[0].save(out, "PDF", resolution=DPI, save_all=True, append_images=pages[1:], quality=80)
    return out.getvalue()


def rapid(**parameters: object) -> Read:
    """Return RapidOCR with some parameters."""
    logging.disable(logging.CRITICAL)
    from rapidocr import RapidOCR  # only where it is measured: it takes memory

    engine: Any = RapidOCR(params=parameters or None)

    def read(file: PdfFile, index: int) -> str:
        result = engine(_bgr(file.render(index, round(max(file.size(index)) / 72 * DPI))))
        return "\n".join(result.txts or ())

    return read


def ours() -> Read:
    """Return the reader of the check."""
    reader = Reader()
    reader.warm()

    def read(file: PdfFile, index: int) -> str:
        reading = reader.read(lambda long_side: file.render(index, long_side))
        return "\n".join(line.text for line in reading.lines)

    return read


def _bgr(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.ascontiguousarray(image[..., ::-1])


def measure(way: str, paths: list[str], most: int) -> None:
    """Read the pages in one way, and print seconds, processor seconds, texts and peak memory as JSON."""
    read = {"default": rapid, "tuned": lambda: rapid(**TUNED, **THREADS), "ours": ours}[way]()
    seconds, work, texts = [], [], []
    for file, index in _pages(paths, most):
        began, worked = time.perf_counter(), time.process_time()
        texts.append(read(file, index))
        seconds.append(time.perf_counter() - began)
        work.append(time.process_time() - worked)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "work": work, "texts": texts, "peak": peak}))


def _pages(paths: list[str], most: int) -> Iterator[tuple[PdfFile, int]]:
    for data in [Path(path).read_bytes() for path in paths] or [drawn_pages(DRAWN)]:
        with PdfFile(data) as file:
            for index in range(min(file.count, most)):
                yield file, index


def likeness(one: str, other: str) -> float:
    """Return how much two texts have in common (0 to 1): runs of three characters, spaces left out."""
    first, second = _runs(one), _runs(other)
    total = sum(first.values()) + sum(second.values())
    return 2 * sum((first & second).values()) / total if total else 1.0


def _runs(text: str) -> Counter[str]:
    signs = ["".join(line.split()) for line in text.splitlines()]
    return Counter(line[at : at + 3] for line in signs for at in range(len(line) - 2))


def compare(paths: list[str], most: int) -> None:
    """Run all ways one after the other and print a table."""
    found: dict[str, Any] = {}
    print(f"{'':9}{'s a page':>10}{'of default':>12}{'CPU s':>8}{'like default':>14}{'peak MiB':>10}")
    for way in WAYS:
        command = [sys.executable, "-m", "benchmarks.ocr_speed", *paths, "--pages", str(most), "--way", way]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        found[way] = json.loads(done.stdout.splitlines()[-1])
        _row(way, found[way], found["default"])
    print(f"{len(found['default']['texts'])} pages")


def _row(way: str, one: dict[str, Any], default: dict[str, Any]) -> None:
    pages = len(one["texts"])
    share = sum(one["seconds"]) / sum(default["seconds"])
    like = sum(likeness(*pair) for pair in zip(one["texts"], default["texts"], strict=True)) / pages
    seconds, work = sum(one["seconds"]) / pages, sum(one["work"]) / pages
    print(f"{way:9}{seconds:10.2f}{share:12.2f}{work:8.2f}{like:14.3f}{one['peak']:10.0f}", flush=True)


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", nargs="*")
    parser.add_argument("--pages", type=int, default=1000, help="no more pages of each file")
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.way:
        measure(arguments.way, arguments.files, arguments.pages)
    else:
        compare(arguments.files, arguments.pages)


if __name__ == "__main__":
    main()
