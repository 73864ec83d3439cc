"""Tests of the benchmark of the desk."""
