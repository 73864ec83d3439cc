"""Tests of the measuring of groups."""
