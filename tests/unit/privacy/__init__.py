"""Tests of deleting: by age, and for a person."""
