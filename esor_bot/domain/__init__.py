"""Frozen values and pure rules: what comes in, what goes out, what is known. Imports nothing else of ours."""
