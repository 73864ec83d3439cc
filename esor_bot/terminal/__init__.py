"""The terminal: a chat, one question, a batch. It needs no more of the core than the port in `port.py`."""
