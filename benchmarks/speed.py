"""How fast is it, and how large? Start to first answer, and a knowledge base of very many phrasings.

python -m benchmarks.speed [--phrasings 100000] [--entries 1000]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 7
WORDS = 4_000


def command(*arguments: str) -> list[str]:
    """Return the command line of the program."""
    return [sys.executable, "-m", "esor_bot", *arguments]


def start() -> None:
    """Print the time from start to the first answer on the shipped knowledge, and the memory of the process."""
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        subprocess.run(command("ask", "how long is the fellowship?"), check=True, capture_output=True)
        times.append(time.perf_counter() - began)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"start to first answer   median {sorted(times)[RUNS // 2]:.2f} s, most {max(times):.2f} s")
    print(f"memory of the process   {peak:.0f} MiB")


def many(phrasings: int, entries: int) -> None:
    """Print load time, time a question and memory on a made-up knowledge base."""
    chance = random.Random(7)
    vocabulary = [_word(chance) for _ in range(WORDS)]
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder), phrasings, entries, vocabulary, chance)
        environment = {**os.environ, "XDG_CACHE_HOME": folder}
        began = time.perf_counter()
        process = subprocess.Popen(
            command("ask", "--batch", "--knowledge", folder),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
        )  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        times = []
        for number in range(200):
            question = " ".join(chance.choices(vocabulary, k=8))
            process.stdin.write(json.dumps({"id": number, "question": question}) + "\n")
            process.stdin.flush()
            times.append(json.loads(process.stdout.readline())["millis"])
            if number == 0:
                print(
                    f"{phrasings:,} phrasings, {entries:,} entries: answers after {time.perf_counter() - began:.1f} s"
                )
        peak = _peak(process.pid)
        process.stdin.close()
        process.wait()
    times.sort()
    print(f"a question              median {times[100]:.1f} ms, 99 % {times[197]:.1f} ms; memory {peak:.0f} MiB")


def _word(chance: random.Random) -> str:
    return "".join(chance.choice("bcdfglmnprstv") + chance.choice("aeiou") for _ in range(chance.randint(2, 4)))


def _write(folder: Path, phrasings: int, entries: int, vocabulary: list[str], chance: random.Random) -> None:
    (folder / "manifest.yaml").write_text("schema: 1\n", "utf-8")
    (folder / "programmes").mkdir()
    lines = ["id: x", "title: Made up", "entries:"]
    for entry in range(entries):
        topic = chance.choices(vocabulary, k=6)
        lines.append(f"  - id: e{entry}\n    answer: answer {entry}\n    questions:")
        for _ in range(phrasings // entries):
            said = [*chance.sample(topic, 3), *chance.choices(vocabulary, k=4)]
            chance.shuffle(said)
            lines.append(f'      - "{" ".join(said)}"')
    (folder / "programmes" / "x.yaml").write_text("\n".join(lines) + "\n", "utf-8")


def _peak(process: int) -> float:
    for line in Path(f"/proc/{process}/status").read_text("utf-8").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return float("nan")


def main() -> None:
    """Read the arguments and print both tables."""
    parser = argparse.ArgumentParser(description="How fast is it, and how large?")
    parser.add_argument("--phrasings", type=int, default=100_000)
    parser.add_argument("--entries", type=int, default=1_000)
    options = parser.parse_args()
    start()
    many(options.phrasings, options.entries)


if __name__ == "__main__":
    main()
