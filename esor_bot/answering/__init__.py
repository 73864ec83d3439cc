"""From a message to a reply: normalise, rank, decide, split, remember, and say. Deterministic throughout."""
