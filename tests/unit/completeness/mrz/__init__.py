"""Tests of the machine-readable zones."""
