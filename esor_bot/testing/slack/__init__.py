"""What plays Slack in tests, and what Slack refuses."""
