"""What is said of a file whose pages are recognised."""
