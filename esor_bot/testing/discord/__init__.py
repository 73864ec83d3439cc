"""Discord as tests need it: what it refuses, and what people read of what it shows."""
