"""How good is the matching itself, on a public data set? Runs that set's own judge on this engine.

    python -m benchmarks.intents JUDGE.py DATASET.json [DATASET.json ...]

The judge writes each data set as a knowledge folder of nothing but ids, questions and answers, asks the engine
through `esor-bot ask --batch`, and prints the engine beside the peers that were measured on the same questions.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path


def main() -> None:
    """Run the judge on every data set given; ends with the judge's status."""
    parser = argparse.ArgumentParser(description="The matching on public data.")
    parser.add_argument("judge", type=Path, help="the data set's judge.py")
    parser.add_argument("datasets", type=Path, nargs="+")
    options = parser.parse_args()
    engine = f"{sys.executable} -m esor_bot ask --batch --knowledge {{knowledge}}"
    status = 0
    for dataset in options.datasets:
        command = [sys.executable, str(options.judge), str(dataset), "--run", engine]
        status |= subprocess.run(command, check=False).returncode
    sys.exit(status)


if __name__ == "__main__":
    main()
