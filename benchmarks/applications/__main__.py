"""Write invented applications and their truth: python -m benchmarks.applications OUT_DIR [--count N] [--seed S]."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from benchmarks.applications.series import series


def main() -> None:
    """Write the files and `truth.jsonl` into the folder."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.applications", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=60, help="how many files (default 60)")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other people and papers (default 1)")
    options = parser.parse_args()
    make(options.folder, options.count, options.seed)
    print(f"{options.count} files in {options.folder}")


def make(folder: Path, count: int, seed: int) -> None:
    """Write so many files and `truth.jsonl` into the folder, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "truth.jsonl").open("w", encoding="utf-8") as stream:
        for line, pdf in series(count, seed):
            (folder / line["file"]).write_bytes(pdf)
            stream.write(json.dumps(line, ensure_ascii=False) + "\n")
            stream.flush()


if __name__ == "__main__":
    main()
