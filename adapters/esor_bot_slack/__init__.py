"""esor-bot in Slack: payloads become the core's events, its answers become messages, views and files."""
