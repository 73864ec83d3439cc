"""Serving: the platforms whose settings are there, the outbox and the timers, in one process until it is to stop."""
