"""What is in an application file, on which pages, in which order, and what to mend."""
