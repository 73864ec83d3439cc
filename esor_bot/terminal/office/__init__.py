"""The desk of the office in the terminal: for who asks, in the chat; for the office, as commands."""
