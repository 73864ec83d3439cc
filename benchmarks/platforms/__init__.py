"""What the benchmarks of all platforms share: the process that serves, what people say, figures and the table."""
