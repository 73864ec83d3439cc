"""Tests of the sandbox, with real worker processes."""
