"""Tests of the contact sheet."""
