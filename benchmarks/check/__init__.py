"""Measures the check of application files. `python -m benchmarks.check --help` tells more."""
