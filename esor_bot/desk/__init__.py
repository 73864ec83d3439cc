"""The office desk: what may be done with a case, who is told of it, and how that gets there."""
