"""Measures the comparing of readings and of releases."""
