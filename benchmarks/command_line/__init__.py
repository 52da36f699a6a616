"""Measures the command line: cold start, memory over many files, other checkers beside it."""
