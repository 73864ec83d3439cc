"""esor-bot in Discord: payloads become the core's events, its answers become messages, forms and files."""
