"""Files damaged at random come to a clear end."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.fuzz_check import damaged, samples


def test_the_same_seed_gives_the_same_file() -> None:
    """A file that does harm can be made again by its number."""
    files = samples()
    assert damaged(files, 5, 17) == damaged(files, 5, 17)
    assert damaged(files, 5, 17) != damaged(files, 5, 18)


def test_hundreds_of_damaged_files_come_to_a_clear_end() -> None:
    """No exception, no hang and no death of the process in four hundred damaged files."""
    command = [sys.executable, "-m", "benchmarks.fuzz_check", "--files", "400", "--seed", "4", "--jobs", "1"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "exceptions, hangs and deaths: 0" in done.stdout
