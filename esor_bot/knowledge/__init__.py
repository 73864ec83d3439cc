"""The code that reads the knowledge folder: locate, parse with positions, check, and build the domain's values."""
