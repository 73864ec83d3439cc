"""Tests of the completeness check."""
