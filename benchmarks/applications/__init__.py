"""Invented applications with what is true of them: the project's own benchmark set for the completeness check.

`python -m benchmarks.applications OUT_DIR [--count N] [--seed S]` writes PDF files and `truth.jsonl`.
The texts stand in `data/*.yaml` (see `data/README.md`); the code draws, scans, puts together and keeps the account.
"""
