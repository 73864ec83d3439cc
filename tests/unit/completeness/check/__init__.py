"""Tests of the check as a whole, with the real worker and the shipped knowledge."""
