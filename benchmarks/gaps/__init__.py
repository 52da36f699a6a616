"""Benchmarks of the gaps: rendered cables with known excisions, and published volumes."""
