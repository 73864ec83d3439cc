"""What is recognised on a page and in a file."""
