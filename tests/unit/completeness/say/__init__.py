"""Tests of the report in words."""
