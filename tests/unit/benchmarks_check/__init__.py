"""Tests of the benchmark of the check."""
